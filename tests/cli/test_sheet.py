"""`iseg sheet`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("b.PDF", b"%PDF")])
def test_a_page_of_labels_over_images(run: Run, data: Path, tmp_path: Path, name: str, start: bytes) -> None:
    images = [data / f"subject-1-{kind}.hdr" for kind in ("label", "T1", "T2")]
    ran = run("sheet", *images, "-o", tmp_path / name, "--slices", 3)
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / name).read_bytes().startswith(start)
    again = run("sheet", *images, "-o", tmp_path / name)
    assert again.exit_code == 1
    assert "exists" in again.output


@pytest.mark.parametrize(
    ("names", "target", "words"),
    [
        (("subject-1-label.hdr",), "x.png", "one or two images"),
        (("subject-1-label.hdr", "subject-1-T1.hdr"), "x.jpg", "NAME.png or NAME.pdf"),
        (("subject-1-T2.hdr", "subject-1-T1.hdr"), "x.png", "Label"),
        (("gone.nii", "subject-1-T1.hdr"), "x.png", "no such file"),
    ],
)
def test_what_makes_no_page_is_told(
    run: Run, data: Path, tmp_path: Path, names: tuple[str, ...], target: str, words: str
) -> None:
    ran = run("sheet", *(data / name for name in names), "-o", tmp_path / target)
    assert ran.exit_code == 1
    assert words in ran.output
    assert not (tmp_path / target).exists()
