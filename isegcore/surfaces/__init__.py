"""Surfaces of tissues, made from label maps: triangles in the scanner's space, to look at and to export."""
