"""Which subjects a model does not train on.

Whole people only: neighbouring slices are near copies, and so are the visits of one person. There is no way
to ask for less than a subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from isegcore.data.dataset import SubjectFiles, split_ids
from isegcore.errors import DatasetError, IsegError, OptionError
from isegcore.io.atomic import write_text
from isegcore.io.storage import regular
from isegcore.io.subject import ReadOptions
from isegcore.training.run_files import SPLIT_FILE

_BIDS_PERSON = re.compile(r"sub-[^_]+")


class Split(BaseModel):
    """The subjects of a run, by id, and how they are read.

    Attributes:
        train: Those trained on.
        validation: Those held out.
        orientation: How the head lies in files that do not say.
        register_t2: Whether T2 is aligned to T1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    train: tuple[str, ...]
    validation: tuple[str, ...]
    orientation: str = "LAS"
    register_t2: bool = False

    @property
    def reading(self) -> ReadOptions:
        """Return how subjects are read."""
        return ReadOptions(self.orientation, self.register_t2, require_reference=True)

    def read_as(self, reading: ReadOptions) -> Split:
        """Return the same subjects, read in this way."""
        update = {"orientation": reading.assumed_orientation, "register_t2": reading.register}
        return self.model_copy(update=update)


def labelled_only(subjects: Sequence[SubjectFiles]) -> tuple[SubjectFiles, ...]:
    """Return the subjects that have labels.

    Raises:
        DatasetError: If there are fewer than two, or all are visits of one person.
    """
    labelled = tuple(subject for subject in subjects if subject.label is not None)
    if len(labelled) < 2:
        raise DatasetError(
            f"Training needs at least two labelled subjects, got {len(labelled)}.",
            hint="Put a label image beside each subject's T1 and T2, named like them.",
        )
    if len(people([subject.id for subject in labelled])) < 2:
        raise DatasetError(
            "Training needs labelled subjects of at least two people, got visits of one.",
            hint="One is held out, and the visits of a person are never parted.",
        )
    return labelled


def split_names(names: Sequence[str], validation: str, seed: int, *, what: str) -> Split:
    """Return who is trained on and who is held out; arguments and errors as for `held_out`."""
    held = held_out(names, validation, seed, what=what)
    return Split(
        train=tuple(name for name in names if name not in held),
        validation=tuple(name for name in names if name in held),
    )


def held_out(names: Sequence[str], validation: str, seed: int, *, what: str) -> frozenset[str]:
    """Return the names to validate on.

    Args:
        names: Two or more, each once.
        validation: A share such as "0.2" (at least one is held out), or names such as "subject-9,subject-10";
            other visits of the same people (BIDS) are held out with them.
        seed: Of the random choice.
        what: What is chosen from, for messages ("labelled subject").

    Raises:
        OptionError: If `validation` is neither, or leaves nothing to train on.
    """
    visits = people(names)
    share = None if validation in names else _share(validation)  # someone may be called 7
    if share is None:
        chosen = _named(names, validation, what)
    else:
        if not 0 < share < 1:
            raise OptionError(f"The validation share must be between 0 and 1, got {share:g}.")
        count = min(len(visits) - 1, max(1, round(share * len(visits))))
        chosen = set(np.random.default_rng(seed).permutation(list(visits))[:count].tolist())
    held = frozenset(name for person in chosen for name in visits[person])
    if held >= set(names):
        raise OptionError(f"Every {what} is held out, so none is left to train on.")
    return held


def folds(names: Sequence[str], k: int, seed: int) -> tuple[frozenset[str], ...]:
    """Return k sets of names that are each held out once, as equal in size as whole people allow.

    Raises:
        OptionError: If there are not enough people for k folds, or k is below 2.
    """
    visits = people(names)
    if not 2 <= k <= len(visits):
        raise OptionError(
            f"{k} folds cannot be made of {len(visits)} people.", hint="Choose between 2 and that number."
        )
    order = np.random.default_rng(seed).permutation(list(visits)).tolist()
    return tuple(frozenset(name for person in order[n::k] for name in visits[person]) for n in range(k))


def write_split(run_folder: Path, split: Split) -> None:
    """Keep the split with its run.

    Raises:
        OutputError: If it cannot be written.
    """
    write_text(run_folder / SPLIT_FILE, split.model_dump_json(indent=2), overwrite=True)


def read_split(run_folder: Path) -> Split:
    """Return the split of a run.

    Raises:
        IsegError: If there is none that can be used.
    """
    path = run_folder / SPLIT_FILE
    try:
        return Split.model_validate_json(regular(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise IsegError(
            "The run does not say which subjects it was trained on.", path=path, hint="Train anew."
        ) from error


def people(names: Sequence[str]) -> dict[str, list[str]]:
    """Return the names of each person's visits, by person."""
    visits: dict[str, list[str]] = {}
    for name in names:
        visits.setdefault(_person(name), []).append(name)
    return visits


def _person(name: str) -> str:
    """Return "sub-01" of "sub-01_ses-2", and other names as they are."""
    match = _BIDS_PERSON.search(name)
    return name[: match.end()] if match else name


def _share(validation: str) -> float | None:
    try:
        return float(validation)
    except ValueError:
        return None


def _named(names: Sequence[str], validation: str, what: str) -> set[str]:
    wanted = [validation] if validation in names else split_ids(validation) or [validation]
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        raise OptionError(f"There is no {what} {unknown[0]!r}.", hint=f"There are: {', '.join(names)}.")
    return {_person(name) for name in wanted}
