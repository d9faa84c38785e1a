"""Scoring whole data sets: subject after subject, then tables and pictures; of one subject see `metrics`."""
