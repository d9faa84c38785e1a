"""Prints how `iseg segment` compares with the plain way, and its network with the machine's ceiling.

Both run as whole processes in one session on one 144 x 192 x 256 T1 + T2 pair in the iSeg-2017 layout (the
bundled subject). The plain way imports TensorFlow and MLflow, loads a 2D U-Net of base 16 and predicts one
axial slice at a time. Ratios taken in one run are meaningful; seconds depend on the machine and its load.

    uv run python -m tests.benchmarks.segment [--repeats 3]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openvino
from openvino import opset13 as ops

from isegcore.bundles.library import open_model
from isegcore.inference.openvino_predictor import OpenVinoPredictor
from isegcore.io.discovery import find_subjects
from isegcore.io.subject import read_subject
from isegcore.monitor import NULL_MONITOR
from isegcore.preprocessing.preprocess import preprocess
from isegcore.shipped import shipped_path

_PLAIN_WAY = Path(__file__).with_name("plain_way.py")


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    repeats = parser.parse_args().repeats
    sample = find_subjects(shipped_path("sample")).subjects[0]
    images = [str(path) for path in sample.images.values()]
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "plain.keras")
        subprocess.run([sys.executable, str(_PLAIN_WAY), "make", model], check=True, capture_output=True)
        segment = [sys.executable, "-m", "isegcore.cli.main", "segment", *images, "--overwrite", "-o"]
        ours = [_run([*segment, str(Path(folder) / "out.nii.gz")]) for _ in range(repeats)]
        plain = [_run([sys.executable, str(_PLAIN_WAY), "run", model, *images])]
    seconds, peak = min(s for s, _ in ours), max(p for _, p in ours)
    print(f"plain way        {plain[0][0]:6.2f} s  {plain[0][1] / 1e6:7.0f} MB peak")
    print(f"iseg segment     {seconds:6.2f} s  {peak / 1e6:7.0f} MB peak (best of {repeats}, largest peak)")
    print(f"                 {plain[0][0] / seconds:6.1f} times faster")
    _print_network_against_ceiling()


def _run(command: Sequence[str]) -> tuple[float, float]:
    """Return wall-clock seconds and peak resident bytes of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss * 1024


def _print_network_against_ceiling() -> None:
    subject = read_subject(find_subjects(shipped_path("sample")).subjects[0])
    bundle = open_model()
    image = preprocess(subject, bundle.card.preprocessing).image
    divisor = bundle.card.divisor
    image = np.pad(image, [*((0, -n % divisor) for n in image.shape[:3]), (0, 0)])[np.newaxis]
    predictor = OpenVinoPredictor(bundle)
    predictor.predict(image, NULL_MONITOR)
    network_s = min(_timed(lambda: predictor.predict(image, NULL_MONITOR)) for _ in range(5))
    core = openvino.Core()
    model = core.read_model(bundle.path.with_suffix(".xml"))
    model.reshape(list(image.shape))
    flop = sum(_flop(op) for op in model.get_ops())
    ceiling = _convolution_ceiling(core)
    ideal_s = flop / ceiling
    print(f"network          {network_s:6.2f} s  on {image.shape[1:4]}, {flop / 1e9:.0f} GFLOP")
    print(f"ceiling          {ideal_s:6.2f} s  at {ceiling / 1e9:.0f} GFLOP/s (one 64-to-64 3D convolution)")
    print(f"                 {network_s / ideal_s:6.2f} times the ceiling's time")


def _timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _flop(op: openvino.Node) -> float:
    """Return the floating-point operations of a convolution; other layers count as nothing."""
    kind = op.get_type_name()
    if kind not in ("Convolution", "ConvolutionBackpropData"):
        return 0.0
    weights = np.prod(list(op.input(1).get_shape()), dtype=np.float64)
    voxels = np.prod(list(op.output(0).get_shape())[2:], dtype=np.float64)
    if kind == "ConvolutionBackpropData":
        voxels = np.prod(list(op.input(0).get_shape())[2:], dtype=np.float64)
    return float(2 * weights * voxels)


def _convolution_ceiling(core: openvino.Core) -> float:
    """Return the FLOP/s of a large 3D convolution in the precision that the network runs in."""
    shape = [1, 64, 64, 64, 64]
    image = ops.parameter(shape, np.float32)
    kernel = ops.constant(np.random.default_rng(0).standard_normal((64, 64, 3, 3, 3)).astype(np.float32))
    result = ops.convolution(image, kernel, [1] * 3, [1] * 3, [1] * 3, [1] * 3)
    model = openvino.Model([result], [image])
    precision = "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    request = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": precision}).create_infer_request()
    data = [np.ones(shape, np.float32)]
    request.infer(data)
    return 2.0 * 64**3 * 64 * 64 * 27 / min(_timed(lambda: request.infer(data)) for _ in range(10))


if __name__ == "__main__":
    main()
