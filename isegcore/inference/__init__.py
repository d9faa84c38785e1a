"""From a subject and a model to a segmentation: the path users wait for, free of TensorFlow on a CPU."""
