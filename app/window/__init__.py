"""The main window: where things stand, how they are coloured, what the operating system hands in."""
