"""A model file is a plain Keras file with a card; files that carry code or are no models are refused."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from isegcore.bundles.bundle import CARD_MEMBER, ModelBundle
from isegcore.bundles.card import Card
from isegcore.bundles.library import find_models, open_model
from isegcore.errors import ModelError
from isegcore.preprocessing.spec import PreprocessSpec

CARD = Card(
    name="tiny",
    version="1",
    title="A tiny model",
    description="For tests.",
    network={},
    divisor=2,
    preprocessing=PreprocessSpec(coordinates=False),
    training={},
    licence="Apache-2.0",
)


def fake_keras_file(path: Path, config: object, card: str | None = None) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", json.dumps(config))
        if card is not None:
            archive.writestr(CARD_MEMBER, card)
    return path


def layers(*nodes: dict[str, object]) -> dict[str, object]:
    model = {
        "class_name": "Functional",
        "module": "keras.src.models.functional",
        "registered_name": "Functional",
    }
    return {**model, "config": {"layers": list(nodes)}}


CONV = {"class_name": "Conv3D", "module": "keras.layers", "registered_name": None, "config": {}}


def test_the_card_comes_back(tmp_path: Path) -> None:
    path = fake_keras_file(tmp_path / "m.keras", layers(CONV), CARD.model_dump_json())
    bundle = ModelBundle.open(path)
    assert bundle.card == CARD
    assert len(bundle.sha256()) == 64


@pytest.mark.parametrize(
    "node",
    [
        {"class_name": "Lambda", "module": "keras.layers", "registered_name": None, "config": {}},
        {"class_name": "Popen", "module": "subprocess", "registered_name": None, "config": {}},
        {"class_name": "Evil", "module": None, "registered_name": "mine>Evil", "config": {}},
        {"class_name": "TFSMLayer", "module": "keras.layers", "registered_name": None, "config": {}},
        {"class_name": "StringLookup", "module": "keras.layers", "registered_name": None, "config": {}},
        {"class_name": "__lambda__", "module": None, "registered_name": None, "config": {}},
        {"class_name": {}, "module": "keras.layers", "registered_name": None, "config": {}},
    ],
)
def test_code_is_refused(tmp_path: Path, node: dict[str, object]) -> None:
    inner = {**CONV, "config": {"activation": node}}
    for config in (layers(node), layers(CONV, inner)):
        path = fake_keras_file(tmp_path / "m.keras", config, CARD.model_dump_json())
        with pytest.raises(ModelError, match="carries code") as caught:
            ModelBundle.open(path)
        assert caught.value.path == path


def test_how_it_was_trained_does_not_matter(tmp_path: Path) -> None:
    """A loss of somebody's own is never loaded, so it does not keep a model from being used."""
    loss = {"class_name": "MyLoss", "module": "mine", "registered_name": "mine>MyLoss", "config": {}}
    config = {**layers(CONV), "compile_config": {"loss": loss}}
    assert ModelBundle.open(fake_keras_file(tmp_path / "m.keras", config, CARD.model_dump_json()))


def test_a_damaged_member(tmp_path: Path) -> None:
    path = tmp_path / "m.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", json.dumps(layers(*[CONV] * 50)))
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(30)
    path.write_bytes(content)
    with pytest.raises(ModelError, match="damaged"):
        ModelBundle.open(path)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut short"])
