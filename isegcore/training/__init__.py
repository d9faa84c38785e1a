"""Training: patches from simulated or real subjects, the loop, its checkpoints."""
