"""Which side is which: the two ways of showing axial and coronal planes."""

from __future__ import annotations

from enum import Enum

from app.language import QT_TRANSLATE_NOOP


class Convention(Enum):
    """Which side of the screen shows the patient's right in axial and coronal planes."""

    RADIOLOGICAL = QT_TRANSLATE_NOOP("", "Radiological")
    NEUROLOGICAL = QT_TRANSLATE_NOOP("", "Neurological")
