"""How large the tissues are and how well two segmentations agree."""
