"""What is written down about a result: where it came from, and a page to look at."""
