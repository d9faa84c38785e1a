"""Words of the core, and of the Qt-free view state, that the window shows in its own language.

    tr(progress.stage), tr(tissue.name), tr(plane.value)

The core speaks English and knows nothing of languages, so its words are marked to be translated here. Its
sentences (what an error, a note or a model's card says) stay English.
"""

from __future__ import annotations

from app.language import QT_TRANSLATE_NOOP

TISSUES = (
    QT_TRANSLATE_NOOP("", "Background"),
    QT_TRANSLATE_NOOP("", "Cerebrospinal fluid"),
    QT_TRANSLATE_NOOP("", "Grey matter"),
    QT_TRANSLATE_NOOP("", "White matter"),
    QT_TRANSLATE_NOOP("", "CSF"),
    QT_TRANSLATE_NOOP("", "GM"),
    QT_TRANSLATE_NOOP("", "WM"),
)
STAGES = (
    QT_TRANSLATE_NOOP("", "Back onto the input's grid"),
    QT_TRANSLATE_NOOP("", "Calibrating"),
    QT_TRANSLATE_NOOP("", "Drawing the contact sheet"),
    QT_TRANSLATE_NOOP("", "Drawing the scores"),
    QT_TRANSLATE_NOOP("", "Drawing the worst subject"),
    QT_TRANSLATE_NOOP("", "Drawing"),
    QT_TRANSLATE_NOOP("", "Fetching the model"),
    QT_TRANSLATE_NOOP("", "Finding the brain"),
    QT_TRANSLATE_NOOP("", "Identifying the data"),
    QT_TRANSLATE_NOOP("", "Loading the model"),
    QT_TRANSLATE_NOOP("", "Looking at the machine"),
    QT_TRANSLATE_NOOP("", "Looking for doubtful spots"),
    QT_TRANSLATE_NOOP("", "Looking for images"),
    QT_TRANSLATE_NOOP("", "Looking for subjects"),
    QT_TRANSLATE_NOOP("", "Measuring"),
    QT_TRANSLATE_NOOP("", "Network"),
    QT_TRANSLATE_NOOP("", "Preparing the images"),
    QT_TRANSLATE_NOOP("", "Preparing the model (once)"),
    QT_TRANSLATE_NOOP("", "Reading T1"),
    QT_TRANSLATE_NOOP("", "Reading T2"),
    QT_TRANSLATE_NOOP("", "Reading participants"),
    QT_TRANSLATE_NOOP("", "Reading subjects"),
    QT_TRANSLATE_NOOP("", "Reading the curves"),
    QT_TRANSLATE_NOOP("", "Reading the earlier result"),
    QT_TRANSLATE_NOOP("", "Reading the labels"),
    QT_TRANSLATE_NOOP("", "Reading the prediction"),
    QT_TRANSLATE_NOOP("", "Reading the reference"),
    QT_TRANSLATE_NOOP("", "Reading the result"),
    QT_TRANSLATE_NOOP("", "Reading"),
    QT_TRANSLATE_NOOP("", "Recording in MLflow"),
    QT_TRANSLATE_NOOP("", "Registering T2 to T1"),
    QT_TRANSLATE_NOOP("", "Removing islands"),
    QT_TRANSLATE_NOOP("", "Resampling T1"),
    QT_TRANSLATE_NOOP("", "Resampling T2"),
    QT_TRANSLATE_NOOP("", "Resampling the labels"),
    QT_TRANSLATE_NOOP("", "Resampling the reference"),
    QT_TRANSLATE_NOOP("", "Resampling"),
    QT_TRANSLATE_NOOP("", "Scoring"),
    QT_TRANSLATE_NOOP("", "Sending to MLflow"),
    QT_TRANSLATE_NOOP("", "Simplifying"),
    QT_TRANSLATE_NOOP("", "Simulating subjects"),
    QT_TRANSLATE_NOOP("", "Starting MLflow"),
    QT_TRANSLATE_NOOP("", "Subjects"),
    QT_TRANSLATE_NOOP("", "Surface of CSF"),
    QT_TRANSLATE_NOOP("", "Surface of GM"),
    QT_TRANSLATE_NOOP("", "Surface of WM"),
    QT_TRANSLATE_NOOP("", "Training"),
    QT_TRANSLATE_NOOP("", "Waiting for patches"),
    QT_TRANSLATE_NOOP("", "Writing subjects"),
    QT_TRANSLATE_NOOP("", "Writing the subject"),
)
NETWORKS = (
    QT_TRANSLATE_NOOP("", "3D, the network of the model that comes with the program"),
    QT_TRANSLATE_NOOP("", "2.5D: axial slices, each with two neighbours on either side"),
    QT_TRANSLATE_NOOP("", "2D: axial slices, with coordinates"),
    QT_TRANSLATE_NOOP("", "2D as in the first paper, axial slices of 144x192: the earlier pipeline's"),
)
RUNS = (
    QT_TRANSLATE_NOOP("", "Finished"),
    QT_TRANSLATE_NOOP("", "Running"),
    QT_TRANSLATE_NOOP("", "Failed"),
    QT_TRANSLATE_NOOP("", "Killed"),
)
NUMBERS = (
    QT_TRANSLATE_NOOP("", "loss"),
    QT_TRANSLATE_NOOP("", "accuracy"),
    QT_TRANSLATE_NOOP("", "learning rate"),
)
