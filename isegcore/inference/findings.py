"""What to warn of: signs of a subject held against the profile in the model's card.

Nothing is mended here, only told: swapped images or a turned head are for the user to put right. Whether left
and right are mirrored cannot be told from a brain, so nothing is said of it beyond the note on files that do
not say how the head lies.

A card without a profile leaves the checks that need one silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from isegcore.bundles.profile import Profile
from isegcore.data.finding import Concern, Finding
from isegcore.data.orientation import orientation_of
from isegcore.data.subject import Modality, Subject
from isegcore.inference import signs as sign
from isegcore.inference.signs import Signs
from isegcore.labels import BRAIN_TISSUES, Tissue

SLACK = {
    sign.FILLED: 0.01,
    sign.CLEAN_AIR: 0.02,
    sign.CUT: 0.1,
    sign.UPRIGHT: 0.01,
    sign.LIKENESS: 0.2,
    sign.OFFSET: 1.5,
    sign.VOLUME: 100.0,
    **{sign.blank_of(m): 0.02 for m in Modality},
    **{sign.coherence_of(m): 0.25 for m in Modality},
    **{sign.tail_of(m): 0.05 for m in Modality},
    **{sign.contrast_of(m, t): 0.2 for m in Modality for t in (Tissue.CSF, Tissue.WM)},
    **{sign.share_of(t): 0.03 for t in BRAIN_TISSUES},
}
"""By how much a sign may lie outside the profile's percentiles before the difference means anything."""

# Persons differ in these, healthy ones too, and a few of them do not show by how much.
_OF_THE_PERSON = {
    sign.VOLUME,
    *(sign.contrast_of(m, t) for m in Modality for t in (Tissue.CSF, Tissue.WM)),
    *(sign.share_of(t) for t in BRAIN_TISSUES),
}
_FEWEST_PERSONS = 5

# From a very preterm newborn's to a large adult's, with the CSF around it: so of any model.
_SMALLEST_BRAIN_ML, _LARGEST_BRAIN_ML = 100.0, 2000.0

_LOOK = "Look at the result before using it."


@dataclass(frozen=True, slots=True)
class _Case:
    """A subject's signs beside what is usual."""

    subject: Subject
    signs: Signs
    profile: Profile | None

    def low(self, name: str) -> bool:
        """Return whether a sign lies below what is usual; not if either is unknown."""
        value, usual = self._value_and_range(name)
        return value is not None and usual is not None and value < usual[0]

    def high(self, name: str) -> bool:
        """Return whether a sign lies above what is usual; not if either is unknown."""
        value, usual = self._value_and_range(name)
        return value is not None and usual is not None and value > usual[1]

    def _value_and_range(self, name: str) -> tuple[float | None, tuple[float, float] | None]:
        profile = self.profile
        if profile is not None and name in _OF_THE_PERSON and profile.subjects < _FEWEST_PERSONS:
            profile = None
        allowed = profile.allowed(name, SLACK[name]) if profile else None
        return self.signs.values.get(name), (allowed.low, allowed.high) if allowed else None


def find_concerns(subject: Subject, signs: Signs, profile: Profile | None) -> tuple[Finding, ...]:
    """Return what the user must be warned of, causes only: what follows from them is left out.

    Args:
        subject: The images.
        signs: What was measured; see `signs.measure`.
        profile: What is usual; None if the model's card does not say.
    """
    case = _Case(subject, signs, profile)
    for checks in ((_blank, _noise), (_unstripped,), (_swapped,), (_orientation, _unaligned, _cut_off)):
        found = tuple(finding for check in checks for finding in check(case))
        if found:
            return found
    return (*_contrast(case), *_shares(case), *_size(case))


def _blank(case: _Case) -> Iterator[Finding]:
    for modality in case.subject.images:
        if case.signs.values.get(sign.blank_of(modality)) == 1:
            yield Finding(
                concern=Concern.BLANK,
                message=f"The {modality} holds one value all over the brain, so nothing was learnt from it.",
                hint=f"Check that the right file was given, and that it is no mask. {_other(case, modality)}",
            )


def _noise(case: _Case) -> Iterator[Finding]:
    for modality in case.subject.images:
        if case.low(sign.coherence_of(modality)):
            yield Finding(
                concern=Concern.NOISE,
                message=f"The {modality} is nearly all noise: neighbouring voxels have little in common.",
                hint=f"Check the file. {_other(case, modality)}",
            )


def _unstripped(case: _Case) -> Iterator[Finding]:
    if case.low(sign.FILLED) or case.low(sign.CLEAN_AIR):
        yield Finding(
            concern=Concern.UNSTRIPPED,
            message="There is more than the brain in these images: skull and scalp, or a shell around the "
            "brain, seem not to have been removed.",
            hint="Strip them first, with SynthStrip or BET for example: the result cannot be trusted.",
        )


def _orientation(case: _Case) -> Iterator[Finding]:
    if case.profile is None:
        return
    margin, turn = sign.upright(case.signs.layout, case.profile.tissue_layout())
    allowed = case.profile.allowed(sign.UPRIGHT, SLACK[sign.UPRIGHT])
    if allowed is not None and margin < min(0.0, allowed.low):
        yield Finding(
            concern=Concern.ORIENTATION,
            message=f"The head seems to lie {_how_it_lies(turn)}, going by where its tissues are.",
            hint=_how_to_turn(case.subject, turn),
        )


