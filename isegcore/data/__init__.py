"""The nouns: grids, volumes, subjects, data sets, segmentations. Frozen values; no files are touched here."""
