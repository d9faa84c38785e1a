"""Models as users have them: one `.keras` file with its card inside, and the form that OpenVINO runs."""
