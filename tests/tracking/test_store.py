"""Where records are kept, and whether that is away."""

import os
from pathlib import Path

import pytest

from isegcore.errors import IsegError
from isegcore.tracking.history import find_runs
from isegcore.tracking.store import connect, is_away, public_uri, store_uri

# SQLAlchemy warns of what MLflow does.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow")


def test_a_store_that_cannot_be_reached_is_a_sentence() -> None:
    with pytest.raises(IsegError, match=r"at http://127\.0\.0\.1:9 cannot be reached") as error:
        find_runs(uri="http://user:secret@127.0.0.1:9")
    assert "secret" not in str(error.value)


def test_where_records_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda _: tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    assert store_uri() == f"sqlite:///{(tmp_path / 'mlflow.db').as_posix()}"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://a:b@host:5000/x")
    assert store_uri() == "http://a:b@host:5000/x"
    assert public_uri(store_uri()) == "http://host:5000/x"


def test_which_errors_pass() -> None:
    from mlflow.exceptions import MlflowException
    from requests import HTTPError, Response

    def answered(status: int) -> HTTPError:
        response = Response()
        response.status_code = status
        return HTTPError(response=response)

    assert is_away(ConnectionError())
    assert is_away(MlflowException("no answer"))
    assert is_away(answered(503))
    assert not is_away(answered(403))
    assert not is_away(MlflowException.invalid_parameter_value("wrong"))
    assert not is_away(FileNotFoundError())
    assert not is_away(ValueError())


def test_telemetry_is_off(store: str) -> None:
    connect(store)
    assert os.environ["MLFLOW_DISABLE_TELEMETRY"] == "true"
