"""What the files of the open subject say about themselves, and where the result that is shown came from."""
# ruff: noqa: N802 - Qt names its own virtual methods

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from app.language import tr
from app.panels.parts import Elided, heading, muted
from app.session.session import Entry, Session
from app.session.view_state import Overlay
from app.session.viewing import Viewing
from isegcore.data.grid import Grid
from isegcore.data.orientation import orientation_of
from isegcore.data.volume import LabelMap, Volume
from isegcore.io.header_facts import Transform, header_facts

if TYPE_CHECKING:
    from isegcore.data.provenance import Provenance

Facts = Mapping[str, str]


class HeaderPanel(QWidget):
    """A form for each image, for the reference and for the result; every value can be selected and copied."""

    def __init__(self, session: Session, viewing: Viewing) -> None:
        super().__init__()
        self._session, self._viewing = session, viewing
        self._shown: object = None
        self._forms = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._forms)
        viewing.changed.connect(self.refresh)
        session.entry_changed.connect(self.refresh)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what has changed while another page was shown."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the open subject; a page that nobody sees waits: it would slow every stroke of the brush."""
        if not self.isVisible():
            return
        entry, images = self._session.current, self._session.opened
        result = None if entry is None else entry.result
        shows_result = self._viewing.state.overlay is Overlay.RESULT
        exported = entry is not None and entry.exported
        if (images, result, shows_result, exported) == self._shown:
            return
        self._shown = (images, result, shows_result, exported)
        parts: dict[str, Facts] = {}
        if images is not None and entry is not None:
            parts = {m.value: volume_facts(volume) for m, volume in images.subject.images.items()}
            if images.subject.reference is not None:
                parts[tr("Reference")] = volume_facts(images.subject.reference)
            if shows_result and result is not None:
                parts[tr("Result")] = _result_facts(entry, result.segmentation.provenance)
        self._show(parts)

    def _show(self, parts: Mapping[str, Facts]) -> None:
        forms = QWidget()
        column = QVBoxLayout(forms)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for name, facts in parts.items():
            column.addWidget(heading(name))
            column.addLayout(_form(facts))
            column.addSpacing(10)
        self._column.replaceWidget(self._forms, forms)
        self._forms.hide()
        self._forms.deleteLater()
        self._forms = forms


def _form(facts: Facts) -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(3)
    form.setHorizontalSpacing(10)
    for what, value in facts.items():
        label = Elided("") if what == tr("File") else QLabel()
        label.setText(value)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setToolTip(value if what == tr("File") else "")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAccessibleName(f"{what}: {value}")
        form.addRow(muted(what), label)
    return form


def volume_facts(volume: Volume | LabelMap) -> Facts:
    """Return what there is to say of an image or of labels, in the order in which it is read."""
    source, grid = volume.source, volume.grid
    facts = {tr("File"): "–" if source is None else source.path.name}
    stored = None if source is None else header_facts(source)
    if source is not None:
        facts[tr("Format")] = source.format
    if stored is not None:
        facts[tr("Stored as")] = f"{_times(stored.dimensions)}, {stored.datatype}"
    facts[tr("Dimensions")] = _times(grid.shape)
    facts[tr("Spacing")] = " × ".join(f"{mm:.4g}" for mm in grid.spacing) + " mm"
    assumed = source is not None and source.orientation_assumed
    facts[tr("Orientation")] = orientation_of(grid.affine).code + (" " + tr("(assumed)") if assumed else "")
    if stored is not None:
        facts["qform"] = _transform(stored.qform)
        facts["sform"] = _transform(stored.sform)
        facts[tr("Intent")] = stored.intent or tr("– (Analyze has none)")
    facts[tr("Voxel to mm")] = _matrix(grid)
    return facts


def _result_facts(entry: Entry, record: Provenance) -> Facts:
    """Return where a result came from."""
    return {
        tr("Model"): record.model,
        "SHA-256": record.model_sha256[:16] + "…",
        tr("Device"): record.device,
        tr("Made"): record.created.replace("T", " ").rstrip("Z") + " UTC",
        tr("Took"): f"{sum(record.seconds.values()):.1f} s",
        tr("Options"): ", ".join(f"{name} {value}" for name, value in record.options.items()) or "–",
        tr("Versions"): ", ".join(f"{name} {version}" for name, version in record.versions.items()) or "–",
        tr("Notes"): "\n".join(record.notes) or "–",
        tr("In a file"): tr("yes") if entry.exported else tr("not yet exported"),
    }


def _times(sizes: tuple[int, ...]) -> str:
    return " × ".join(map(str, sizes))


def _transform(transform: Transform | None) -> str:
    if transform is None:
        return tr("– (Analyze has none)")
    if transform.matrix is None:
        return tr("{space}: none").format(space=transform.space)
    return f"{transform.space}\n{_rows(transform.matrix.tolist())}"


def _matrix(grid: Grid) -> str:
    return _rows(grid.affine[:3].tolist())


def _rows(matrix: list[list[float]]) -> str:
    return "\n".join("  ".join(f"{value:.5g}" for value in row) for row in matrix)
