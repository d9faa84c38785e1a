"""Registered models as files: of `models:/iSeg4ClassUNet@champion`, a `.keras` file in the user's cache."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isegcore.bundles.bundle import ModelBundle
from isegcore.errors import ModelError, OptionError
from isegcore.folders import cache_folder
from isegcore.io.atomic import write_bytes
from isegcore.monitor import NULL_MONITOR, Monitor, span
from isegcore.tracking.store import is_absent, opened_store, public_uri, store_uri

if TYPE_CHECKING:
    from mlflow import MlflowClient

_ADDRESS = re.compile(r"models:/(?P<name>[^/@]+)(?:@(?P<alias>[^/@]+)|/(?P<version>\d+))")


def fetch_model(address: str, *, uri: str | None = None, monitor: Monitor = NULL_MONITOR) -> Path:
    """Return the file of a registered model, downloading it unless that version is in the cache.

    It is checked like any model file before it is kept: no code is loaded.

    Args:
        address: `models:/NAME@ALIAS` or `models:/NAME/VERSION`.
        uri: The store; the user's own if not given.
        monitor: Hears of it.

    Raises:
        OptionError: If the address is none.
        ModelError: If there is no such version, or it is no model that can be used.
        IsegError: If the store cannot be reached.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise OptionError(
            f"A registered model must be named models:/NAME@ALIAS or models:/NAME/VERSION, got {address!r}."
        )
    uri = uri or store_uri()
    if is_absent(uri):
        raise _no_such(address)
    with span(monitor, "Fetching the model"), opened_store(uri) as client:
        version = _find_version(client, address, match)
        file = _cached(uri, version)
        if not file.is_file():
            _download(client, uri, version, file)
    return file


def _find_version(client: MlflowClient, address: str, match: re.Match[str]) -> Any:
    from mlflow.exceptions import MlflowException  # noqa: PLC0415 - seconds

    try:
        if match["alias"]:
            return client.get_model_version_by_alias(match["name"], match["alias"])
        return client.get_model_version(match["name"], match["version"])
    except MlflowException as error:
        if error.error_code in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
            raise _no_such(address) from error
        raise


def _cached(uri: str, version: Any) -> Path:
    """Return where a version is kept. A registry made anew counts from 1 again: the number is not enough."""
    made = f"{version.name}|{version.version}|{version.run_id}|{version.creation_timestamp}"
    folder = hashlib.sha256(f"{public_uri(uri)}|{made}".encode()).hexdigest()[:16]
    return cache_folder() / "registered" / folder / f"{version.name}-{version.version}.keras"


def _download(client: MlflowClient, uri: str, version: Any, file: Path) -> None:
    from mlflow.artifacts import download_artifacts  # noqa: PLC0415 - seconds

    source = client.get_model_version_download_uri(version.name, version.version)
    with tempfile.TemporaryDirectory() as folder:
        download_artifacts(artifact_uri=source, dst_path=folder, tracking_uri=uri, registry_uri=uri)
        found = sorted(Path(folder).rglob("*.keras"))
        if len(found) != 1:
            raise ModelError(
                f"Version {version.version} of {version.name} must hold one .keras file, got {len(found)}.",
                hint="Register a model that was trained here, or saved by Keras 3.",
            )
        ModelBundle.open(found[0])
        write_bytes(file, found[0].read_bytes(), overwrite=True)


def _no_such(address: str) -> ModelError:
    hint = "`iseg models list --registered` shows what there is."
    return ModelError(f"There is no registered model {address}.", hint=hint)
