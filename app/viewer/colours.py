"""Tables of colours: from a grey level, a label or a percentage to what is painted. Pure numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.session.view_state import ColourMap, Heat

Rgba = tuple[int, int, int, int]
Table = NDArray[np.uint32]

# Every 15th colour of the maps that matplotlib made known (viridis and magma are in the public domain, CC0).
_ANCHORS = {
    ColourMap.GREY: "000000 ffffff",
    ColourMap.INVERTED: "ffffff 000000",
    ColourMap.HOT: (
        "0b0000 320000 590000 810000 a80000 cf0000 f70000 ff1f00 ff4700 "
        "ff6e00 ff9500 ffbd00 ffe400 ffff13 ffff4e ffff89 ffffc4 ffffff"
    ),
    ColourMap.VIRIDIS: (
        "440154 481769 472a7a 433d84 3d4e8a 355e8d 2e6d8e 297b8e 23898e "
        "1f978b 21a585 2eb37c 46c06f 65cb5e 89d548 b0dd2f d8e219 fde725"
    ),
    ColourMap.MAGMA: (
        "000004 090720 1a1042 311165 4a1079 621980 792282 912b81 aa337d "
        "c23b75 d9466b ec5860 f7725c fc8e64 feaa74 fec68a fde2a3 fcfdbf"
    ),
}


def _rgb_table(anchors: str) -> NDArray[np.uint8]:
    """Return `(256, 3)`: colours evenly spread over 0 to 255, and straight lines between them."""
    colours = np.array([list(bytes.fromhex(colour)) for colour in anchors.split()], np.float64)
    at = np.linspace(0, 255, len(colours))
    steps = np.arange(256)
    table = np.stack([np.interp(steps, at, channel) for channel in colours.T], axis=1)
    rounded: NDArray[np.uint8] = np.rint(table).astype(np.uint8)
    return rounded


RGB_TABLES: dict[ColourMap, NDArray[np.uint8]] = {
    name: _rgb_table(anchors) for name, anchors in _ANCHORS.items()
}


def _heat_colours(*, more_is_doubt: bool) -> tuple[Rgba, ...]:
    """Return RGBA by percent: the more doubtful, the brighter and the more opaque; 0 says nothing."""
    clear: Rgba = (0, 0, 0, 0)
    table = RGB_TABLES[ColourMap.MAGMA].tolist()

    def colour(percent: int) -> Rgba:
        doubt = min(1.0, (percent if more_is_doubt else 100 - percent) / 50)
        red, green, blue = table[round(80 + 160 * doubt)]
        return red, green, blue, round(220 * doubt)

    return tuple(colour(n) if 0 < n <= 100 else clear for n in range(256))


NO_TISSUE: Rgba = (200, 205, 212, 255)  # where the other of two label maps has none

HEAT_COLOURS: dict[Heat, tuple[Rgba, ...]] = {
    Heat.CONFIDENCE: _heat_colours(more_is_doubt=False),
    Heat.ENTROPY: _heat_colours(more_is_doubt=True),
}

# As QImage's RGB32 wants them: 0xffRRGGBB.
PICTURE_TABLES: dict[ColourMap, Table] = {
    name: (np.uint32(0xFF000000) + (rgb.astype(np.uint32) << np.array([16, 8, 0], np.uint32)).sum(1)).astype(
        np.uint32
    )
    for name, rgb in RGB_TABLES.items()
}


def premultiplied(colours: Sequence[Rgba]) -> Table:
    """Return 256 colours as QImage's ARGB32_Premultiplied wants them; those not given are clear."""
    table = np.zeros(256, np.uint32)
    for index, (red, green, blue, alpha) in enumerate(colours):
        r, g, b = (round(channel * alpha / 255) for channel in (red, green, blue))
        table[index] = alpha << 24 | r << 16 | g << 8 | b
    return table
