"""The order of the tests."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start first what waits for services most of its ten minutes, so that the others run meanwhile."""
    items.sort(key=lambda item: item.get_closest_marker("deploy") is None)
