"""Where looking at a result critically comes together in the window: surfaces, doubts, comparisons."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QVBoxLayout, QWidget

from app.actions.action import Action
from app.actions.learning import Learning
from app.actions.review_actions import (
    CompareIntents,
    make_compare_actions,
    make_doubt_actions,
    make_learning_action,
    make_verdict_actions,
)
from app.actions.surface_actions import SurfaceIntents, make_surface_actions
from app.dialogs.question import Answer, ask
from app.jobs.job import Runner
from app.language import QT_TRANSLATE_NOOP, tr
from app.panels.compare_panel import ComparePanel
from app.panels.doubt_panel import DoubtPanel
from app.panels.surface_panel import SurfacePanel
from app.panels.verdict_panel import VerdictPanel
from app.session.comparison import Comparison, Source
from app.session.doubts import Doubts
from app.session.session import Session
from app.session.surfaces import Surfaces
from app.session.view_state import Layout
from app.session.viewing import Viewing
from app.window.inspector import Inspector
from app.window.workspace import Workspace
from isegcore.errors import IsegError
from isegcore.labels import BRAIN_TISSUES

_FILTERS = {
    QT_TRANSLATE_NOOP("", "STL surface (*.stl)"): ".stl",
    QT_TRANSLATE_NOOP("", "OBJ surface (*.obj)"): ".obj",
    QT_TRANSLATE_NOOP("", "GIFTI surface (*.surf.gii)"): ".surf.gii",
}


_LESSONS = "reviewed-subjects"


class ReviewDesk(QObject):
    """Reviewing in a window.

    Signals:
        changed: What the actions depend on.
        failed: An exception, for a dialog.
        told: A sentence for the status bar.
        subject_wanted: Key of a subject that shall be opened.
        fine_tuning_wanted: Path of a folder that the chosen model shall be trained further on.
    """

    changed = Signal()
    failed = Signal(object)
    told = Signal(str)
    subject_wanted = Signal(str)
    fine_tuning_wanted = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        viewing: Viewing,
        runner: Runner,
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._session, self._viewing = session, viewing
        self.surfaces = Surfaces(session, viewing, runner, self)
        self.surface = SurfacePanel(session, viewing, self.surfaces)
        self.surface.export_requested.connect(self.export_surfaces)
        self.surfaces.failed.connect(self.failed)
        self.surfaces.exported.connect(self._tell_exported)
        self._cell: Workspace | None = None
        self._layout = viewing.state.layout
        viewing.changed.connect(self._follow_layout)
        self.verdict = VerdictPanel(session)
        self.learning = Learning(session, runner, self)
        self.learning.written.connect(self.fine_tuning_wanted)
        self.learning.failed.connect(self.failed)
        self.comparison = Comparison(session, viewing, runner, self)
        self.comparison.changed.connect(self.changed)
        self.comparison.failed.connect(self.failed)
        self.comparison.other_grid_found.connect(self._ask_resampling)
        self.compare = ComparePanel(viewing, self.comparison)
        self.compare.file_requested.connect(self.compare_with_file)
        self.doubts = Doubts(session, viewing, runner, self)
        self.doubts.changed.connect(self.changed)
        self.doubts.failed.connect(self.failed)
        self.doubt = DoubtPanel(viewing, self.doubts)
        self.doubt.next_requested.connect(lambda: self.doubts.step(forward=True))
        self.doubt.previous_requested.connect(lambda: self.doubts.step(forward=False))

    def make_fourth_cell(self, summary: QWidget) -> QWidget:
        """Return the fourth cell of the planes: the summary and the 3D view, under tabs."""
        self._cell = Workspace(tr("Summary"), summary)
        self._cell.tabs.setAccessibleName(tr("Summary or 3D"))
        self._cell.add_page("3D", self.surface)
        self._cell.turned.connect(self.changed)
        return self._cell

    def add_pages(self, inspector: Inspector) -> None:
        """Add the pages of the right-hand column."""
        inspector.add_page(QT_TRANSLATE_NOOP("", "Review"), _page(self.verdict, self.doubt))
        inspector.add_page(QT_TRANSLATE_NOOP("", "Compare"), _page(self.compare))

    def actions(self, may_train: Callable[[], bool]) -> list[Action]:
        """Return what the menus offer; `may_train` says whether a training can begin."""
        intents = SurfaceIntents(
            toggle=self._toggle_surface,
            is_shown=self.surface.isVisible,
            look_from=self.surface.look_from,
            export=self.export_surfaces,
        )
        return [
            *make_verdict_actions(self._session, self.subject_wanted.emit),
            *make_doubt_actions(self.doubts, self._viewing),
            *make_compare_actions(
                self.comparison, self._viewing, CompareIntents(choose_file=self.compare_with_file)
            ),
            make_learning_action(self.learning, may_train, self.learn),
            *make_surface_actions(self.surfaces, intents),
        ]

    def compare_with_file(self) -> None:
        """Ask for a label image, and compare with it."""
        folder = str(self._settings.value("folders/compare", "")) or str(Path.home())
        dialog = QFileDialog(self._window, tr("Compare with label image"), folder)
        dialog.setObjectName("compare")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Label images (*.nii *.nii.gz *.hdr *.img)"), tr("All files (*)")])
        dialog.fileSelected.connect(self._compare_with)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def learn(self) -> None:
        """Ask where a folder of the reviewed subjects shall be made; the training dialog follows."""
        dialog = QFileDialog(
            self._window,
            tr("Where to put the folder of {n} reviewed subjects").format(n=self.learning.count),
            str(self._settings.value("folders/learning", "")) or str(Path.home()),
        )
        dialog.setObjectName("learn")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self._learn_in(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _learn_in(self, folder: Path) -> None:
        self._settings.setValue("folders/learning", str(folder))
        names = (_LESSONS if n == 1 else f"{_LESSONS}-{n}" for n in count(1))
        self.learning.write(next(path for name in names if not (path := folder / name).exists()))

    def _compare_with(self, chosen: str) -> None:
        path = Path(chosen)
        self._settings.setValue("folders/compare", str(path.parent))
        self.comparison.choose(Source(path.name, path))

    def _ask_resampling(self, source: Source, problem: IsegError) -> None:
        """Offer to resample labels that lie on another grid."""
        resample = Answer(tr("Resample"), lambda: self.comparison.choose(source, resample=True))
        ask(self._window, "resample", problem.message, problem.hint, resample, Answer(tr("Cancel")))

    def export_surfaces(self) -> None:
        """Ask where the surfaces shall be written, and write them."""
        entry = self._session.current
        if entry is None:
            return
        folder = str(self._settings.value("folders/surfaces", "")) or str(Path.home())
        dialog = QFileDialog(self._window, tr("Export surfaces, one file a tissue"), folder)
        dialog.setObjectName("export surfaces")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # other names are written: asked below
        dialog.setNameFilters([tr(kind) for kind in _FILTERS])
        dialog.selectFile(entry.files.id)
        dialog.accepted.connect(lambda: self._export_to(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export_to(self, dialog: QFileDialog) -> None:
        from isegcore.io.mesh_files import MESH_SUFFIXES, mesh_path  # noqa: PLC0415 - nibabel comes with it

        path = Path(dialog.selectedFiles()[0])
        if not path.name.lower().endswith(MESH_SUFFIXES):
            suffixes = {tr(kind): suffix for kind, suffix in _FILTERS.items()}
            path = path.with_name(path.name + suffixes[dialog.selectedNameFilter()])
        self._settings.setValue("folders/surfaces", str(path.parent))
        there = [target.name for t in BRAIN_TISSUES if (target := mesh_path(path, t)).exists()]
        if not there:
            self.surfaces.export(path, overwrite=False)
            return
        ask(
            self._window,
            "overwrite surfaces",
            tr("Already in {folder}: {names}.").format(
                folder=path.parent.name or path.parent, names=", ".join(there)
            ),
            tr("Replacing it cannot be undone."),
            Answer(tr("Replace"), lambda: self.surfaces.export(path, overwrite=True), destroys=True),
            Answer(tr("Cancel")),
        )

    def _toggle_surface(self) -> None:
        """Show the surfaces, in a layout that has room for them, or the summary again."""
        if self._cell is None:
            return
        if self.surface.isVisible():
            self._cell.show_first()
            return
        if not self._cell.isVisible():
            self._viewing.set(layout=Layout.GRID, enlarged=None)
        self._cell.show_page(self.surface)

    def _follow_layout(self) -> None:
        """Show the surfaces where a layout is chosen that is for them alone."""
        layout, self._layout = self._layout, self._viewing.state.layout
        if self._cell is not None and self._layout is Layout.SURFACE and layout is not Layout.SURFACE:
            self._cell.show_page(self.surface)

    def _tell_exported(self, paths: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in paths)
        written = tr("Written to {folder}: {names}")
        self.told.emit(
            written.format(folder=paths[0].parent, names=names) if paths else tr("No tissue is visible.")
        )


def _page(*panels: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(18)
    for panel in panels:
        column.addWidget(panel)
    column.addStretch()
    return page
