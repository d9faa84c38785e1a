"""Starts the program: the window, or with `--worker` the command line."""

import sys

from app.start import main

if __name__ == "__main__":
    sys.exit(main())
