"""Light and dark: the colours of the window as one value each, turned into a palette and a style sheet.

Set explicitly, because a palette taken from the desktop differs from machine to machine and some have none.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from isegcore.shipped import shipped_path


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the window, as `#rrggbb`."""

    dark: bool
    window: str
    surface: str
    raised: str
    border: str
    outline: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    accent_hover: str
    notice: str
    problem: str


LIGHT = Theme(
    dark=False,
    window="#f3f4f6",
    surface="#ffffff",
    raised="#e9ebef",
    border="#d3d7de",
    outline="#98a2af",
    text="#1c2430",
    muted="#5b6675",
    disabled="#a3abb7",
    accent="#1f6fb5",
    on_accent="#ffffff",
    accent_hover="#185d9a",
    notice="#fdf3d9",
    problem="#b3261e",
)

DARK = Theme(
    dark=True,
    window="#1e2228",
    surface="#262b33",
    raised="#303741",
    border="#3b434f",
    outline="#76828f",
    text="#e5e9ef",
    muted="#9aa5b4",
    disabled="#626d7b",
    accent="#3d8fd6",
    on_accent="#ffffff",
    accent_hover="#58a3e4",
    notice="#3b3422",
    problem="#ff8f80",
)


class Themes(QObject):
    """Which of the two is worn."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.current = LIGHT

    def follow_system(self) -> None:
        """Wear what the desktop wears, where Qt can tell; light elsewhere."""
        self.wear(DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT)

    def wear(self, theme: Theme) -> None:
        """Colour every window."""
        self.current = theme
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(style_sheet(theme))
        self.changed.emit()


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.raised,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: "#000000",
        role.Accent: theme.accent,
    }
    result = QPalette()
    for where, colour in colours.items():
        result.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.disabled))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.border))
    return result


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme: spacing, borders and the few places that carry the accent."""
    t = theme
    tick = shipped_path("icons/check.svg").as_posix()
    return f"""
    QToolTip {{ color: {t.text}; background: {t.surface}; border: 1px solid {t.border}; padding: 3px; }}
    QMainWindow::separator {{ background: {t.border}; width: 1px; height: 1px; }}
    QMenuBar {{ background: {t.window}; padding: 2px 4px; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t.raised}; }}
    QMenu {{ background: {t.surface}; border: 1px solid {t.border}; padding: 4px; }}
    QMenu::item {{ padding: 5px 22px 5px 8px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
    QMenu::item:disabled {{ color: {t.disabled}; background: transparent; }}
    QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 6px; }}
    QToolBar {{ background: {t.window}; border: 0; border-bottom: 1px solid {t.border};
                padding: 4px 8px; spacing: 4px; }}
    QToolBar::separator {{ background: {t.border}; width: 1px; margin: 5px 5px; }}
    QToolBar QToolButton {{ padding: 5px 3px 5px 9px; border: 1px solid transparent; border-radius: 5px; }}
    QToolBar QToolButton#qt_toolbar_ext_button {{ padding: 0; border: 0; background: {t.raised}; }}
    QToolBar QToolButton:hover:enabled {{ background: {t.raised}; }}
    QToolBar QToolButton:pressed, QToolBar QToolButton:checked {{
        background: {t.raised}; border-color: {t.border}; }}
    QToolBar QToolButton:checked:disabled {{ background: transparent; border-color: transparent; }}
    QToolBar QToolButton:focus {{ border-color: {t.accent}; }}
    QToolBar QToolButton:disabled {{ color: {t.disabled}; }}
    QPushButton {{ padding: 5px 13px; background: {t.surface};
                   border: 1px solid {t.border}; border-radius: 5px; }}
    QPushButton:hover {{ background: {t.raised}; }}
    QPushButton:checked {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
    QPushButton[compact="true"] {{ padding: 3px 10px; }}
    QFrame#label-row {{ border-radius: 5px; }}
    QFrame#label-row[highlighted="true"] {{ background: {t.raised}; }}
    QToolButton[flat="true"] {{ padding: 2px; border: 1px solid transparent; border-radius: 5px; }}
    QToolButton[flat="true"]:hover {{ background: {t.raised}; }}
    QToolButton[flat="true"]:checked {{ background: {t.raised}; border-color: {t.outline}; }}
    QToolButton[flat="true"]:focus {{ border-color: {t.accent}; }}
    QToolButton[flat="true"]::menu-indicator {{ image: none; }}
    QPushButton[tight="true"] {{ padding: 3px 4px; }}
    QPushButton:focus {{ border-color: {t.accent}; }}
    QPushButton:disabled {{ color: {t.disabled}; background: {t.window}; }}
    QPushButton[primary="true"], QToolBar QToolButton[primary="true"]:enabled {{
        background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; font-weight: 600; }}
    QPushButton[primary="true"]:hover, QToolBar QToolButton[primary="true"]:hover:enabled {{
        background: {t.accent_hover}; }}
    QPushButton[primary="true"]:focus, QToolBar QToolButton[primary="true"]:focus:enabled {{
        border: 1px solid {t.text}; }}
    QPushButton[primary="true"]:disabled {{
        background: {t.raised}; color: {t.disabled}; border-color: {t.border}; }}
    QFrame#card {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: 5px; }}
    QSplitter::handle {{ image: none; }}
    QListWidget#recent::item {{ padding: 2px 8px; border-radius: 5px; color: {t.text}; }}
    QListWidget#recent::item:hover, QListWidget#recent::item:selected {{ background: {t.raised}; }}
    QListWidget#shelf {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: 5px;
        padding: 4px; }}
    QListWidget#shelf:focus {{ border-color: {t.accent}; }}
    QFrame#sidebar {{ background: {t.window}; border-right: 1px solid {t.border}; }}
    QFrame#summary {{ background: {t.window}; }}
    QFrame#banner {{ background: {t.notice}; border-bottom: 1px solid {t.border}; }}
    QLabel[role="heading"] {{ color: {t.muted}; font-weight: 600; }}
    QLabel[role="title"] {{ font-size: 13pt; font-weight: 600; }}
    QLabel[role="figure"] {{ font-size: 12pt; font-weight: 600; }}
    QLabel[role="muted"] {{ color: {t.muted}; }}
    QLabel[role="problem"] {{ color: {t.problem}; }}
    QLabel#hollow {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: 5px;
        padding: 24px; }}
    QFrame#line {{ background: {t.border}; }}
    QCheckBox::indicator, QTableView::indicator, QListView::indicator, QRadioButton::indicator {{
        width: 13px; height: 13px; border: 1px solid {t.outline}; background: {t.surface}; }}
    QCheckBox::indicator, QTableView::indicator, QListView::indicator {{ border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: 7px; }}
    QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {{
        background: {t.accent}; border-color: {t.accent}; image: url("{tick}"); }}
    QRadioButton::indicator:checked {{ border: 4px solid {t.accent}; width: 7px; height: 7px;
        background: {t.on_accent}; }}
    QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {t.accent}; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{
        border-color: {t.border}; background: {t.window}; }}
    QLineEdit, QPlainTextEdit, QTextBrowser {{ background: {t.surface}; border: 1px solid {t.border};
        border-radius: 5px; padding: 4px 6px; selection-background-color: {t.accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus, QTableView:focus {{
        border-color: {t.accent}; }}
    QLineEdit:disabled {{ color: {t.disabled}; background: {t.window}; }}
    QTableView {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: 5px; outline: 0;
        selection-background-color: {t.raised}; selection-color: {t.text}; }}
    QTableView::item {{ padding: 0 8px; border: 0; }}
    QTableView::item:selected {{ background: {t.raised}; color: {t.text}; }}
    QHeaderView {{ background: transparent; border: 0; }}
    QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: 0; padding: 5px 8px;
        border-bottom: 1px solid {t.border}; font-weight: 600; }}
    QTabBar#pages {{ background: {t.window}; border-bottom: 1px solid {t.border}; }}
    QTabBar#pages::tab {{ padding: 7px 16px; color: {t.muted}; border: 0;
        border-bottom: 2px solid transparent; }}
    QTabBar#pages::tab:hover {{ color: {t.text}; }}
    QTabBar#pages::tab:selected {{ color: {t.text}; border-bottom-color: {t.accent}; font-weight: 600; }}
    QTabBar#pages::tab:focus {{ background: {t.raised}; }}
    QFrame#inspector {{ background: {t.window}; border-left: 1px solid {t.border}; }}
    QTabBar#inspector-tabs {{ background: {t.window}; border-left: 1px solid {t.border}; }}
    QTabBar#inspector-tabs::tab {{ padding: 12px 5px; color: {t.muted}; border: 0;
        border-left: 2px solid transparent; }}
    QTabBar#inspector-tabs::tab:hover {{ color: {t.text}; }}
    QTabBar#inspector-tabs::tab:selected {{ color: {t.text}; border-left-color: {t.accent};
        font-weight: 600; }}
    QTabBar#inspector-tabs::tab:focus {{ background: {t.raised}; }}
    QListView {{ border: 0; background: transparent; outline: 0; }}
    QStatusBar {{ background: {t.window}; border-top: 1px solid {t.border}; }}
    QStatusBar::item {{ border: 0; }}
    QProgressBar {{ border: 0; border-radius: 3px; background: {t.raised};
                    max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ border-radius: 3px; background: {t.accent}; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QScrollBar {{ background: transparent; border: 0; margin: 0; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {t.border}; border-radius: 4px; margin: 1px; }}
    QScrollBar::handle:hover {{ background: {t.disabled}; }}
    QScrollBar::handle:vertical {{ min-height: 24px; }}
    QScrollBar::handle:horizontal {{ min-width: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QMessageBox#problem QLabel#qt_msgbox_label {{ font-weight: 600; }}
    QScrollArea {{ border: 0; background: transparent; }}
    """
