"""Correcting label maps: which voxels a tool reaches, what they become, and how that is undone. No Qt."""
