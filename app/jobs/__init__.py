"""Work off the GUI thread that reports progress and can be cancelled. Jobs never touch the session."""
