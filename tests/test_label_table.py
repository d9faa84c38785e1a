"""Tables that are called colour-blind safe, seen through simulated eyes.

Matrices of Machado, Oliveira & Fernandes 2009 (10.1109/TVCG.2009.113), severity 1, for linear RGB.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from isegcore.label_table import COLOUR_BLIND_SAFE, ITK_SNAP, OKABE_ITO, TABLES, LabelTable

EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def seen(rgb: tuple[int, int, int], eye: np.ndarray) -> np.ndarray:
    """Return the CIELAB colour that an eye sees."""
    share = np.array(rgb) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    linear = np.clip(eye @ linear, 0, 1)
    back = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return rgb2lab(back)


def least_difference(table: LabelTable, eye: np.ndarray) -> float:
    return min(
        float(deltaE_ciede2000(seen(one, eye), seen(other, eye)))
        for one, other in combinations(table.colours[1:], 2)
    )


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("table", COLOUR_BLIND_SAFE, ids=lambda table: table.title)
def test_tissues_are_told_apart_by_every_eye(table: LabelTable, eye: str) -> None:
    assert least_difference(table, EYES[eye]) > 20


def test_the_default_is_a_safe_one() -> None:
    assert OKABE_ITO in COLOUR_BLIND_SAFE
    assert TABLES[0] is OKABE_ITO


def test_the_simulation_finds_what_is_not_safe() -> None:
    red_and_green = LabelTable("red and green", ((0, 0, 0), (190, 90, 0), (120, 130, 0), (0, 0, 255)))
    assert least_difference(red_and_green, EYES["usual"]) > 30
    assert least_difference(red_and_green, EYES["deuteranopia"]) < 20
    assert ITK_SNAP not in COLOUR_BLIND_SAFE
