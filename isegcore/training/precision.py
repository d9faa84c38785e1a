"""What trains on this machine, and in which arithmetic."""

from __future__ import annotations

from pathlib import Path

import keras

from isegcore.inference.keras_predictor import count_gpus

_CPU_INFO = Path("/proc/cpuinfo")


def training_policy() -> str:
    """Return Keras' dtype policy: bfloat16 where the hardware multiplies it faster, else float32.

    Under TensorFlow on a CPU with avx512_bf16 or amx it takes a third off a step; Keras on torch gains
    nothing on a CPU. GPUs that training is worthwhile on all have it.
    """
    if count_gpus():
        return "mixed_bfloat16"
    fast = keras.backend.backend() == "tensorflow" and _cpu_has_bfloat16()
    return "mixed_bfloat16" if fast else "float32"


def _cpu_has_bfloat16() -> bool:
    try:
        flags = _CPU_INFO.read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags
