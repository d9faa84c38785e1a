"""Small windows that tell: a known problem, a bug with its traceback, what this program is."""
