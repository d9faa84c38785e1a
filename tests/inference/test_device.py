"""The device is chosen for a reason, and a GPU that is not there is said to be missing."""

from __future__ import annotations

import sys

import pytest

from isegcore.errors import OptionError
from isegcore.inference import device
from isegcore.inference.device import Device, choose_device


def test_the_cpu_when_asked() -> None:
    assert choose_device(Device.CPU).device is Device.CPU


@pytest.mark.parametrize(
    ("driver", "libraries", "gpu", "words"),
    [
        (False, True, True, "no CUDA driver"),
        (True, False, True, "tensorflow[and-cuda]"),
        (True, True, False, "sees no GPU"),
    ],
)
def test_why_not_a_gpu(
    monkeypatch: pytest.MonkeyPatch, driver: bool, libraries: bool, gpu: bool, words: str
) -> None:
    monkeypatch.setattr(device, "has_cuda_driver", lambda: driver)
    monkeypatch.setattr(device, "has_cuda_libraries", lambda: libraries)
    monkeypatch.setattr(device, "_keras_sees_gpu", lambda: gpu)
    choice = choose_device()
    assert choice.device is Device.CPU
    assert words in choice.reason
    with pytest.raises(OptionError) as caught:
        choose_device(Device.GPU)
    assert words in caught.value.message


def test_a_gpu_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("has_cuda_driver", "has_cuda_libraries", "_keras_sees_gpu"):
        monkeypatch.setattr(device, name, lambda: True)
    assert choose_device().device is Device.GPU


def test_asking_does_not_import_tensorflow_without_a_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    had_tensorflow = "tensorflow" in sys.modules  # a test before this one may have loaded it
    device.has_cuda_driver()  # whatever this machine has, looking for it needs no TensorFlow either
    monkeypatch.setattr(device, "has_cuda_driver", lambda: False)
    choose_device()
    assert ("tensorflow" in sys.modules) == had_tensorflow
