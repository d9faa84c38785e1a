"""The same code trains and segments on TensorFlow, on JAX alone, and on torch where it is installed.

JAX is fetched for the tests. For torch that would be gigabytes: what PyPI has for Linux brings CUDA along.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tests.helpers.uv import UV
from tests.training.test_labelled import write_subjects

_TRAIN_AND_SEGMENT = """
import json
import sys
from pathlib import Path
import keras
import numpy as np
from isegcore.bundles.bundle import ModelBundle
from isegcore.inference.keras_predictor import KerasPredictor
from isegcore.inference.segmenter import Segmenter
from isegcore.network.config import UNetConfig
from isegcore.training.config import TrainingConfig
from isegcore.training.run import ModelText, train_model
from isegcore.training.sampling import DrawnBatches, make_example
from isegcore.training.trainer import Trainer
from isegcore.training.validation import Case
from tests.helpers.phantoms import phantom_subject

subject = phantom_subject((24, 24, 24), noise=5)
t1, t2 = (volume.data for volume in subject.images.values())

class Phantom:
    def draw(self, rng):
        return make_example(t1, t2, subject.reference.data)

folder = Path(sys.argv[1])
config = TrainingConfig(
    network=UNetConfig(widths=(8, 16)),
    steps=20, steps_per_epoch=10, warmup_steps=2, patch=16, batch=2, learning_rate=1e-2, validate_every=1,
)
epochs = []
trainer = Trainer(config, folder / "run")
text = ModelText(title="", description="", data="", licence="")
outcome = train_model(
    trainer, DrawnBatches(Phantom(), config), (Case("phantom", subject),), text, folder / "m.keras",
    on_epoch=epochs.append,
)
network = ModelBundle.open(outcome.path).load_network()
segmentation = Segmenter(KerasPredictor(network), ModelBundle.open(outcome.path).card).segment(subject)
np.savez(folder / "weights.npz", *trainer.best_network().get_weights())
first = trainer._model.trainable_variables[0].value
print(json.dumps({
    "losses": [epoch.loss for epoch in epochs],
    "resumes_at": Trainer.resumed(folder / "run").step,
    "device": segmentation.provenance.device,
    "right": float((segmentation.labels.data == subject.reference.data).mean()),
    "imported": [name for name in ("tensorflow", "jax", "torch") if name in sys.modules],
    "devices": len(first.sharding.device_set) if hasattr(first, "sharding") else 1,
}))
"""


@pytest.fixture(scope="session")
def jax_alone(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Returns a path for Python with JAX and without TensorFlow, as machines have it that train on GPUs."""
    folder = tmp_path_factory.mktemp("jax")
    command = [UV, "pip", "install", "--quiet", "--python", sys.executable, "--target", folder, "--no-deps"]
    subprocess.run([*command, "jax==0.10.2", "jaxlib==0.10.2"], check=True)
    (folder / "tensorflow.py").write_text('raise ModuleNotFoundError("hidden", name="tensorflow")\n')
    return str(folder)


def run_on(backend: str, folder: Path, **environment: str) -> dict[str, object]:
    folder.mkdir()
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "JAX_PLATFORMS": "cpu"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _TRAIN_AND_SEGMENT, str(folder)],
        env=os.environ | quiet | {"KERAS_BACKEND": backend} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["tensorflow", pytest.param("jax", marks=pytest.mark.heavy), "torch"])
def test_a_network_trains_resumes_and_segments(backend: str, tmp_path: Path, jax_alone: str) -> None:
    if backend == "torch" and find_spec("torch") is None:
        pytest.skip("torch is not installed")
    found = run_on(backend, tmp_path / "one", **({"PYTHONPATH": jax_alone} if backend == "jax" else {}))
    losses = found["losses"]
    assert isinstance(losses, list)
    assert losses[1] < losses[0]
    assert found["resumes_at"] == 20
    assert found["device"] == f"Keras on {backend}"
    assert isinstance(found["right"], float)
    assert found["right"] > 0.7
    assert found["imported"] == [backend]  # a machine may have only one of them


@pytest.mark.heavy
def test_two_devices_train_what_one_trains(tmp_path: Path, jax_alone: str) -> None:
    one = run_on("jax", tmp_path / "one", PYTHONPATH=jax_alone)
    flag = "--xla_force_host_platform_device_count=2"
    two = run_on("jax", tmp_path / "two", PYTHONPATH=jax_alone, XLA_FLAGS=flag)
    assert (one["devices"], two["devices"]) == (1, 2)
    assert two["losses"] == pytest.approx(one["losses"], rel=0.02)
    with np.load(tmp_path / "one" / "weights.npz") as a, np.load(tmp_path / "two" / "weights.npz") as b:
        assert max(np.abs(a[name] - b[name]).max() for name in a.files) < 0.02


def test_devices_that_cannot_share_a_batch_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import keras

    from isegcore.errors import OptionError
    from isegcore.training.devices import spread_over_devices

    assert spread_over_devices(3) == 1  # TensorFlow, whatever there is
    monkeypatch.setattr(keras.backend, "backend", lambda: "jax")
    monkeypatch.setattr(keras.distribution, "list_devices", lambda: ["cpu:0", "cpu:1"])
    with pytest.raises(OptionError, match="multiple of the 2 devices") as caught:
        spread_over_devices(3)
    assert "--batch 4" in caught.value.hint


_WHAT_TRAINING_CALLS_FIRST = """
import sys
from isegcore.training import backend
from isegcore.cli.main import main

use_device = backend.use_device

def tell(device):
    imported_before = "keras" in sys.modules
    use_device(device)
    from tensorflow.python.util import _pywrap_util_port
    print(imported_before, _pywrap_util_port.IsMklEnabled())
    sys.exit(0)

backend.use_device = tell
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["train", "data", "-o", "m.keras"],
        ["evaluate", "--data", "data", "--cross-validate", "2", "-o", "out"],
    ],
    ids=["train", "cross-validate"],
)
def test_training_has_tensorflow_convolve_by_onednn(command: list[str], tmp_path: Path) -> None:
    write_subjects(tmp_path / "data", 4)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _WHAT_TRAINING_CALLS_FIRST, *command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.split() == ["False", "True"], done.stderr[-2000:]
