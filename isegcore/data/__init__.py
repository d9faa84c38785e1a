"""The nouns: grids, volumes, label maps, subjects, data sets. Frozen values; no files are touched here."""
