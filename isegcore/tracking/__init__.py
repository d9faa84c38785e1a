"""Keeping a record of trainings and segmentations in MLflow. Only a record: nothing here shapes a result."""
