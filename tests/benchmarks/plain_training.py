"""The plain way to train a 2D U-Net, for comparison: Keras `fit` on whole axial slices, float32.

plain_training.py fit DATA HELD_OUT EPOCHS   trains on all slices of the subjects in DATA (batch 4, Adam 1e-3,
                                             cross-entropy), segments those in HELD_OUT, prints JSON
plain_training.py steps DATA SECONDS         trains for that long, prints brain voxels a second as JSON

Subjects are those of `write_newborns`: `subject-N-T1.hdr`, `-T2`, `-label`, slices of 144 x 192.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

_VALUES = (0, 10, 150, 250)


def load(folder: str):
    """Return images `(N, 144, 192, 2)` and classes `(N, 144, 192)` of all slices, and slices per subject."""
    import nibabel as nib
    import numpy as np

    images, labels, counts = [], [], []
    for path in sorted(Path(folder).glob("*-T1.hdr")):
        pair = [np.squeeze(nib.load(str(path).replace("T1", m)).get_fdata()) for m in ("T1", "T2")]
        truth = np.squeeze(nib.load(str(path).replace("T1", "label")).get_fdata())
        channels = np.stack([(v - v.mean()) / v.std() for v in pair], axis=-1).astype(np.float32)
        images.append(np.moveaxis(channels, 2, 0))
        labels.append(np.moveaxis(np.searchsorted(_VALUES, truth).astype(np.uint8), 2, 0))
        counts.append(truth.shape[2])
    return np.concatenate(images), np.concatenate(labels), counts


def compiled():
    """Return the U-Net of `plain_way`, ready to train."""
    import keras

    from tests.benchmarks import plain_way

    with tempfile.TemporaryDirectory() as folder:
        plain_way.make(f"{folder}/plain.keras")
        model = keras.models.load_model(f"{folder}/plain.keras", compile=False)
    model.compile(keras.optimizers.Adam(1e-3), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def fit(data: str, held_out: str, epochs: str) -> None:
    """Train and print the mean Dice of each tissue on the subjects held out, and the seconds it took."""
    import numpy as np

    started = time.perf_counter()
    model = compiled()
    images, labels, _ = load(data)
    model.fit(images, labels, batch_size=4, epochs=int(epochs), verbose=0)
    seconds = time.perf_counter() - started
    images, labels, counts = load(held_out)
    dices, first = [], 0
    for count in counts:
        guess = model.predict(images[first : first + count], batch_size=8, verbose=0).argmax(-1)
        truth = labels[first : first + count]
        pairs = [(guess == tissue, truth == tissue) for tissue in (1, 2, 3)]
        dices.append([2 * (a & b).sum() / (a.sum() + b.sum()) for a, b in pairs])
        first += count
    print(json.dumps({"seconds": seconds, "dice": np.mean(dices, axis=0).tolist()}))


def steps(data: str, seconds: str) -> None:
    """Train for some time, the first steps not counted, and print how many brain voxels a second it took."""
    import keras
    import numpy as np

    class Clock(keras.callbacks.Callback):
        done, began = 0, 0.0

        def on_train_batch_end(self, batch, logs=None):
            self.done += 1
            if self.done == 5:
                self.began = time.perf_counter()
            elif self.done > 5 and time.perf_counter() - self.began > float(seconds):
                self.rate = (self.done - 5) / (time.perf_counter() - self.began)
                self.model.stop_training = True

    model, clock = compiled(), Clock()
    images, labels, _ = load(data)
    model.fit(images, labels, batch_size=4, epochs=10**6, verbose=0, callbacks=[clock])
    brain = float(np.count_nonzero(labels)) / len(labels) * 4
    print(json.dumps({"steps_per_s": clock.rate, "brain_voxels_per_s": clock.rate * brain}))


if __name__ == "__main__":
    {"fit": fit, "steps": steps}[sys.argv[1]](*sys.argv[2:])
