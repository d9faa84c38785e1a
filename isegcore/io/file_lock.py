"""Keeping other processes out, with a lock that goes with the process even if that is killed."""

from __future__ import annotations

import sys
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[bytes], *, shared: bool = False) -> bool:
        """Lock an open file, and return whether that was possible; it is unlocked when the file is closed.

        Args:
            file: Open for writing.
            shared: Whether others may share it, which keeps out only those who do not; Windows cannot tell
                them apart and lets them all in.
        """
        if shared:
            return True
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(file: IO[bytes], *, shared: bool = False) -> bool:
        """Lock an open file, and return whether that was possible; it is unlocked when the file is closed.

        Args:
            file: Open for writing.
            shared: Whether others may share it, which keeps out only those who do not.
        """
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
