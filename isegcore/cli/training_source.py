"""What `iseg train` trains on: labelled subjects, or subjects simulated from label maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isegcore.cli.anatomies import read_anatomies
from isegcore.cli.terminal import Terminal
from isegcore.errors import OptionError

if TYPE_CHECKING:
    from isegcore.io.subject import ReadOptions
    from isegcore.training.run import ModelText
    from isegcore.training.sampling import Batches
    from isegcore.training.trainer import Trainer
    from isegcore.training.validation import Cases

    Opened = AbstractContextManager[tuple[Batches, Cases, ModelText]]


@dataclass(frozen=True, slots=True)
class TrainingSource:
    """Data that were found and split, not read yet.

    Attributes:
        kind: "labelled subjects" or "label maps".
        images: The image files among them.
        opened: Feeds a trainer while its context lasts; is told whether its run was resumed.
    """

    kind: str
    images: tuple[Path, ...]
    opened: Callable[[Trainer, bool], Opened]


def labelled_source(
    data: Path,
    chosen: str | None,
    validation: str,
    seed: int | None,
    run_folder: Path,
    reading: ReadOptions,
    terminal: Terminal,
) -> TrainingSource:
    """Return the labelled subjects of a folder.

    Args:
        data: The folder.
        chosen: Which of them, commas between them; all if None.
        validation: Share held out, or ids.
        seed: Of the split; None for a run that is resumed, whose split and way of reading are kept.
        run_folder: Where that is.
        reading: How subjects are read.
        terminal: Hears who is held out.

    Raises:
        IsegError: If there are too few, they cannot be split like this, or a run would be gone on with that
            read its subjects otherwise.
    """
    from isegcore.io.discovery import find_subjects
    from isegcore.io.subject import ReadOptions
    from isegcore.training.split import labelled_only, read_split, split_names

    subjects = labelled_only(find_subjects(data, terminal).chosen(chosen))
    if seed is None:
        split = read_split(run_folder)
        if reading != ReadOptions() and split.read_as(reading) != split:
            raise OptionError(
                "A run goes on reading its subjects as it began.",
                hint="Leave out --assume-orientation and --register-t2.",
            )
    else:
        names = [files.id for files in subjects]
        split = split_names(names, validation, seed, what="labelled subject").read_as(reading)
    # Said here and not in the card, which goes where the model goes: ids may be names.
    terminal.say(f"Held out: {', '.join(split.validation)}.")

    @contextmanager
    def opened(trainer: Trainer, resumed: bool) -> Iterator[tuple[Batches, Cases, ModelText]]:
        from isegcore.training.labelled import labelled_data

        with labelled_data(
            subjects, split, trainer, keep_all=resumed, tell=terminal.say, monitor=terminal
        ) as made:
            yield made.batches, made.cases, made.text

    images = [path for s in subjects for path in (*s.images.values(), s.label) if path is not None]
    return TrainingSource("labelled subjects", tuple(images), opened)


def simulated_source(label_maps: list[Path], validation: str, terminal: Terminal) -> TrainingSource:
    """Return subjects to be simulated from label maps.

    Args:
        label_maps: Files or folders; one that is named twice is simulated from twice as often.
        validation: Share held out, or names.
        terminal: Hears what is trained on.

    Raises:
        DatasetError: If one of them is not there.
    """
    from isegcore.simulation.label_maps import find_label_maps

    files = find_label_maps(label_maps)

    @contextmanager
    def opened(trainer: Trainer, resumed: bool) -> Iterator[tuple[Batches, Cases, ModelText]]:
        from isegcore.data.dataset import join_ids
        from isegcore.preprocessing.spec import TRAINING_SPEC
        from isegcore.simulation.subject import Recipe
        from isegcore.training.run_files import SPLIT_FILE
        from isegcore.training.sampling import DrawnBatches
        from isegcore.training.simulated import SimulatedPool, split_anatomies
        from isegcore.training.split import Split, read_split, write_split
        from isegcore.training.validation import simulated_cases

        config, folder = trainer.config, trainer.run_folder
        kept = resumed and (folder / SPLIT_FILE).exists()  # older runs kept none
        wanted = join_ids(read_split(folder).validation) if kept else validation
        train_on, held_out = split_anatomies(read_anatomies(files, terminal), wanted, config.seed)
        names = [tuple(dict.fromkeys(a.name for a in part)) for part in (train_on, held_out)]
        write_split(folder, Split(train=names[0], validation=names[1]))
        shares = Counter(anatomy.name for anatomy in train_on)
        terminal.say("Trained on: " + ", ".join(f"{name} x{n}" for name, n in shares.items()) + ".")
        recipe = Recipe(working=TRAINING_SPEC)
        with SimulatedPool(
            train_on, recipe, size=config.pool, workers=config.workers, seed=config.seed
        ) as pool:
            pool.fill(config.batch * 2, terminal)
            yield DrawnBatches(pool, config), simulated_cases(held_out), _text(len(shares), len(held_out))

    return TrainingSource("label maps", files, opened)


def _text(label_maps: int, held_out: int) -> ModelText:
    from isegcore.training.run import ModelText

    return ModelText(
        title=f"Trained on subjects simulated from {label_maps} label maps",
        description="Trained with iSeg Desktop on simulated T1 and T2 images only; it has seen no real scan.",
        data=f"{label_maps} label maps trained on, {held_out} held out.",
        licence="As the label maps it was trained on.",
        limits=("Trained on simulated images only.",),
    )
