"""The package that a bundle starts: Briefcase wants one of the app's own name."""
