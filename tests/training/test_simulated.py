import multiprocessing
import threading
import time

import numpy as np
import pytest

from isegcore.errors import IsegError
from isegcore.simulation.subject import Recipe
from isegcore.training.simulated import SimulatedPool
from tests.helpers.anatomies import tiny_anatomy


def test_workers_fill_the_pool_and_end_with_it() -> None:
    with SimulatedPool([tiny_anatomy()], Recipe(), size=2, workers=1, seed=0) as pool:
        pool.fill(2)
        assert pool.made >= 2
        example = pool.draw(np.random.default_rng(0))
    assert example.image.shape == (*example.labels.shape, 2)
    assert set(np.unique(example.labels)) == {0, 1, 2, 3}
    assert not multiprocessing.active_children()
    assert not [t for t in threading.enumerate() if t.name == "simulated-pool"]


def test_workers_that_die_are_told() -> None:
    broken = tiny_anatomy()
    object.__setattr__(broken, "structures", np.zeros((4, 4, 4), np.uint8))
    with (
        pytest.raises(IsegError, match="ended unexpectedly"),
        SimulatedPool([broken], Recipe(), size=2, workers=1, seed=0) as pool,
    ):
        pool.fill(1)


def test_a_worker_killed_later_ends_the_draws_too() -> None:
    """Or the run would go on for hours on the few subjects that it has."""
    with SimulatedPool([tiny_anatomy()], Recipe(), size=2, workers=2, seed=0) as pool:
        pool.fill(2)
        victim = next(child for child in multiprocessing.active_children() if child.name == "subjects-1")
        victim.kill()
        with pytest.raises(IsegError, match="ended unexpectedly"):
            for _ in range(10_000):
                pool.draw(np.random.default_rng(0))
                time.sleep(0.001)
