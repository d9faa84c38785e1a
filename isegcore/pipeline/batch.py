"""Segmenting many subjects in worker processes, for whoever wants the results themselves and not files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from isegcore.data.dataset import SubjectFiles
from isegcore.data.segmentation import Segmentation
from isegcore.errors import IsegError
from isegcore.inference.device import Device
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.monitor import NULL_MONITOR, Monitor
from isegcore.pipeline.pool import WorkerPool, usual_jobs
from isegcore.pipeline.tools import Tools


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A subject to segment, and how to read it."""

    files: SubjectFiles
    reading: ReadOptions


@dataclass(frozen=True, slots=True)
class _Segment:
    """Segments a subject in a worker process."""

    item: BatchItem
    model: str
    device: Device

    def run(self, tools: Tools, monitor: Monitor) -> Segmentation:
        segmenter = tools.segmenter(self.model, self.device, monitor)
        return segmenter.segment(read_subject(self.item.files, self.item.reading, monitor), monitor)


def segment_batch(
    items: Sequence[BatchItem],
    model: str,
    device: Device,
    *,
    on_begin: Callable[[int], None],
    on_end: Callable[[int, Segmentation | IsegError], None],
    monitor: Monitor = NULL_MONITOR,
) -> None:
    """Segment subjects in parallel, as many at once as cores and memory allow.

    Args:
        items: The subjects.
        model: Name or path.
        device: What runs the network.
        on_begin: Hears the number of an item that is begun.
        on_end: Hears what came of it, as soon as that is known.
        monitor: Hears how many are done.

    Raises:
        Cancelled: If the monitor says so; the workers are ended at once.
    """
    with WorkerPool(min(usual_jobs(device), len(items))) as pool:
        tasks = [_Segment(item, model, device) for item in items]
        begun: set[int] = set()

        def begin(number: int) -> None:
            if number not in begun:
                begun.add(number)
                on_begin(number)

        for outcome in pool.run(tasks, monitor, lambda advance: begin(advance.number)):
            made = outcome.problem or _sealed(outcome.value)
            on_end(outcome.number, made)


def _sealed(made: Segmentation | None) -> Segmentation | IsegError:
    """Return a segmentation that came from another process with its arrays read-only again: made anew."""
    if made is None:
        raise ValueError("an outcome must have a value or a problem")
    return replace(made, labels=replace(made.labels))
