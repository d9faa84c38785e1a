import numpy as np
import pytest

from isegcore.network.config import UNetConfig
from isegcore.preprocessing.preprocess import preprocess
from isegcore.preprocessing.spec import Plane, PreprocessSpec
from isegcore.training.config import Augmentation, TrainingConfig
from isegcore.training.labelled import example_of
from isegcore.training.sampling import Example, draw_batch, draw_patch, make_example
from tests.helpers.phantoms import phantom_subject

SHAPE = (40, 44, 36)
PLAIN = TrainingConfig(patch=16, missing_t1=0, missing_t2=0)


class One:
    def __init__(self, example: Example) -> None:
        self.example = example

    def draw(self, rng: np.random.Generator) -> Example:
        return self.example


def phantom_example() -> Example:
    subject = phantom_subject(SHAPE)
    t1, t2 = (volume.data for volume in subject.images.values())
    assert subject.reference is not None
    return make_example(t1, t2, subject.reference.data)


def test_training_sees_what_segmenting_sees() -> None:
    """One patch around the whole brain equals the prepared subject: images, coordinates and labels."""
    subject = phantom_subject(SHAPE)
    assert subject.reference is not None
    prepared = preprocess(subject, PreprocessSpec())
    example = example_of(subject, PreprocessSpec())
    patch, labels = draw_patch(example, PLAIN.model_copy(update={"patch": 64}), np.random.default_rng(0))
    inside = np.argwhere(patch[..., 0] != 0)
    seen = np.argwhere(prepared.image[..., 0] != 0)
    assert (inside.max(0) - inside.min(0) == seen.max(0) - seen.min(0)).all()
    box = tuple(slice(a, b + 1) for a, b in zip(inside.min(0), inside.max(0), strict=True))
    same = tuple(slice(a, b + 1) for a, b in zip(seen.min(0), seen.max(0), strict=True))
    ours, theirs = patch[box], prepared.image[same]
    assert ours[..., 2:] == pytest.approx(theirs[..., 2:], abs=1e-5)
    truth = prepared.placement.forward(subject.reference.data, order=0)[same]
    mirrored = not np.array_equal(labels[box], truth)
    if mirrored:
        theirs, truth = theirs[::-1], truth[::-1]
    assert ours[..., :2] == pytest.approx(theirs[..., :2], abs=2e-3)  # kept as float16
    assert np.array_equal(labels[box], truth)


def test_patches_are_mirrored_half_of_the_time() -> None:
    example, whole = phantom_example(), PLAIN.model_copy(update={"patch": 64})
    firsts = [draw_patch(example, whole, np.random.default_rng(seed))[0] for seed in range(30)]
    mirrored = sum(not np.array_equal(patch, firsts[0]) for patch in firsts)
    assert 5 < mirrored < 25


def test_batches_have_the_shape_of_the_recipe_and_hold_brain() -> None:
    images, labels = draw_batch(One(phantom_example()), PLAIN, np.random.default_rng(0))
    assert images.shape == (2, 16, 16, 16, 5)
    assert images.dtype == np.float32
    assert labels.shape == (2, 16, 16, 16)
    assert labels.dtype == np.uint8
    assert (labels > 0).mean() > 0.3


def test_the_same_generator_draws_the_same_patches() -> None:
    one, two = (draw_batch(One(phantom_example()), PLAIN, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(one[0], two[0])
    assert np.array_equal(one[1], two[1])


def test_one_modality_goes_missing_as_often_as_told_but_never_both() -> None:
    config = PLAIN.model_copy(update={"missing_t1": 0.3, "missing_t2": 0.5})
    example, rng = phantom_example(), np.random.default_rng(0)
    patches = [draw_patch(example, config, rng)[0] for _ in range(200)]
    without_t1 = sum(not patch[..., 0].any() for patch in patches) / 200
    without_t2 = sum(not patch[..., 1].any() for patch in patches) / 200
    assert without_t1 == pytest.approx(0.3, abs=0.1)
    assert without_t2 == pytest.approx(0.5, abs=0.1)
    assert all(patch[..., :2].any() for patch in patches)


def test_a_subject_that_lacks_a_modality_keeps_the_other() -> None:
    subject = phantom_subject(SHAPE)
    assert subject.reference is not None
    t1 = next(iter(subject.images.values())).data
    example = make_example(t1, None, subject.reference.data)
    config = PLAIN.model_copy(update={"missing_t1": 0.5, "missing_t2": 0.5})
    for seed in range(20):
        patch, _ = draw_patch(example, config, np.random.default_rng(seed))
        assert patch[..., 0].any()
        assert not patch[..., 1].any()


@pytest.mark.parametrize("plane", list(Plane))
@pytest.mark.parametrize("augmentation", [None, Augmentation(bent=1.0)])
def test_slices_of_any_plane_show_what_segmenting_shows(
    plane: Plane, augmentation: Augmentation | None
) -> None:
    """A 2.5D network sees a slice, its neighbours and its place in the brain; labels are the slice's."""
    network = UNetConfig(dims=2, inputs=9, neighbours=1)
    spec = network.preprocessing.model_copy(update={"plane": plane, "brain_voxels": None})
    config = TrainingConfig(
        network=network, preprocessing=spec, patch=64, missing_t1=0, missing_t2=0, augmentation=augmentation
    )
    example = phantom_example()
    for seed in range(10):
        patch, labels = draw_patch(example, config, np.random.default_rng(seed))
        assert patch.shape == (64, 64, 9)
        assert labels.shape == (64, 64)
        own = patch[..., 2:4]  # of the middle slice
        assert np.array_equal(own[..., 0] != 0, labels > 0)
        across = patch[0, 0, 6 + plane.axis]
        assert (patch[..., 6 + plane.axis] == across).all()
        along = [axis for axis in range(3) if axis != plane.axis]
        if augmentation is None:
            brightness = [own[labels == tissue, 0].mean() for tissue in (1, 2, 3) if (labels == tissue).any()]
            assert brightness == sorted(brightness)  # T1 of the phantom
        for axis in along:
            assert np.ptp(patch[..., 6 + axis]) > 1.9  # more than the box of the brain


def test_bent_patches_keep_their_tissues_apart_and_say_where_they_are() -> None:
    config = PLAIN.model_copy(update={"augmentation": Augmentation(bent=1.0, noise=0.05), "patch": 32})
    example = phantom_example()
    for seed in range(10):
        patch, labels = draw_patch(example, config, np.random.default_rng(seed))
        assert np.array_equal(patch[..., 0] != 0, labels > 0)
        means = [patch[labels == tissue, 0].mean() for tissue in (1, 2, 3)]
        assert means == sorted(means)
        inside = patch[labels > 0][:, 2:]
        assert np.abs(inside).max() < 1.25  # within the box of the turned brain, or nearly