def test_files_that_are_no_models(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.keras"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="not a Keras model"):
        ModelBundle.open(path)


def test_a_missing_file_a_missing_card_and_a_wrong_card(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        ModelBundle.open(tmp_path / "absent.keras")
    with pytest.raises(ModelError, match="neither a slice nor a volume"):
        ModelBundle.open(fake_keras_file(tmp_path / "a.keras", layers(CONV)))
    with pytest.raises(ModelError, match="card cannot be used: divisor"):
        card = CARD.model_dump(mode="json") | {"divisor": 0}
        ModelBundle.open(fake_keras_file(tmp_path / "b.keras", layers(CONV), json.dumps(card)))


def test_the_library_names_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda _: tmp_path)
    (tmp_path / "models").mkdir()
    fake_keras_file(tmp_path / "models" / "mine.keras", layers(CONV), CARD.model_dump_json())
    (tmp_path / "models" / "broken.keras").write_bytes(b"no")
    assert "mine" in {model.path.stem for model in find_models()}
    assert open_model("mine").card.name == "tiny"
    for odd in ("x" * 5000, "a\0b", "~nobody/x"):
        with pytest.raises(ModelError):
            open_model(odd)
    with pytest.raises(ModelError, match="no model 'absent'") as caught:
        open_model("absent")
    assert "mine" in caught.value.hint


def test_what_cannot_be_prepared_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from isegcore.inference.openvino_predictor import OpenVinoPredictor

    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    monkeypatch.setattr("isegcore.bundles.compiled.find_spec", lambda _: None)
    path = fake_keras_file(tmp_path / "m.keras", layers(CONV), CARD.model_dump_json())
    with pytest.raises(ModelError, match="needs TensorFlow") as caught:
        OpenVinoPredictor(ModelBundle.open(path))
    assert caught.value.path == path


_ROUND_TRIP = """
import sys
from pathlib import Path
import keras
import numpy as np
from tests.bundles.test_bundle import CARD
from isegcore.bundles.bundle import ModelBundle, write_bundle
from isegcore.inference.keras_predictor import KerasPredictor
from isegcore.monitor import NULL_MONITOR
keras.utils.set_random_seed(0)
inputs = keras.Input((None, None, None, 2))
x = keras.layers.Conv3D(4, 3, padding="same", activation="relu")(inputs)
y = keras.layers.Conv3DTranspose(4, 2, strides=2)(keras.layers.MaxPooling3D()(x))
outputs = keras.layers.Conv3D(4, 1, activation="softmax")(keras.layers.Concatenate()([x, y]))
path = Path(sys.argv[1])
write_bundle(keras.Model(inputs, outputs), CARD, path)
image = np.random.default_rng(0).random((1, 8, 12, 10, 2), np.float32)
keras.models.load_model(path)  # plain Keras ignores the card
bundle = ModelBundle.open(path)
assert bundle.card == CARD
np.save(path.with_suffix(".npy"), KerasPredictor(bundle.load_network()).predict(image, NULL_MONITOR))
"""


@pytest.mark.slow
def test_openvino_runs_what_keras_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain Keras opens the file despite the card; the compiled form, made once, gives the same numbers."""
    from isegcore.inference.openvino_predictor import OpenVinoPredictor
    from isegcore.monitor import NULL_MONITOR, Cancelled
    from tests.helpers.fakes import RecordingMonitor

    class CancelOnceBusy(RecordingMonitor):
        def update(self, stage: str, done: float, total: float) -> None:
            super().update(stage, done, total)
            if done > 0:
                raise Cancelled

    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "cache")
    path = tmp_path / "tiny.keras"
    subprocess.run([sys.executable, "-W", "ignore", "-c", _ROUND_TRIP, str(path)], check=True, timeout=200)
    expected = np.load(path.with_suffix(".npy"))
    image = np.random.default_rng(0).random((1, 8, 12, 10, 2), np.float32)

    had_tensorflow = "tensorflow" in sys.modules  # a test before this one may have loaded it
    monitor = RecordingMonitor()
    predictor = OpenVinoPredictor(ModelBundle.open(path), monitor)
    assert any("Preparing" in report.stage for report in monitor.reports)
    result = predictor.predict(image, NULL_MONITOR)
    np.testing.assert_allclose(result, expected, atol=0.02)  # bf16 has eight bits of mantissa
    # Large enough to run for several of the predictor's looks at the monitor, on any machine.
    busy = CancelOnceBusy()
    with pytest.raises(Cancelled):
        predictor.predict(np.zeros((1, 256, 256, 128, 2), np.float32), busy)
    assert [report.done for report in busy.reports[:-1]] == [0]
    two = predictor.predict(np.repeat(image[:, :, :8], 2, axis=0), NULL_MONITOR)
    np.testing.assert_array_equal(two[0], two[1])

    stranger = ModelBundle(path, CARD.model_copy(update={"preprocessing": PreprocessSpec()}))
    with pytest.raises(ModelError, match="channels of its card"):
        OpenVinoPredictor(stranger)

    again = RecordingMonitor()
    OpenVinoPredictor(ModelBundle.open(path), again)
    assert not again.reports
    assert ("tensorflow" in sys.modules) == had_tensorflow
