"""The uv that resources/setup puts into the checkout, for tests of what is not in the environment."""

from __future__ import annotations

from resources.packaging.staging import ROOT

UV = ROOT / ".tools" / "bin" / "uv"
