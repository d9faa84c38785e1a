"""From a label map to T1 and T2 images of a person who does not exist: training images, practice data.

The recipe follows SynthSeg (Billot et al. 2023, doi:10.1016/j.media.2023.102789), with contrasts that
follow age. Nothing here reads a real scan.
"""
