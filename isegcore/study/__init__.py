"""Studies: which subjects belong together, where their files are, and what was decided about them."""
