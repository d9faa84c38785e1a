"""Files that come with the program; `isegcore.shipped` knows where they are."""
