import keras
import numpy as np
import pytest

from isegcore.network.config import Activation, Merge, Normalisation, UNetConfig
from isegcore.network.losses import dice_cross_entropy
from isegcore.network.presets import PRESETS
from isegcore.network.unet import make_unet

TINY = UNetConfig(widths=(4, 8, 8))


@pytest.mark.parametrize(
    "config",
    [
        TINY,
        UNetConfig(widths=(4, 8), dims=2, inputs=2, merge=Merge.CONCAT, top_convolutions=2, dropout=0.5),
        UNetConfig(widths=(8, 8), normalisation=Normalisation.GROUP),
        UNetConfig(widths=(4, 8), normalisation=Normalisation.BATCH),
        UNetConfig(widths=(4, 8), dims=2, inputs=9, neighbours=1),
        UNetConfig(widths=(4, 8), residual=False, decoder_convolutions=2, activation=Activation.RELU),
        UNetConfig(widths=(4, 8), size=(8, 12, 16)),
    ],
)
def test_outputs_are_probabilities_of_the_inputs_size(config: UNetConfig) -> None:
    network = make_unet(config)
    sides = (8, 12, 16)[: config.dims]
    image = np.random.default_rng(0).standard_normal((2, *sides, config.inputs)).astype(np.float32)
    out = np.asarray(network(image))
    assert out.shape == (2, *sides, config.classes)
    assert out.dtype == np.float32
    assert out.sum(-1) == pytest.approx(1, abs=1e-5)


def test_any_size_that_divides_is_taken() -> None:
    network = make_unet(TINY)
    for side in (4, 8, 20):
        assert network(np.zeros((1, side, side, side, 5), np.float32)).shape == (1, side, side, side, 4)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_makes_a_network(name: str) -> None:
    config = PRESETS[name].network
    network = make_unet(config)
    sides = config.size or (2 * config.divisor,) * config.dims
    assert network(np.zeros((1, *sides, config.inputs), np.float32)).shape == (1, *sides, config.classes)
    assert network.count_params() < 10_000_000


def test_the_plain_network_is_the_earlier_pipelines() -> None:
    """Two convolutions, each with batch norm and ReLU, at four levels and below; pooling, concatenation."""
    network = make_unet(PRESETS["plain2d"].network)
    assert network.input_shape == (None, 144, 192, 2)
    assert network.output_shape == (None, 144, 192, 4)
    assert network.count_params() == 1_945_428
    kinds = [type(layer).__name__ for layer in network.layers]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counts == {
        "InputLayer": 1,
        "Conv2D": 2 * 9 + 1,
        "BatchNormalization": 2 * 9,
        "ReLU": 2 * 9,
        "MaxPooling2D": 4,
        "Conv2DTranspose": 4,
        "Concatenate": 4,
        "Dropout": 1,
        "Softmax": 1,
    }
    dropout = network.get_layer("dropout")
    assert dropout.rate == 0.5
    assert dropout.output.shape == (None, 9, 12, 256)


def test_only_standard_keras_layers_are_used() -> None:
    layers = {type(layer) for layer in make_unet(UNetConfig()).layers}
    assert all(layer.__module__.startswith("keras.") for layer in layers)
    assert make_unet(UNetConfig()).count_params() < 5_000_000  # 20 MB in the shipped file


def test_mirrored_input_is_seen_as_such() -> None:
    """Nothing in the network is symmetric by chance: it can tell left from right."""
    network = make_unet(TINY)
    image = np.random.default_rng(0).standard_normal((1, 8, 8, 8, 5)).astype(np.float32)
    there, back = np.asarray(network(image)), np.asarray(network(image[:, ::-1]))[:, ::-1]
    assert np.abs(there - back).max() > 1e-4


def loss_of(truth: np.ndarray, guess: np.ndarray) -> float:
    return float(keras.ops.convert_to_numpy(dice_cross_entropy(truth, guess)))


def test_loss_is_zero_when_right_and_grows_with_error() -> None:
    truth = np.random.default_rng(0).integers(0, 4, (2, 4, 4, 4)).astype(np.uint8)
    right = np.eye(4, dtype=np.float32)[truth]
    wrong = np.eye(4, dtype=np.float32)[(truth + 1) % 4]
    even = np.full((2, 4, 4, 4, 4), 0.25, np.float32)
    assert loss_of(truth, right) == pytest.approx(0, abs=1e-4)
    assert loss_of(truth, right) < loss_of(truth, even) < loss_of(truth, wrong)
    assert loss_of(truth, even) == pytest.approx(np.log(4) + 1 - 0.25, abs=0.03)


def test_background_does_not_count_in_dice() -> None:
    truth = np.zeros((1, 8, 8, 8), np.uint8)
    truth[0, 0, 0, 0] = 1
    missed = np.zeros((1, 8, 8, 8, 4), np.float32)
    missed[..., 0] = 1
    # The two absent classes are right, the one present is missed entirely; cross-entropy hardly notices.
    assert loss_of(truth, missed) == pytest.approx(1 / 3, abs=0.05)
