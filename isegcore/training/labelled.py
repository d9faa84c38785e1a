"""Real labelled subjects as a source of patches; split by subject, never by slice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from isegcore.data.box import box_of
from isegcore.data.dataset import SubjectFiles
from isegcore.data.subject import Subject
from isegcore.errors import DatasetError
from isegcore.io.subject import ReadOptions, read_subject
from isegcore.preprocessing.preprocess import preprocess
from isegcore.preprocessing.spec import PreprocessSpec
from isegcore.training.sampling import Example
from isegcore.training.split import held_out

Split = tuple[tuple[SubjectFiles, ...], tuple[SubjectFiles, ...]]
_KEPT = 12  # a prepared infant is 10 MB; a hundred subjects must not cost more memory than ten
_DRAWS_BEFORE_CHANGE = 24


def split_subjects(subjects: Sequence[SubjectFiles], validation: str, seed: int) -> Split:
    """Return the labelled subjects to train on, and those to validate on.

    Args:
        subjects: All subjects; those without labels are left out.
        validation: A share such as "0.2" (at least one subject), or ids such as "subject-9,subject-10".
        seed: Of the random choice.

    Raises:
        DatasetError: If there are fewer than two labelled subjects.
        OptionError: If `validation` is neither, or leaves nothing to train on.
    """
    labelled = [subject for subject in subjects if subject.label is not None]
    if len(labelled) < 2:
        raise DatasetError(
            f"Training needs at least two labelled subjects, got {len(labelled)}.",
            hint="Put a label image beside each subject's T1 and T2, named like them.",
        )
    held = held_out([s.id for s in labelled], validation, seed, what="labelled subject")
    return tuple(s for s in labelled if s.id not in held), tuple(s for s in labelled if s.id in held)


class LabelledPool:
    """Draws from labelled subjects, a bounded number of which are held in memory at a time."""

    def __init__(self, subjects: Sequence[SubjectFiles], spec: PreprocessSpec, options: ReadOptions) -> None:
        self._subjects = tuple(subjects)
        self._spec, self._options = spec, options
        self._held: dict[int, Example] = {}
        self._draws = 0

    def draw(self, rng: np.random.Generator) -> Example:
        """Return one of the subjects, reading it if it is not held.

        Raises:
            IsegError: If a file cannot be read.
        """
        self._draws += 1
        room = len(self._held) < min(_KEPT, len(self._subjects))
        if room or (self._draws % _DRAWS_BEFORE_CHANGE == 0 and len(self._subjects) > _KEPT):
            waiting = [n for n in range(len(self._subjects)) if n not in self._held]
            chosen = int(rng.choice(waiting))
            if not room:
                del self._held[next(iter(self._held))]
            self._held[chosen] = self._read(self._subjects[chosen])
            return self._held[chosen]
        return self._held[int(rng.choice(list(self._held)))]

    def _read(self, files: SubjectFiles) -> Example:
        return example_of(read_subject(files, self._options), self._spec)


def example_of(subject: Subject, spec: PreprocessSpec) -> Example:
    """Return a labelled subject, prepared as for segmenting.

    Raises:
        DatasetError: If it has no labels.
    """
    if subject.reference is None:
        raise DatasetError(f"{subject.id} has no labels.", hint="Training needs labelled subjects.")
    prepared = preprocess(subject, spec)
    labels = prepared.placement.forward(subject.reference.data, order=0)
    inside = box_of(prepared.mask)
    box = np.array([[side.start for side in inside], [side.stop - 1 for side in inside]])
    image = prepared.image[..., : len(spec.modalities)].astype(np.float16)
    return Example(image, labels, box)
