"""Which subjects a model does not train on. Whole subjects only: neighbouring slices are near copies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from isegcore.errors import OptionError


def held_out(names: Sequence[str], validation: str, seed: int, *, what: str) -> frozenset[str]:
    """Return the names to validate on.

    Args:
        names: Two or more, each once.
        validation: A share such as "0.2" (at least one is held out), or names such as "subject-9,subject-10".
        seed: Of the random choice.
        what: What is chosen from, for messages ("labelled subject").

    Raises:
        OptionError: If `validation` is neither, or leaves nothing to train on.
    """
    try:
        share = float(validation)
    except ValueError:
        return _named(names, validation, what)
    if not 0 < share < 1:
        raise OptionError(f"The validation share must be between 0 and 1, got {share:g}.")
    count = min(len(names) - 1, max(1, round(share * len(names))))
    return frozenset(np.random.default_rng(seed).permutation(list(names))[:count].tolist())


def _named(names: Sequence[str], validation: str, what: str) -> frozenset[str]:
    wanted = frozenset(name.strip() for name in validation.split(","))
    unknown = sorted(wanted - set(names))
    if unknown:
        raise OptionError(f"There is no {what} {unknown[0]!r}.", hint=f"There are: {', '.join(names)}.")
    if wanted >= set(names):
        raise OptionError(f"Every {what} is held out, so none is left to train on.")
    return wanted
