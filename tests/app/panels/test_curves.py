"""Charts: what is drawn, what is said while nothing is, and that every line stands out from the ground."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.panels.curves import Curves, Series, _contrast, seen_on
from app.panels.figures import Figure, Figures
from app.panels.picture import Picture
from app.window.theme import DARK, LIGHT, Theme, palette
from isegcore.labels import BRAIN_TISSUES, COLOURS


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("tissue", BRAIN_TISSUES)
def test_every_tissue_stands_out_in_either_theme(tissue: object, theme: Theme) -> None:
    colour = seen_on(QColor(*COLOURS[tissue]), palette(theme))  # type: ignore[index]
    assert _contrast(colour, QColor(theme.surface)) >= 3


def test_a_colour_that_stands_out_stays_as_it_is() -> None:
    assert seen_on(QColor("#d55e00"), palette(LIGHT)) == QColor("#d55e00")


def test_a_chart_says_what_is_missing_until_there_is_something_to_draw(qtbot: QtBot) -> None:
    chart = Curves("Loss", "The first epoch is under way.")
    qtbot.addWidget(chart)
    chart.show()
    chart.show_series([Series("Training", (0, 0, 0), [])])
    assert chart._empty.isVisible()
    chart.show_series([Series("Training", (0, 0, 0), [(1, 0.5), (2, 0.25)])])
    assert not chart._empty.isVisible()
    assert chart.accessibleDescription() == "Training 0.250 in epoch 2"
    chart.hide()


def test_figures_come_and_go(qtbot: QtBot) -> None:
    row = Figures()
    qtbot.addWidget(row)
    row.show()
    row.show_figures([Figure("Loss", "0.5"), Figure("Dice GM", "0.9", (255, 0, 0))])
    shown = [cell._value.text() for cell in row._cells if cell.isVisible()]
    assert shown == ["0.5", "0.9"]
    row.show_figures([Figure("Loss", "0.4")])
    assert [cell._value.text() for cell in row._cells if cell.isVisible()] == ["0.4"]
    row.hide()


def test_a_picture_keeps_its_proportions(qtbot: QtBot, tmp_path: Path) -> None:
    picture = Picture("Nothing yet.")
    qtbot.addWidget(picture)
    picture.resize(300, 300)
    assert not picture.is_shown
    assert picture.accessibleName() == "Nothing yet."
    image = QImage(100, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    picture.show_image(image)
    grabbed = picture.grab().toImage()
    column = [grabbed.pixelColor(150, y).name() for y in range(300)]
    assert column.count("#00ff00") == pytest.approx(145, abs=3)
