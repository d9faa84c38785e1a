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
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import IsegError, ModelError, OutputError
from isegcore.monitor import NULL_MONITOR, Monitor

if TYPE_CHECKING:
    import openvino

_ORIGIN = ["iseg", "made_from"]
_FORM = "channels-first-1"  # changes when files in caches no longer fit the program


def read_compiled(
    bundle: ModelBundle, core: openvino.Core, monitor: Monitor = NULL_MONITOR
) -> openvino.Model:
    """Return the OpenVINO form of a model, with free spatial sizes, making it if there is none.

    Raises:
        ModelError: If the model cannot be turned into that form.
        OutputError: If the cache cannot be written.
    """
    sha256 = bundle.sha256()
    cached = platformdirs.user_cache_path("iseg-desktop") / "compiled" / sha256 / "model.xml"
    for xml in (bundle.path.with_suffix(".xml"), cached):
        model = _read_if_made_from(xml, sha256, core)
        if model is not None:
            return model
    _make_in_child(bundle.path, cached, monitor)
    model = _read_if_made_from(cached, sha256, core)
    if model is None:
        raise ModelError("The model could not be prepared for this computer.", path=bundle.path)
    return model


def write_compiled(bundle: ModelBundle, xml: Path) -> None:
    """Write the OpenVINO form of a model as `xml` and a `.bin` beside it; imports Keras.

    Input `(1, I, J, K, C)`, output `(1, L, I, J, K)`; weights are stored as float16. The network must have
    been built on free spatial sizes.

    Raises:
        ModelError: If the network cannot be exported.
    """
    import keras  # noqa: PLC0415 - see ModelBundle.load_network
    import openvino  # noqa: PLC0415

    network = bundle.load_network()
    try:
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / "model.xml"
            signature = [keras.InputSpec(shape=(1, *network.input_shape[1:]), dtype="float32")]
            network.export(str(plain), format="openvino", input_signature=signature, verbose=False)
            model = _channels_first(openvino.Core().read_model(plain))
            model.set_rt_info(f"{_FORM} {bundle.sha256()}", _ORIGIN)
            xml.parent.mkdir(parents=True, exist_ok=True)
            openvino.save_model(model, xml, compress_to_fp16=True)
    except (RuntimeError, ValueError, TypeError, NotImplementedError) as error:
        raise ModelError(
            f"The model has layers that cannot run here ({type(error).__name__}).",
            path=bundle.path,
            hint="Use --device gpu, or export it from standard Keras layers.",
        ) from error


def _channels_first(model: openvino.Model) -> openvino.Model:
    """Return the model with output `(B, L, I, J, K)`, as OpenVINO computes it inside.

    Keras exports a softmax over the last axis: strided by the number of classes, it takes a tenth of the
    network's time. OpenVINO removes the transposition that stands here against the one that Keras made.
    """
    import numpy as np  # noqa: PLC0415 - see ModelBundle.load_network
    from openvino import opset13  # noqa: PLC0415

    output = model.get_results()[0].input_value(0)
    ends_in_softmax = output.get_node().get_type_name() == "Softmax"
    last = output.get_node().input_value(0) if ends_in_softmax else output
    first = opset13.transpose(last, np.array([0, 4, 1, 2, 3]))
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


def _make_in_child(keras_file: Path, xml: Path, monitor: Monitor) -> None:
    try:
        xml.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The cache folder cannot be written ({error.strerror}).",
            path=xml.parent,
            hint="Free some space, or set XDG_CACHE_HOME to a folder that can be written.",
        ) from error
    command = [sys.executable, "-m", "isegcore.bundles.compiled", str(keras_file), str(xml)]
    quiet = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        while child.poll() is None:
            monitor.update("Preparing the model (once)", 0, 1)
            time.sleep(0.05)
    except BaseException:
        child.kill()
        raise
    finally:
        _, complaint = child.communicate()
    if child.returncode != 0:
        reason = complaint.strip().splitlines()[-1] if complaint.strip() else "it was stopped"
        raise ModelError(f"The model could not be prepared: {reason}", path=keras_file)


def _main(keras_file: str, xml: str) -> int:
    try:
        write_compiled(ModelBundle.open(Path(keras_file)), Path(xml))
    except IsegError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:3]))
