"""Making the profile of usual subjects that goes into a model's card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.profile import LAYOUT_SHAPE, Profile, Range, packed_layout
from isegcore.inference.signs import UPRIGHT, Signs, upright

_PERCENTILES = (1, 99)


def make_profile(found: Sequence[Signs], subjects: int) -> Profile:
    """Return the profile of subjects as they should be.

    Args:
        found: What was measured of each of them, one or more; of each combination of images, if they were
            segmented in several.
        subjects: How many there were.
    """
    values: dict[str, list[float]] = defaultdict(list)
    layouts = np.stack([signs.layout for signs in found])
    for number, signs in enumerate(found):
        for name, value in signs.values.items():
            values[name].append(value)
        margin, _ = upright(signs.layout, _mean_of_others(layouts, number))
        values[UPRIGHT].append(margin)
    ranges = {name: _range(numbers) for name, numbers in values.items()}
    return Profile(subjects=subjects, ranges=ranges, layout=packed_layout(_both_sides(layouts.mean(axis=0))))


def _mean_of_others(layouts: NDArray[np.float32], number: int) -> NDArray[np.float32]:
    """Return what a subject is compared with: the others, mirrored too; itself where there are none."""
    others = np.delete(layouts, number, axis=0) if len(layouts) > 1 else layouts
    return _both_sides(others.mean(axis=0))


def _both_sides(layout: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray((layout + layout[::-1]) / 2, np.float32).reshape(LAYOUT_SHAPE)


def _range(numbers: Sequence[float]) -> Range:
    low, high = np.percentile(numbers, _PERCENTILES)
    return Range(low=round(float(low), 4), high=round(float(high), 4))
