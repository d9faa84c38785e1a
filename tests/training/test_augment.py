import numpy as np
import pytest

from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training.augment import Pose, draw_places, draw_pose, image_at, vary_intensities
from isegcore.training.config import Augmentation
from isegcore.training.labelled import example_of
from isegcore.training.sampling import Example
from tests.helpers.phantoms import phantom_subject

SHAPE = (40, 44, 36)
STILL = Augmentation(
    rotation_deg=0, scale=0, elastic_vox=0, contrast=0, brightness=0, gamma=0, bias=0, noise=0, blurred=0
)


def phantom_example() -> Example:
    return example_of(phantom_subject(SHAPE, noise=10), PreprocessSpec())


def whole(example: Example, bounds: Augmentation, seed: int = 0) -> tuple[np.ndarray, np.ndarray, Pose]:
    """Return image and labels of all of a subject, augmented."""
    rng = np.random.default_rng(seed)
    pose = draw_pose(example.box, bounds, rng)
    i, j, k = example.labels.shape
    places = draw_places(pose, np.zeros(3, np.int64), (i, j, k), bounds, rng)
    return *image_at(example.image, example.labels, places), pose


def test_without_any_change_a_patch_is_the_subject() -> None:
    example = phantom_example()
    image, labels, pose = whole(example, STILL)
    assert image == pytest.approx(example.image.astype(np.float32), abs=1e-3)
    assert np.array_equal(labels, example.labels)
    assert pose.box(example.box) == pytest.approx(example.box)


def test_a_stretched_brain_grows_in_image_labels_and_box_alike() -> None:
    example = phantom_example()
    pose = Pose(example.box.mean(axis=0), np.eye(3) / 1.2)
    i, j, k = (int(1.4 * n) for n in example.labels.shape)
    corner = np.rint(-0.2 * np.array(example.labels.shape)).astype(np.int64)
    places = draw_places(pose, corner, (i, j, k), STILL, np.random.default_rng(0))
    image, labels = image_at(example.image, example.labels, places)
    assert np.count_nonzero(labels) == pytest.approx(1.2**3 * np.count_nonzero(example.labels), rel=0.03)
    found = np.argwhere(labels)
    assert found.min(0) + corner == pytest.approx(pose.box(example.box)[0], abs=1)
    assert found.max(0) + corner == pytest.approx(pose.box(example.box)[1], abs=1)
    assert np.array_equal(image[..., 0] != 0, labels > 0)
    middle = np.array([10.0, 20.0, 15.0])
    assert pose.centre + pose.back @ (pose.forth(middle) - pose.centre) == pytest.approx(middle)


def test_turned_and_bent_subjects_differ_but_keep_their_tissues() -> None:
    example, bounds = phantom_example(), STILL.model_copy(update={"rotation_deg": 15.0, "elastic_vox": 1.0})
    shares = np.bincount(example.labels.ravel()) / example.labels.size
    for seed in range(5):
        _, labels, _ = whole(example, bounds, seed)
        assert 0.02 < (labels != example.labels).mean() < 0.5
        assert np.bincount(labels.ravel(), minlength=4) / labels.size == pytest.approx(shares, abs=0.04)


def test_outside_of_the_array_there_is_nothing() -> None:
    example = phantom_example()
    places = np.full((3, 2, 2, 2), 500.0, np.float32)
    image, labels = image_at(example.image, example.labels, places)
    assert not image.any()
    assert not labels.any()
    image, labels = image_at(example.image, example.labels, -places)
    assert not image.any()
    assert not labels.any()


def test_intensities_vary_inside_the_brain_alone() -> None:
    rng = np.random.default_rng(0)
    before = example_image = phantom_example().image.astype(np.float32)
    image = example_image.copy()
    vary_intensities(image, Augmentation(), rng)
    assert np.array_equal(image != 0, before != 0)
    inside = before[..., 0] != 0
    assert 0.02 < np.abs(image - before)[inside].mean() < 1.0
    # Bright stays bright: a contrast that turns round is none that the subject could have.
    assert np.corrcoef(image[inside, 0], before[inside, 0])[0, 1] > 0.9


def test_a_missing_modality_stays_missing() -> None:
    image = phantom_example().image.astype(np.float32)
    image[..., 1] = 0
    vary_intensities(image, Augmentation(), np.random.default_rng(0))
    assert not image[..., 1].any()


def test_nothing_to_vary_leaves_intensities_alone() -> None:
    before = phantom_example().image.astype(np.float32)
    image = before.copy()
    vary_intensities(image, STILL, np.random.default_rng(0))
    assert image == pytest.approx(before, abs=1e-2)
