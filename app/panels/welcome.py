"""The first page: what can be opened, what was open lately, what this program is, where it keeps things."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.parts import DISCLAIMER, heading, muted, title
from app.session.recent import Recent, shown_path
from isegcore.folders import logs_folder, models_folder

_COLUMN_PX = 300
_ROW_PX = 42
_SHOWN = 6
_PATH = Qt.ItemDataRole.UserRole
_WHAT = QT_TRANSLATE_NOOP(
    "",
    "Segments infant brain MRI, T1 and T2, into cerebrospinal fluid, grey matter and white matter. Look at "
    "the result, correct it, export it, and train a network on your own labels.",
)
_NOT = QT_TRANSLATE_NOOP(
    "",
    "{disclaimer} Not for diagnosis or treatment. The model that comes with it was trained on simulated "
    "images: read what it reached and where it fails (Model > Choose Model) before you rely on a result.",
)
_HOW = QT_TRANSLATE_NOOP(
    "",
    "Or drop folders, images or a study here. A folder may be a BIDS data set, have iSeg names, or hold "
    "single images; Analyze and NIfTI.",
)


class Welcome(QScrollArea):
    """What the window shows while it has no subjects.

    Signals:
        chosen: The path of something that was open lately.
    """

    chosen = Signal(object)

    def __init__(self, recent: Recent, icon: QIcon) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._recent = recent
        texts = (
            tr("Open &Folder…"),
            tr("Open &Images…"),
            tr("Open S&tudy…"),
            tr("Import &DICOM…"),
            tr("Try the &Bundled Subject"),
        )
        self.folder, self.files, self.study, self.dicom, self.sample = map(QPushButton, texts)
        self.folder.setProperty("primary", "true")
        self.recent = self._make_recent()
        self.none = muted(tr("What you open will be listed here."), wrap=True)
        self.device = muted("", wrap=True)
        self.setWidget(self._lay_out(icon))
        recent.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """List what was opened lately."""
        self.recent.clear()
        for path in self._recent.paths[:_SHOWN]:
            item = QListWidgetItem(f"{path.name or path}\n{shown_path(path.parent)}")
            item.setData(_PATH, path)
            item.setSizeHint(QSize(_COLUMN_PX, _ROW_PX))
            item.setToolTip(str(path))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                tr("{name}, in {folder}").format(name=path.name, folder=shown_path(path.parent)),
            )
            self.recent.addItem(item)
        self.recent.setFixedHeight(max(1, self.recent.count()) * _ROW_PX + 4)
        self.recent.setVisible(self.recent.count() > 0)
        self.none.setVisible(self.recent.count() == 0)

    def tell_device(self, words: str) -> None:
        """Say what was found to run the network on."""
        self.device.setText(words)

    def _make_recent(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("recent")
        made.setAccessibleName(tr("Opened lately"))
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.itemClicked.connect(self._choose)
        made.itemActivated.connect(self._choose)
        return made

    def _choose(self, item: QListWidgetItem) -> None:
        path: Path = item.data(_PATH)
        self.chosen.emit(path)

    def _lay_out(self, icon: QIcon) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 24, 32, 16)
        column.setSpacing(28)
        column.addStretch(2)
        column.addLayout(_centred(self._make_head(icon)))
        column.addLayout(_centred(_column_of(self._make_open()), _column_of(self._make_lately())))
        column.addLayout(
            _centred(
                _column_of(
                    _section(
                        tr("What it is not"), muted(tr(_NOT).format(disclaimer=tr(DISCLAIMER)), wrap=True)
                    )
                ),
                self._make_places(),
            )
        )
        column.addStretch(3)
        return page

    def _make_head(self, icon: QIcon) -> QWidget:
        head = QWidget()
        head.setFixedWidth(2 * _COLUMN_PX + 40)
        picture = QLabel()
        picture.setPixmap(icon.pixmap(64, 64))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title("iSeg Desktop"))
        words.addWidget(muted(tr(_WHAT), wrap=True))
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return head

    def _make_open(self) -> QVBoxLayout:
        how = muted(tr(_HOW), wrap=True)
        return _section(tr("Open"), self.folder, self.files, self.study, self.dicom, self.sample, how)

    def _make_lately(self) -> QVBoxLayout:
        return _section(tr("Lately"), self.recent, self.none)

    def _make_places(self) -> QWidget:
        labels = [
            muted(tr("Your images stay where they are; a study keeps results beside itself."), wrap=True),
            muted(tr("Your models: {folder}").format(folder=shown_path(models_folder())), wrap=True),
            muted(
                tr("Logs, which name nobody: {folder}").format(folder=shown_path(logs_folder())),
                wrap=True,
            ),
        ]
        for label in labels:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return _column_of(_section(tr("This computer"), self.device, *labels))


def _section(head: str, *widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(heading(head))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return column


def _column_of(layout: QVBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setFixedWidth(_COLUMN_PX)
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder


def _centred(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(40)
    row.addStretch()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row
