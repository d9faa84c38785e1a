"""A line above the planes for what the user should know of the images, and can decide."""

from __future__ import annotations

from itertools import permutations, product

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton

from app.language import QT_TRANSLATE_NOOP, tr
from app.session.session import ReadChoice, Session
from isegcore.data.finding import Concern
from isegcore.data.subject import Modality, Subject
from isegcore.data.volume import LabelMap, Volume

_ASSUMED = QT_TRANSLATE_NOOP(
    "",
    "Orientation assumed: the files do not say how the head lies. "
    "Choose where their axes run to if left and right, or front and back, are wrong.",
)
_USUAL = ("LAS", "RAS", "LPS", "RPS", "LSA", "RSA", "ASL", "PSL")


class Banner(QFrame):
    """Says that the orientation is assumed, how T2 came onto T1's grid, and why a result is in doubt.

    Hidden where all is plain.

    Signals:
        reread_requested: `ReadChoice` to read the subject with.
        help_requested: What the warnings mean, and what can be done, shall be explained.
    """

    reread_requested = Signal(object)
    help_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._session = session
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.orientation = QComboBox()
        self.orientation.addItems([*_USUAL, *sorted(set(_all_codes()) - set(_USUAL))])
        self.orientation.insertSeparator(len(_USUAL))
        self.orientation.setAccessibleName(tr("Orientation of the voxel axes"))
        self.orientation.setToolTip(
            tr("Where the first, second and third voxel axis run to: L or R, A or P, S or I")
        )
        self.orientation.textActivated.connect(self._choose_orientation)
        self.register = QPushButton(tr("Register T2 onto T1"))
        self.register.setToolTip(
            tr("Move the T2 rigidly onto the T1, for a subject who moved between the scans")
        )
        self.register.clicked.connect(self._choose_registration)
        self.help = QPushButton(tr("What Is This?"))
        self.help.setToolTip(tr("Read what each warning means, and what can be done"))
        self.help.clicked.connect(self.help_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.orientation)
        row.addWidget(self.register)
        row.addWidget(self.help)
        session.current_changed.connect(self.refresh)
        session.entry_changed.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Say what there is to say of the open subject."""
        entry, images = self._session.current, self._session.opened
        if entry is None or images is None:
            self.hide()
            return
        subject = images.subject
        assumed = any(v.source is not None and v.source.orientation_assumed for v in subject.images.values())
        of_pairing = [note for note in subject.notes if not note.endswith(_said_by_files(subject))]
        findings = entry.result.segmentation.provenance.findings if entry.result else ()
        said = [*map(str, findings), " ".join([tr(_ASSUMED)] * assumed + of_pairing)]
        self.text.setText("\n".join(filter(None, said)))
        self.orientation.setVisible(assumed)
        self.orientation.setCurrentText(entry.choice.orientation)
        moved = any(note.startswith(f"{Modality.T2} ") for note in of_pairing)
        moved |= any(finding.concern is Concern.UNALIGNED for finding in findings)
        self.register.setVisible(moved and len(subject.images) > 1 and not entry.choice.register)
        self.help.setVisible(bool(findings))
        self.setVisible(bool(self.text.text()))

    def _choose_orientation(self, code: str) -> None:
        entry = self._session.current
        if entry is not None and code != entry.choice.orientation:
            self.reread_requested.emit(ReadChoice(code, entry.choice.register))

    def _choose_registration(self) -> None:
        entry = self._session.current
        if entry is not None:
            self.reread_requested.emit(ReadChoice(entry.choice.orientation, register=True))


def _said_by_files(subject: Subject) -> tuple[str, ...]:
    """Return what the files say of themselves, without their names: the summary shows it."""
    volumes: list[Volume | LabelMap] = [*subject.images.values()]
    volumes += [subject.reference] if subject.reference is not None else []
    return tuple(note.partition(": ")[2] for v in volumes if v.source is not None for note in v.source.notes)


def _all_codes() -> list[str]:
    """Return the 48 orientation codes."""
    return ["".join(ends) for axes in permutations(("LR", "PA", "IS")) for ends in product(*axes)]
