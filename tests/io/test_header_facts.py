from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from isegcore.io.header_facts import header_facts
from isegcore.io.images import read_volume
from isegcore.shipped import shipped_path

TURN = np.array([[0.8, -0.6, 0, 3], [0.6, 0.8, 0, -5], [0, 0, 2.5, 7], [0, 0, 0, 1]])


@pytest.mark.parametrize("kind", [nib.Nifti1Image, nib.Nifti2Image])
@pytest.mark.parametrize("order", ["<", ">"])
def test_what_nibabel_says_is_said(kind: type, order: str, tmp_path: Path) -> None:
    data = np.arange(60, dtype=np.int16).reshape(3, 4, 5)
    header = kind.header_class(endianness=order)  # type: ignore[attr-defined]
    header.set_data_dtype(np.int16)
    image = kind(data, TURN, header)
    image.set_qform(TURN, 1)
    image.set_sform(TURN, 4)
    image.header["intent_code"] = 1002
    path = tmp_path / "turned.nii"
    nib.save(image, path)
    source = read_volume(path).source
    assert source is not None
    facts = header_facts(source)
    assert facts is not None
    assert (facts.dimensions, facts.datatype, facts.intent) == ((3, 4, 5), "int16", "label")
    assert facts.qform is not None
    assert facts.sform is not None
    assert (facts.qform.space, facts.sform.space) == ("scanner", "MNI 152")
    np.testing.assert_allclose(facts.qform.matrix, TURN[:3], atol=1e-5)
    np.testing.assert_allclose(facts.sform.matrix, TURN[:3], atol=1e-5)


def test_a_code_of_zero_says_that_there_is_no_transform(tmp_path: Path) -> None:
    image = nib.Nifti1Image(np.arange(24, dtype=np.uint8).reshape(2, 3, 4), TURN)
    image.set_qform(None, 0)
    path = tmp_path / "sform.nii"
    nib.save(image, path)
    source = read_volume(path).source
    assert source is not None
    facts = header_facts(source)
    assert facts is not None
    assert facts.qform is not None
    assert (facts.qform.space, facts.qform.matrix) == ("unknown", None)


def test_analyze_has_neither_transform_nor_intent() -> None:
    source = read_volume(shipped_path("sample") / "subject-1-T1.hdr").source
    assert source is not None
    facts = header_facts(source)
    assert facts is not None
    assert facts.dimensions == (144, 192, 256, 1)
    assert facts.datatype == "int16"
    assert (facts.qform, facts.sform, facts.intent) == (None, None, None)
    assert header_facts(replace(source, header=b"")) is None
