"""Segmentation of infant brain MRI into cerebrospinal fluid, grey matter and white matter.

Free of Qt. A subject flows one way through the packages of this tree::

    folder -> io -> Subject -> preprocessing -> patches/inference -> Segmentation -> metrics -> report -> io

Importing this package costs next to nothing: TensorFlow and MLflow are imported only inside the calls
that need them. Research software; not a medical device.
"""

from importlib.metadata import version

__version__ = version("iseg-desktop")
