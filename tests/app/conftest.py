"""What every window test is held to: no stray Qt messages, no thread and no window left behind."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.language import Language, speak
from app.window.main_window import MainWindow
from app.window.theme import LIGHT, Themes
from tests.helpers.window_fakes import FakeCore

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives every test a data folder of its own: corrections are put aside there."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda _: tmp_path / "home")


@pytest.fixture
def make_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., MainWindow]]:
    """Makes windows on a fake core (or other services), shows them, and puts them away after the test."""
    made: list[MainWindow] = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    themes = Themes(app)
    themes.wear(LIGHT)

    def make(core: FakeCore | None = None, *paths: Path) -> MainWindow:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow((core or FakeCore()).services, themes, settings)
        made.append(window)
        with qtbot.waitExposed(window):
            window.show()
        if paths:
            window.open_paths(paths)
            qtbot.waitUntil(lambda: window.session.opened is not None and not window.runner.busy)
        return window

    yield make
    for window in made:
        window.runner.shut_down()
        window.desk.workers.shut_down()
        window.hide()
        window.deleteLater()
    made.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def french(qtbot: QtBot) -> Iterator[None]:
    """Lets the window speak French for one test."""
    app = QCoreApplication.instance()
    assert app is not None
    installed = speak(Language.FRENCH, app)
    assert len(installed) == 2  # Qt's own texts and ours
    yield
    for translator in installed:
        app.removeTranslator(translator)


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a running thread or an open window; runs around `make_window`."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    gc.freeze()  # what is older than the test is not looked at, which takes half a second
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    threads = [t for t in gc.get_objects() if isinstance(t, QThread) and isValid(t) and t.isRunning()]
    gc.unfreeze()
    threads = [t for t in threads if t != QApplication.instance().thread()]
    assert not threads, f"threads still running: {threads}"
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not windows, f"windows still open: {windows}"
