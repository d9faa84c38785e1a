"""A network made elsewhere tells how its images were scaled, and segments as its maker would with it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from isegcore.bundles.bundle import ModelBundle
from isegcore.cli.main import app
from isegcore.inference.adoption import import_model, with_likeliest_scaling
from isegcore.inference.keras_predictor import KerasPredictor
from isegcore.inference.segmenter import Segmenter, SegmentOptions
from isegcore.preprocessing.intensity import normalise, rescale
from isegcore.preprocessing.spec import Scaling
from isegcore.shipped import shipped_path
from tests.helpers.networks import foreign_unet
from tests.helpers.phantoms import phantom_subject

# Keras' TensorFlow backend predates numpy 2's `copy` argument.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda _: tmp_path / "home")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")


def scaled(scaling: Scaling) -> np.ndarray:
    """Return a phantom's slices `(S, U, V, 2)` with brain: other tissues, other contrast than the bundled."""
    subject = phantom_subject((40, 48, 40), noise=10)
    volumes = [np.pad(volume.data, 8) for volume in subject.images.values()]  # as much air as is usual
    mask = volumes[0] > 0
    images = [normalise(v, mask) if scaling is Scaling.BRAIN else rescale(v, v, scaling) for v in volumes]
    return np.moveaxis(np.stack(images, axis=-1), 2, 0)[mask.any(axis=(0, 1))]


@pytest.mark.parametrize("scaling", Scaling)
@pytest.mark.parametrize("left", [0.0, 0.02])
@pytest.mark.parametrize("dims", [2, 3])
def test_the_first_batch_norm_tells_the_scaling(
    scaling: Scaling, left: float, dims: int, tmp_path: Path
) -> None:
    """Also where a short training has left some of its initial variance."""
    import keras

    keras.utils.set_random_seed(1)
    network = foreign_unet((None,) * dims)
    convolution = next(layer for layer in network.layers if "conv" in layer.name)
    norm = next(layer for layer in network.layers if "norm" in layer.name)
    images = scaled(scaling) if dims == 2 else scaled(scaling)[np.newaxis]
    made = keras.ops.convert_to_numpy(convolution(images))
    axes = tuple(range(made.ndim - 1))
    gamma, beta, _, _ = norm.get_weights()
    variance = (1 - left) * made.var(axis=axes) + left
    norm.set_weights([gamma, beta, (1 - left) * made.mean(axis=axes), variance])
    path = tmp_path / "m.keras"
    network.save(path)
    card = with_likeliest_scaling(ModelBundle.open(path))
    assert card.preprocessing.scaling is scaling
    assert any(limit.startswith("Scaling: ") and "batch norm" in limit for limit in card.limits)


def test_without_a_batch_norm_the_scaling_is_assumed(tmp_path: Path) -> None:
    from keras import Input, Model, layers

    image = Input((None, None, 2))
    Model(image, layers.Conv2D(4, 3, padding="same")(image)).save(tmp_path / "m.keras")
    bundle = ModelBundle.open(tmp_path / "m.keras")
    assert with_likeliest_scaling(bundle) == bundle.card


@pytest.mark.slow
def test_it_segments_as_its_maker_would(tmp_path: Path) -> None:
    """Whole axial slices of the files as they are stored, scaled over the volume, through plain Keras."""
    import keras
    import nibabel as nib

    keras.utils.set_random_seed(3)
    network = foreign_unet((144, 192))
    path = tmp_path / "unet_stage1_4class.keras"
    network.save(path)
    sample = shipped_path("sample")
    stored = [np.squeeze(np.asanyarray(nib.load(sample / f"subject-1-T{n}.img").dataobj)) for n in (1, 2)]
    volume = np.stack([(v - v.min()) / np.float32(v.max() - v.min()) for v in stored], axis=-1)
    slices = np.moveaxis(volume, 2, 0).astype(np.float32)[::8]
    expected = network.predict(slices, verbose=0)

    def call(*arguments: object) -> dict[str, object]:
        result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
        assert result.exit_code == 0, result.output
        value: dict[str, object] = json.loads(result.stdout)
        return value

    imported = call("models", "import", path, "--name", "earlier", "--scaling", "minmax")
    assert "Scaling: minmax, each image from 0 to 1; as given." in str(imported["assumptions"])
    images = (sample / "subject-1-T1.hdr", sample / "subject-1-T2.hdr")
    out = tmp_path / "out.nii.gz"
    notes = str(call("segment", *images, "--model", "earlier", "--probabilities", "-o", out)["notes"])
    assert "Plane: axial; assumed." in notes
    ours = np.asanyarray(nib.load(tmp_path / "out-probabilities.nii.gz").dataobj)
    with_brain = stored[0][..., ::8].any(axis=(0, 1))
    difference = np.moveaxis(ours, 2, 0)[::8][with_brain] - expected[with_brain]
    assert np.abs(difference).max() < 0.03  # bf16, and probabilities in percent


def test_a_volume_network_that_gives_logits_in_another_order(tmp_path: Path) -> None:
    network = foreign_unet((None,) * 3, activation=None)
    network.save(tmp_path / "m.keras")
    card = ModelBundle.open(tmp_path / "m.keras").card
    subject = phantom_subject()
    options = SegmentOptions(island_ml=0, keep_probabilities=True)

    def probabilities(order: tuple[int, ...]) -> np.ndarray:
        turned = card.model_copy(update={"class_order": order})
        kept = Segmenter(KerasPredictor(network), turned, options=options).segment(subject).probabilities
        assert kept is not None
        return kept[2:-2, 2:-2, 2:-2].astype(int)

    plain, turned = probabilities((0, 1, 2, 3)), probabilities((2, 0, 3, 1))
    assert np.abs(plain.sum(axis=-1) - 100).max() <= 2
    np.testing.assert_array_equal(turned, plain[..., [1, 3, 0, 2]])


def test_a_network_that_loses_its_border_is_refused(tmp_path: Path) -> None:
    from keras import Input, Model, layers

    from isegcore.errors import ModelError

    image = Input((16, 16, 2))
    network = Model(image, layers.Conv2D(4, 3)(image))
    network.save(tmp_path / "m.keras")
    card = ModelBundle.open(tmp_path / "m.keras").card
    with pytest.raises(ModelError, match=r"all \(16, 16\) voxels that it sees, got \(14, 14\)"):
        Segmenter(KerasPredictor(network), card).segment(phantom_subject())


def test_a_model_with_a_card_needs_no_telling() -> None:
    from isegcore.bundles.foreign import Known
    from isegcore.errors import OptionError

    with pytest.raises(OptionError, match="has a card"):
        import_model(shipped_path("models") / "iseg-infant.keras", "x", Known(scaling=Scaling.MINMAX))


@pytest.mark.parametrize("text", ["csf,gm,wm", "background,csf,csf,wm", "0,1,2,3"])
def test_classes_are_named_once_each(text: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["models", "import", str(tmp_path / "m.keras"), "--classes", text])
    assert result.exit_code == 1
    assert "once each" in result.stderr
