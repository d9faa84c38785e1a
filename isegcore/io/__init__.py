"""Files in and out: images, label tables, whole subjects and the data sets that they are found in."""
