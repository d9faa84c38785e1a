"""The form of a model that OpenVINO runs, so that segmenting on a CPU never imports TensorFlow.

Shipped models have it beside them (`NAME.xml`, `NAME.bin`). For others it is made once, by a child process
that imports Keras, and kept in the user's cache. Either way it names the SHA-256 of the `.keras` file that
it was made from, and is used only for exactly that file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import IsegError, ModelError, OutputError
from isegcore.folders import cache_folder
from isegcore.labels import Tissue
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.shipped import shipped_path

if TYPE_CHECKING:
    import openvino

_ORIGIN = ["iseg", "made_from"]
_FORM = "channels-first-1"  # changes when files in caches no longer fit the program


def read_compiled(
    bundle: ModelBundle, core: openvino.Core, monitor: Monitor = NULL_MONITOR
) -> openvino.Model:
    """Return the OpenVINO form of a model, making it if there is none.

    Only a shipped model is believed to come with its compiled form: beside any other, the form could be of
    another network.

    Raises:
        ModelError: If the model cannot be turned into that form, or is not what its card says.
        OutputError: If the cache cannot be written.
    """
    sha256 = bundle.sha256()
    beside = bundle.path.with_suffix(".xml")
    cached = cache_folder() / "compiled" / sha256 / "model.xml"
    shipped = bundle.path.parent == shipped_path("models")
    model = _read_if_made_from(beside, sha256, core) if shipped else None
    model = model or _read_if_made_from(cached, sha256, core)
    if model is None:
        _require_tensorflow(bundle.path)
        _make_in_child(bundle.path, cached, monitor)
        model = _read_if_made_from(cached, sha256, core)
    if model is None:
        raise ModelError("The model could not be prepared for this computer.", path=bundle.path)
    _require_agreement(model, bundle)
    return model


def _require_agreement(model: openvino.Model, bundle: ModelBundle) -> None:
    given, made = model.input(0).get_partial_shape(), model.output(0).get_partial_shape()
    spec = bundle.card.preprocessing
    channels, rank = spec.channels, 5 if spec.plane is None else 4
    if len(given) != rank or given[rank - 1] != channels or len(made) != rank or made[1] != len(Tissue):
        raise ModelError(
            f"The network must turn the {channels} channels of its card into {len(Tissue)} classes.",
            path=bundle.path,
            hint="Train or export it again.",
        )


def write_compiled(bundle: ModelBundle, xml: Path) -> None:
    """Write the OpenVINO form of a model as `xml` and a `.bin` beside it; imports Keras.

    Input `(1, I, J, K, C)`, output `(1, L, I, J, K)`; of a 2D network `(B, I, J, C)` and `(B, L, I, J)`.
    Sides are free where the network was built on free ones; weights are stored as float16.

    Raises:
        ModelError: If the network cannot be exported.
        OutputError: If the files cannot be written.
    """
    import keras  # noqa: PLC0415 - see ModelBundle.load_network
    import openvino  # noqa: PLC0415

    _mend_openvino()
    network = bundle.load_network()
    try:
        xml.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=xml.parent, prefix=".") as folder:
            plain, packed = Path(folder) / "plain.xml", Path(folder) / "packed.xml"
            batch = None if len(network.input_shape) == 4 else 1
            signature = [keras.InputSpec(shape=(batch, *network.input_shape[1:]), dtype="float32")]
            network.export(str(plain), format="openvino", input_signature=signature, verbose=False)
            model = _channels_first(openvino.Core().read_model(plain))
            model.set_rt_info(f"{_FORM} {bundle.sha256()}", _ORIGIN)
            openvino.save_model(model, packed, compress_to_fp16=True)
            for part in (".bin", ".xml"):  # whoever finds the description finds its weights
                packed.with_suffix(part).replace(xml.with_suffix(part))
    except OSError as error:
        raise OutputError(
            f"The compiled model cannot be written ({error.strerror}).",
            path=xml.parent,
            hint="Free some space, or set XDG_CACHE_HOME to a folder that can be written.",
        ) from error
    except (RuntimeError, ValueError, TypeError) as error:
        raise ModelError(
            f"The model has layers that cannot run here ({type(error).__name__}).",
            path=bundle.path,
            hint="Use --device gpu, or export it from standard Keras layers.",
        ) from error


def _mend_openvino() -> None:
    """Let OpenVINO convert from TensorFlow on Python 3.13.

    To find out TensorFlow's version, OpenVINO 2026.2 executes "del tensorflow" inside a function, which since
    PEP 667 finds no such name there.
    """
    if sys.version_info >= (3, 13):
        from openvino.frontend.tensorflow import utils  # noqa: PLC0415

        utils.get_environment_setup = lambda _: {"tensorflow": version("tensorflow")}


def _channels_first(model: openvino.Model) -> openvino.Model:
    """Return the model with output `(B, L, I, J[, K])`, as OpenVINO computes it inside.

    Keras exports a softmax over the last axis: strided by the number of classes, it takes a tenth of the
    network's time. OpenVINO removes the transposition that stands here against the one that Keras made.
    """
    import numpy as np  # noqa: PLC0415 - see ModelBundle.load_network
    from openvino import opset13  # noqa: PLC0415

    output = model.get_results()[0].input_value(0)
    ends_in_softmax = output.get_node().get_type_name() == "Softmax"
    last = output.get_node().input_value(0) if ends_in_softmax else output
    rank = len(last.get_partial_shape())
    first = opset13.transpose(last, np.array([0, rank - 1, *range(1, rank - 1)]))
    result = opset13.softmax(first, axis=1) if ends_in_softmax else first
    return type(model)([result], model.get_parameters(), "channels_first")


def _read_if_made_from(xml: Path, sha256: str, core: openvino.Core) -> openvino.Model | None:
    if not xml.with_suffix(".bin").is_file() or not xml.is_file():
        return None
    try:
        model = core.read_model(xml)
    except RuntimeError:
        return None
    made_from = model.get_rt_info(_ORIGIN).value if model.has_rt_info(_ORIGIN) else None
    return model if made_from == f"{_FORM} {sha256}" else None


def _require_tensorflow(path: Path) -> None:
    if find_spec("tensorflow") is None:
        raise ModelError(
            "Preparing this model for the CPU needs TensorFlow, which is not installed here.",
            path=path,
            hint="Install tensorflow, or use --device gpu.",
        )


def _make_in_child(keras_file: Path, xml: Path, monitor: Monitor) -> None:
    # -P: a keras.py in the folder that the user works in must not be taken for Keras.
    command = [sys.executable, "-P", "-m", "isegcore.bundles.compiled", str(keras_file), str(xml)]
    # Keras exports networks of any size through TensorFlow alone, whatever it trains with.
    quiet = os.environ | {
        "KERAS_BACKEND": "tensorflow",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
    }
    with tempfile.TemporaryFile("w+", errors="replace") as complaint:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, env=quiet, stdout=subprocess.DEVNULL, stderr=complaint
        )
        try:
            while child.poll() is None:
                monitor.update("Preparing the model (once)", 0, 1)
                time.sleep(0.05)
        except BaseException:
            child.kill()
            child.wait()
            raise
        if child.returncode != 0:
            complaint.seek(0)
            last = (complaint.read().strip().splitlines() or ["it was stopped"])[-1]
            raise ModelError(f"The model could not be prepared: {last}", path=keras_file)


def _main(keras_file: str, xml: str) -> int:
    try:
        write_compiled(ModelBundle.open(Path(keras_file)), Path(xml))
    except IsegError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:3]))
