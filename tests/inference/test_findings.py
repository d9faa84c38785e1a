"""What is odd is told, once and by its cause; what is usual is not."""

from __future__ import annotations

import numpy as np
import pytest

from isegcore.bundles.profile import Profile
from isegcore.data.finding import Concern, Finding
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import Source, Volume
from isegcore.inference import signs as sign
from isegcore.inference.findings import find_concerns
from isegcore.inference.signs import Signs, measure
from isegcore.labels import Tissue
from isegcore.preprocessing.preprocess import preprocess
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training.profile import make_profile
from tests.helpers import faults
from tests.helpers.phantoms import ellipsoid_labels, ras_grid

SPEC = PreprocessSpec(spacing_mm=4)
T1, T2 = Modality.T1, Modality.T2
# Background, CSF, GM, WM; a ventricle deep inside makes CSF stand out as it does in a head.
LEVELS = {T1: (0, 100, 200, 260), T2: (0, 500, 250, 180)}


def head(seed: int = 0) -> Subject:
    """Return nested ellipsoids of 600 ml, unlike behind and below, with a ventricle; no two alike."""
    rng = np.random.default_rng(seed)
    i, j, k = (int(n) for n in rng.integers((31, 35, 27), (34, 38, 30)))
    labels = ellipsoid_labels((i, j, k))
    labels[i // 2 - 5 : i // 2 + 6, j // 3 : j // 2 + 2, k // 2 : k // 2 + 3] = Tissue.CSF
    labels[8:-8, j * 2 // 3 : j * 3 // 4, k // 2 : k * 3 // 4] = Tissue.WM
    labels[8:-8, j // 3 : j * 3 // 5, k // 4 : k // 3 + 1] = Tissue.GM
    grid = ras_grid((i, j, k), 4.0)
    images = {}
    for modality, levels in LEVELS.items():
        data = np.array(levels, np.float32)[labels]
        data += 8 * rng.standard_normal(data.shape).astype(np.float32) * (labels > 0)
        images[modality] = Volume(data.astype(np.float32), grid)
    return Subject(f"p{seed}", images)


def signs_of(subject: Subject) -> Signs:
    """Return the signs, labels being what a good network would give: by T1, or by T2."""
    prepared = preprocess(subject, SPEC)
    return measure(subject, prepared, labels_of(subject), SPEC)


def labels_of(subject: Subject) -> np.ndarray:
    data = subject.images[subject.primary].data
    steps = [50, 150, 230] if subject.primary is T1 else [50, 215, 375]
    found = np.digitize(data, steps).astype(np.uint8)
    return found if subject.primary is T1 else np.array([0, 3, 2, 1], np.uint8)[found]


@pytest.fixture(scope="module")
def profile() -> Profile:
    heads = [head(seed) for seed in range(1, 13)]
    variants = [[h, faults.without(T1)(h), faults.without(T2)(h)] for h in heads]
    return make_profile([signs_of(v) for row in variants for v in row], len(heads))


def told(subject: Subject, profile: Profile | None) -> tuple[Finding, ...]:
    return find_concerns(subject, signs_of(subject), profile)


@pytest.mark.parametrize("seed", range(20, 26))
def test_nothing_is_said_of_usual_heads(seed: int, profile: Profile) -> None:
    for change in (lambda s: s, faults.without(T1), faults.without(T2), faults.flipped(0)):
        assert told(change(head(seed)), profile) == ()


@pytest.mark.parametrize(
    ("fault", "concern"),
    [
        (faults.swapped, Concern.SWAPPED),
        (faults.t2_as_t1, Concern.SWAPPED),
        (faults.t1_as_t2, Concern.SWAPPED),
        (faults.flipped(1), Concern.ORIENTATION),
        (faults.flipped(2), Concern.ORIENTATION),
        (faults.turned(1, 2), Concern.ORIENTATION),
        (faults.shifted(8.0), Concern.UNALIGNED),
        (faults.shifted(8.0, 0, masked=True), Concern.UNALIGNED),
        (faults.cut(24, 2), Concern.CUT_OFF),
        (faults.cut(24, 1, top=False), Concern.CUT_OFF),
        (faults.constant_t2, Concern.BLANK),
        (faults.noise_t2, Concern.NOISE),
    ],
)
def test_every_fault_is_told_by_its_cause(fault: faults.Fault, concern: Concern, profile: Profile) -> None:
    found = told(fault(head(30)), profile)
    assert [finding.concern for finding in found] == [concern]
    assert all(finding.message.endswith(".") and finding.hint for finding in found)


def test_without_a_profile_only_what_needs_none_is_told() -> None:
    assert told(faults.swapped(head(30)), None) == ()
    assert [f.concern for f in told(faults.constant_t2(head(30)), None)] == [Concern.BLANK]


def test_a_skull_shows_in_what_is_not_labelled(profile: Profile) -> None:
    subject = head(31)
    prepared = preprocess(faults.with_skull(subject), SPEC)
    signs = measure(faults.with_skull(subject), prepared, labels_of(subject), SPEC)
    assert signs.values[sign.FILLED] < 0.8
    assert [f.concern for f in find_concerns(subject, signs, profile)] == [Concern.UNSTRIPPED]


def test_noise_in_the_air_shows_that_nothing_was_stripped(profile: Profile) -> None:
    subject = head(32)
    noisy = faults.in_noisy_air(subject)
    signs = measure(noisy, preprocess(noisy, SPEC), labels_of(subject), SPEC)
    assert signs.values[sign.CLEAN_AIR] < 0.3
    assert [f.concern for f in find_concerns(noisy, signs, profile)] == [Concern.UNSTRIPPED]


def test_shares_contrast_and_size_are_told_where_nothing_explains_them(profile: Profile) -> None:
    subject = head(33)
    signs = signs_of(subject)
    little = Signs({**signs.values, sign.share_of(Tissue.WM): 0.01}, signs.layout)
    (found,) = find_concerns(subject, little, profile)
    assert found.concern is Concern.SHARES
    assert "little white matter: 1%" in found.message
    other = Signs({**signs.values, sign.contrast_of(T1, Tissue.WM): -1.5}, signs.layout)
    assert [f.concern for f in find_concerns(subject, other, profile)] == [Concern.CONTRAST]
    for volume, word in ((50.0, "only 50 ml"), (2500.0, "2500 ml")):
        (found,) = find_concerns(subject, Signs({**signs.values, sign.VOLUME: volume}, signs.layout), None)
        assert found.concern is Concern.SIZE
        assert word in found.message


def test_few_persons_do_not_show_how_persons_differ(profile: Profile) -> None:
    few = profile.model_copy(update={"subjects": 2})
    subject = head(33)
    signs = signs_of(subject)
    grown = {sign.VOLUME: 1400.0, sign.share_of(Tissue.WM): 0.01, sign.contrast_of(T1, Tissue.WM): -1.5}
    unlike = Signs({**signs.values, **grown}, signs.layout)
    assert len(find_concerns(subject, unlike, profile)) == 3
    assert find_concerns(subject, unlike, few) == ()
    assert [f.concern for f in told(faults.swapped(head(34)), few)] == [Concern.SWAPPED]


def test_what_follows_from_a_cause_is_left_out(profile: Profile) -> None:
    swapped = faults.swapped(head(34))
    signs = signs_of(swapped)
    worse = Signs({**signs.values, sign.share_of(Tissue.GM): 0.99, sign.VOLUME: 5000.0}, signs.layout)
    assert [f.concern for f in find_concerns(swapped, worse, profile)] == [Concern.SWAPPED]


@pytest.mark.parametrize(
    ("axis", "assumed", "advice"), [(1, "LAS", "RPS"), (2, "LAS", "RAI"), (2, "RSA", "LIA")]
)
def test_the_orientation_to_choose_is_named_where_it_was_assumed(
    axis: int, assumed: str, advice: str, profile: Profile
) -> None:
    from isegcore.data.grid import Grid
    from isegcore.data.orientation import centred_affine, orientation_named

    orientation = orientation_named(assumed)
    right = head(35)
    source = Source((), "Analyze 7.5", (), b"", orientation_assumed=True)
    images = {}
    for modality, volume in right.images.items():
        data = np.ascontiguousarray(orientation.from_ras(np.flip(volume.data, axis)))
        i, j, k = data.shape
        grid = Grid((i, j, k), centred_affine(orientation, (i, j, k), (4, 4, 4)))
        images[modality] = Volume(data, grid, source)
    (found,) = told(Subject("turned", images), profile)
    assert found.concern is Concern.ORIENTATION
    assert f"--assume-orientation {advice}" in found.hint
    assert "back to front" in found.message if axis == 1 else "upside down" in found.message


def test_a_header_that_says_otherwise_is_to_be_corrected(profile: Profile) -> None:
    (found,) = told(faults.flipped(2)(head(36)), profile)
    assert "header" in found.hint
    assert "--assume-orientation" not in found.hint
