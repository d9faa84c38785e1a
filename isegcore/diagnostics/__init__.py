"""What helps to find out why something went wrong, and names nobody: logs, and a report to send."""