def _swapped(case: _Case) -> Iterator[Finding]:
    lean = case.signs.values.get(sign.LEAN)
    usual = case.profile.ranges.get(sign.LEAN) if case.profile else None
    if lean is not None and usual is not None and lean < min(0.0, usual.low):
        yield Finding(
            concern=Concern.SWAPPED,
            message="CSF is brighter in the T1 than in the T2, as if the two were swapped.",
            hint="If they are, give the files the other way round; else one is an image of another kind.",
        )
    elif len(case.subject.images) == 1 and _looks_like_the_other(case, case.subject.primary):
        own = case.subject.primary
        other = next(m for m in Modality if m is not own)
        yield Finding(
            concern=Concern.SWAPPED,
            message=f"The {own} looks like a {other}, going by its CSF.",
            hint=f"Check the file. A {other} alone is known by its name, such as NAME-{other}.nii.gz.",
        )


def _unaligned(case: _Case) -> Iterator[Finding]:
    if len(case.subject.images) < 2:
        return
    if (
        case.high(sign.OFFSET)
        or case.low(sign.LIKENESS)
        or any(case.high(sign.blank_of(m)) for m in case.subject.images)
    ):
        offset = case.signs.values.get(sign.OFFSET, 0.0)
        apart = f", by about {offset:.0f} mm" if case.high(sign.OFFSET) else ""
        yield Finding(
            concern=Concern.UNALIGNED,
            message=f"T1 and T2 do not lie on each other{apart}.",
            hint="Let the T2 be registered to the T1 (--register; in the window, Register T2 onto T1).",
        )


def _cut_off(case: _Case) -> Iterator[Finding]:
    if case.high(sign.CUT):
        yield Finding(
            concern=Concern.CUT_OFF,
            message="Part of the brain seems to be cut off: it ends in a flat face.",
            hint="Volumes are those of what is there. If the scan is whole, check how it was cropped.",
        )


def _contrast(case: _Case) -> Iterator[Finding]:
    for modality in case.subject.images:
        names = [sign.contrast_of(modality, tissue) for tissue in (Tissue.CSF, Tissue.WM)]
        if any(case.low(name) or case.high(name) for name in names):
            yield Finding(
                concern=Concern.CONTRAST,
                message=f"The contrast of the {modality} is not one that the model knows: another age, "
                "another kind of image, or a sequence of its own.",
                hint=f"{_LOOK} A model trained on such images would serve better.",
            )


def _shares(case: _Case) -> Iterator[Finding]:
    for tissue in BRAIN_TISSUES:
        name = sign.share_of(tissue)
        if case.low(name) or case.high(name):
            much = "little" if case.low(name) else "much"
            yield Finding(
                concern=Concern.SHARES,
                message=f"There is unusually {much} {tissue.title[0].lower() + tissue.title[1:]}: "
                f"{case.signs.values[name]:.0%} of the brain.",
                hint=_LOOK,
            )


def _size(case: _Case) -> Iterator[Finding]:
    volume = case.signs.values[sign.VOLUME]
    if volume > _LARGEST_BRAIN_ML or case.high(sign.VOLUME):
        yield Finding(
            concern=Concern.SIZE,
            message=f"The brain would measure {volume:.0f} ml.",
            hint="Check the voxel size, and that the skull was stripped.",
        )
    elif volume < _SMALLEST_BRAIN_ML or case.low(sign.VOLUME):
        yield Finding(
            concern=Concern.SIZE,
            message=f"The brain would measure only {volume:.0f} ml.",
            hint="Check the voxel size, and that no part is missing.",
        )


def _looks_like_the_other(case: _Case, modality: Modality) -> bool:
    """Return whether the CSF in an image is nearer to what it is in the other kind, and unlike its own."""
    value, usual = case.signs.values.get(sign.tail_of(modality)), case.profile.ranges if case.profile else {}
    t1, t2 = (usual.get(sign.tail_of(m)) for m in Modality)
    if value is None or t1 is None or t2 is None:
        return False
    between = (t1.high + t2.low) / 2
    return value > max(t1.high, between) if modality is Modality.T1 else value < min(t2.low, between)


def _other(case: _Case, modality: Modality) -> str:
    others = [m for m in case.subject.images if m is not modality]
    return f"The {others[0]} alone can be segmented." if others else ""


def _how_it_lies(turn: NDArray[np.int64]) -> str:
    if not np.array_equal(np.abs(turn), np.eye(3)):
        return "with its axes interchanged"
    front, up = turn[1, 1], turn[2, 2]
    if front > 0 or up > 0:
        return "upside down" if front > 0 else "back to front"
    return "upside down and back to front"


def _how_to_turn(subject: Subject, turn: NDArray[np.int64]) -> str:
    """Return what to do for the head to lie right; left and right are taken over from what was assumed."""
    volume = subject.images[subject.primary]
    if volume.source is None or not volume.source.orientation_assumed:
        return "Correct its header where the file was made; left and right, too, may be wrong."
    given = orientation_of(volume.grid.affine).matrix
    right = turn @ given
    if np.linalg.det(right) * np.linalg.det(given) < 0:
        right[0] = -right[0]
    code = orientation_of(right).code
    return (
        f"If it does, choose the orientation {code} (--assume-orientation {code}). "
        "Left and right cannot be told from a brain: check them otherwise."
    )
