"""Networks made elsewhere: what is read off their layers, what is assumed, which are refused."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from keras import Input, Model, Sequential, layers, ops

from isegcore.bundles.architecture import Architecture, read_architecture
from isegcore.bundles.bundle import ModelBundle
from isegcore.bundles.foreign import Known
from isegcore.errors import ModelError
from isegcore.labels import Tissue
from isegcore.network.presets import PRESETS
from isegcore.network.unet import make_unet
from isegcore.preprocessing.spec import Plane, Scaling
from tests.helpers.networks import foreign_unet

# Keras' TensorFlow backend predates numpy 2's `copy` argument.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def saved(network: Model, path: Path) -> Path:
    network.save(path)
    return path


def architecture_of(network: Model, path: Path) -> Architecture:
    with zipfile.ZipFile(saved(network, path)) as archive:
        return read_architecture(json.loads(archive.read("config.json")), path)


def in_sequence() -> Model:
    return Sequential([Input((32, 48, 2)), layers.Conv2D(4, 1), layers.Dropout(0.1), layers.Softmax()])


def of_blocks() -> Model:
    """Strided convolutions in nested networks, `+`, and operations of `keras.ops`."""

    def down(width: int) -> Sequential:
        return Sequential(
            [layers.Conv2D(width, 3, strides=2, padding="same"), layers.PReLU(shared_axes=(1, 2))]
        )

    image = Input((None, None, 2))
    x = down(4)(image)
    y = layers.UpSampling2D(4)(down(8)(down(4)(x)))
    y = ops.relu(ops.concatenate([x + layers.Conv2D(4, 1)(y), x]))
    y = layers.UpSampling2D()(layers.SpatialDropout2D(0.1)(y))
    return Model(image, layers.Activation("softmax")(layers.BatchNormalization()(layers.Conv2D(4, 1)(y))))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (foreign_unet, Architecture(2, None, 2, 4, 4, logits=False)),
        (lambda: foreign_unet((40, 48)), Architecture(2, (40, 48), 2, 4, 4, logits=False)),
        (lambda: foreign_unet((None,) * 3, None), Architecture(3, None, 2, 4, 4, logits=True)),
        (lambda: make_unet(PRESETS["plain2d"].network), Architecture(2, (144, 192), 2, 4, 16, logits=False)),
        (lambda: make_unet(PRESETS["unet3d"].network), Architecture(3, None, 5, 4, 16, logits=False)),
        (in_sequence, Architecture(2, (32, 48), 2, 4, 1, logits=False)),
        (of_blocks, Architecture(2, None, 2, 4, 8, logits=False)),
    ],
)
def test_the_outside_of_a_network_is_read_off_its_layers(
    make: Callable[[], Model], expected: Architecture, tmp_path: Path
) -> None:
    assert architecture_of(make(), tmp_path / "m.keras") == expected


def test_a_card_says_what_was_assumed(tmp_path: Path) -> None:
    bundle = ModelBundle.open(saved(foreign_unet((144, 192)), tmp_path / "unet_stage1_4class.keras"))
    card, spec = bundle.card, bundle.card.preprocessing
    assert not bundle.has_card
    assert card.inferred
    assert (card.name, card.size, card.divisor, card.logits) == ("unet_stage1_4class", (144, 192), 4, False)
    assert (spec.plane, spec.scaling, spec.coordinates) == (Plane.AXIAL, Scaling.MINMAX, False)
    assert spec.least_size == (144, 192, 0)
    text = " ".join(card.limits)
    for words in (
        "Plane: axial; assumed",
        "minmax, each image from 0 to 1; assumed",
        "background, csf, gm, wm",
    ):
        assert words in text


def test_what_the_user_knows_is_not_assumed(tmp_path: Path) -> None:
    order = (Tissue.BACKGROUND, Tissue.GM, Tissue.WM, Tissue.CSF)
    known = Known(Plane.CORONAL, Scaling.ZSCORE, order)
    card = ModelBundle.open(saved(foreign_unet((40, 48)), tmp_path / "m.keras"), known).card
    assert (card.preprocessing.plane, card.preprocessing.scaling) == (Plane.CORONAL, Scaling.ZSCORE)
    assert card.preprocessing.least_size == (40, 0, 48)
    assert card.class_order == order
    assert [limit.endswith("as given.") for limit in card.limits].count(True) == 3
    with pytest.raises(ModelError, match="3D network sees no slices"):
        ModelBundle.open(saved(foreign_unet((None,) * 3), tmp_path / "n.keras"), known)


def two_inputs() -> Model:
    images = [Input((8, 8, 1)), Input((8, 8, 1))]
    return Model(images, layers.Conv2D(4, 1)(layers.Concatenate()(images)))


def ending_in(*last: Any, channels: int = 2) -> Model:
    image = Input((8, 8, channels))
    outputs = [layer(image) for layer in last]
    return Model(image, outputs if len(outputs) > 1 else outputs[0])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (two_inputs, "2 inputs"),
        (lambda: ending_in(layers.Conv2D(4, 1), layers.Conv2D(4, 1)), "2 outputs"),
        (lambda: ending_in(layers.Conv2D(3, 1)), "2 and 3 channels"),
        (lambda: ending_in(layers.Conv2D(4, 1), channels=1), "1 and 4 channels"),
        (lambda: ending_in(layers.Conv2D(4, 1, activation="sigmoid")), "ends in sigmoid"),
        (lambda: ending_in(layers.Conv2D(4, 1, strides=2)), "not as fine"),
        (lambda: ending_in(layers.Conv2D(4, 1, data_format="channels_first"), channels=8), "come first"),
        (lambda: Model(i := Input((9, 2)), layers.Dense(4)(i)), "neither a slice nor a volume"),
        (lambda: Model(i := Input((None, 8, 2)), layers.Conv2D(4, 1)(i)), "some axes only"),
        (lambda: ending_in(layers.Lambda(lambda x: x)), "carries code"),
    ],
)
def test_other_networks_are_refused_with_a_sentence(
    make: Callable[[], Model], words: str, tmp_path: Path
) -> None:
    path = saved(make(), tmp_path / "m.keras")
    with pytest.raises(ModelError, match=words) as caught:
        ModelBundle.open(path)
    assert caught.value.path == path


def test_a_file_of_keras_2_is_told_from_a_dangerous_one(tmp_path: Path) -> None:
    path = tmp_path / "m.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "2.15.0"}))
        layer = {"class_name": "Functional", "module": "keras.src.engine.functional", "config": {}}
        archive.writestr("config.json", json.dumps(layer))
    with pytest.raises(ModelError, match=r"saved by Keras 2\.15\.0"):
        ModelBundle.open(path)


@pytest.mark.parametrize(
    "config",
    [
        {"layers": []},
        {"layers": "none"},
        {"layers": [{"class_name": "InputLayer", "config": {"batch_shape": [None, None, 2]}}]},
        {"layers": [{"class_name": "Conv2D", "config": {"name": "a"}, "inbound_nodes": [["b", 0, 0]]}],
         "output_layers": ["a", 0, 0], "build_input_shape": [None, 8, 8, 2]},
        {"layers": [{"class_name": "Dropout", "config": {"name": "a"}}],
         "build_input_shape": [None, 8, 8000, 4]},
        {"layers": [{"class_name": "Dropout", "config": {"name": "a"}, "inbound_nodes": []}],
         "output_layers": ["b", 0, 0], "build_input_shape": [None, 8, 8, 4]},
        {"layers": [{"class_name": "MaxPooling2D", "config": {"name": "a", "pool_size": "x"}}],
         "build_input_shape": [None, 8, 8, 2]},
    ],
)  # fmt: skip
def test_nonsense_is_no_network(config: dict[str, object]) -> None:
    with pytest.raises(ModelError):
        read_architecture({"class_name": "Functional", "config": config}, Path("m.keras"))  # type: ignore[dict-item]


def test_a_config_nested_too_deep_to_read_is_no_network() -> None:
    config: dict[str, object] = {"class_name": "Dropout", "config": {"name": "a"}}
    for _ in range(5000):
        config = {"class_name": "Functional", "config": {"layers": [config]}}
    with pytest.raises(ModelError):
        read_architecture(config, Path("m.keras"))  # type: ignore[arg-type]
