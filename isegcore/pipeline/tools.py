"""What a worker process keeps between tasks: a model is loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isegcore.inference.device import Device
from isegcore.monitor import Monitor

if TYPE_CHECKING:
    from isegcore.inference.segmenter import Segmenter


class Tools:
    """The network of a worker, loaded when it is first needed."""

    def __init__(self, threads: int) -> None:
        """Plan for a network that runs on so many threads."""
        self._threads = threads
        self._loaded: tuple[tuple[str, Device], Segmenter] | None = None

    def segmenter(self, model: str, device: Device, monitor: Monitor) -> Segmenter:
        """Return a model that is ready to run, by name or path.

        Raises:
            ModelError: If it cannot be used.
            OptionError: If a GPU was asked for and there is none.
        """
        from isegcore.inference.segmenter import make_segmenter  # noqa: PLC0415 - not every task needs it

        if self._loaded is None or self._loaded[0] != (model, device):
            self._loaded = None  # never two in memory
            made = make_segmenter(model, device, monitor=monitor, threads=self._threads)
            self._loaded = ((model, device), made)
        return self._loaded[1]
