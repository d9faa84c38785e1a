"""The plain way to segment a subject, for comparison: what a script around Keras and MLflow does.

plain_way.py make MODEL.keras         writes an untrained 2D U-Net of base 16 for 144 x 192 slices
plain_way.py run MODEL.keras T1 T2    loads it and predicts one axial slice at a time
"""

from __future__ import annotations

import sys


def make(path: str) -> None:
    """Write the 2D U-Net: 4 levels, batch normalisation, dropout in the bottleneck, softmax over 4."""
    import keras
    from keras import layers

    def block(x, filters):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
            x = layers.Activation("relu")(layers.BatchNormalization()(x))
        return x

    x = inputs = keras.Input((144, 192, 2))
    skips = []
    for level in range(4):
        x = block(x, 16 * 2**level)
        skips.append(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.5)(block(x, 256))
    for level in reversed(range(4)):
        x = layers.Conv2DTranspose(16 * 2**level, 2, strides=2)(x)
        x = block(layers.Concatenate()([skips[level], x]), 16 * 2**level)
    keras.Model(inputs, layers.Conv2D(4, 1, activation="softmax")(x)).save(path)


def run(model_path: str, *images: str) -> None:
    """Predict slice by slice and save the labels."""
    import mlflow  # noqa: F401 - the plain way pays for it
    import nibabel as nib
    import numpy as np
    from keras.models import load_model

    model = load_model(model_path, compile=False)
    volumes = [np.squeeze(nib.load(path).get_fdata()) for path in images]
    data = np.stack([(v - v.mean()) / v.std() for v in volumes], axis=-1).astype(np.float32)
    labels = np.zeros(data.shape[:3], np.uint8)
    for k in range(data.shape[2]):
        labels[:, :, k] = model.predict(data[np.newaxis, :, :, k], verbose=0)[0].argmax(-1)
    nib.save(nib.Nifti1Image(labels, np.eye(4)), model_path.replace(".keras", ".nii.gz"))


if __name__ == "__main__":
    {"make": make, "run": run}[sys.argv[1]](*sys.argv[2:])
