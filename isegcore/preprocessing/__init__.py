"""From a subject to the array a network sees, and back again: geometry with exact inverses, intensities."""
