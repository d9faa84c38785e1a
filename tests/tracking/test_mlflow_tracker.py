"""Records in a real store, an SQLite database."""

import secrets
from pathlib import Path

import pytest

from isegcore.errors import OptionError
from isegcore.inference.segmenter import Segmenter
from isegcore.io.results import write_result
from isegcore.labels import ISEG
from isegcore.tracking.history import find_runs, find_versions, promote, read_run
from isegcore.tracking.inference_log import log_segmentation
from isegcore.tracking.mlflow_tracker import MlflowTracker, register_model
from isegcore.tracking.store import connect
from isegcore.tracking.tracker import MODEL_NAME, Experiment, NullTracker, RunStatus, RunTracker, Unsent
from tests.helpers.fakes import ThresholdPredictor
from tests.helpers.phantoms import phantom_subject
from tests.inference.test_segmenter import CARD

# SQLAlchemy warns of what MLflow does.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:mlflow")


def record(tracker: RunTracker, folder: Path, *, key: str = "", epochs: range = range(1, 3)) -> Unsent:
    """Record a small training."""
    model = folder / "model.keras"
    model.write_bytes(b"weights")
    run = tracker.start(Experiment.SEGMENTATION, "my-model", key or secrets.token_hex(8))
    run.log_params({"batch": 2, "network.widths": "[4, 8]"})
    run.log_tags({"iseg": "1"})
    run.log_data("labelled subjects", "ab" * 32)
    for number in epochs:
        run.log_metrics(
            {"loss": 1 / number, "val_dice": 0.5}, step=number, time_ms=1_700_000_000_000 + number
        )
    run.log_bytes(b"png", "previews/epoch-0001.png")
    run.log_file(model, "data/copy.keras")
    run.register(model)
    return run.finish(RunStatus.FINISHED)


def test_a_training_is_recorded_whole(store: str, tmp_path: Path) -> None:
    assert record(MlflowTracker(store), tmp_path) == Unsent()
    summary = find_runs(uri=store)[0]
    assert (summary.experiment, summary.name) == (Experiment.SEGMENTATION, "my-model")
    assert summary.status is RunStatus.FINISHED
    assert summary.params == {"batch": "2", "network.widths": "[4, 8]", "data_sha256": "ab" * 32}
    assert summary.metrics == {"loss": 0.5, "val_dice": 0.5}
    detail = read_run(summary.id[:12], uri=store)
    assert detail.curves["loss"] == ((1, 1.0), (2, 0.5))
    assert set(detail.artifacts) == {
        "data/copy.keras",
        "model/MLmodel",
        "model/data/keras_module.txt",
        "model/data/model.keras",
        "previews/epoch-0001.png",
    }


def test_a_resumed_run_is_the_same_run_and_says_nothing_twice(store: str, tmp_path: Path) -> None:
    for epochs in (range(1, 3), range(1, 5)):
        assert record(MlflowTracker(store), tmp_path, key="the-same", epochs=epochs) == Unsent()
    detail = read_run(find_runs(uri=store)[0].id, uri=store)
    assert [step for step, _ in detail.curves["loss"]] == [1, 2, 3, 4]
    assert len([v for v in find_versions(uri=store) if v.run_id == detail.summary.id]) == 1


def test_a_model_is_registered_later_once_on_the_record_of_its_training(store: str, tmp_path: Path) -> None:
    run = MlflowTracker(store).start(Experiment.SEGMENTATION, "unregistered", "later")
    run.log_metrics({"loss": 0.5}, step=1)
    assert run.finish(RunStatus.FINISHED) == Unsent()
    before = find_runs(uri=store)[0]
    assert before.id not in {version.run_id for version in find_versions(uri=store)}
    model = tmp_path / "unregistered.keras"
    model.write_bytes(b"weights")
    number = register_model(model, "later", uri=store)
    assert register_model(model, "later", uri=store) == number
    newest = find_versions(uri=store)[0]
    assert (newest.number, newest.run_id) == (number, before.id)
    after = find_runs(uri=store)[0]
    assert (after.status, after.seconds) == (RunStatus.FINISHED, before.seconds)
    assert "model/data/model.keras" in read_run(after.id, uri=store).artifacts


def test_versions_and_the_champion(store: str, tmp_path: Path) -> None:
    for _ in range(2):
        record(MlflowTracker(store), tmp_path)
    versions = find_versions(uri=store)
    assert [int(v.number) for v in versions] == list(range(len(versions), 0, -1))
    assert [v.number for v in versions if v.is_champion] == ["1"]
    promote(versions[0].number, uri=store)
    assert find_versions(uri=store)[0].is_champion
    assert connect(store).get_model_version_by_alias(MODEL_NAME, "champion").version == int(
        versions[0].number
    )
    with pytest.raises(OptionError, match="no version '99'"):
        promote("99", uri=store)
    promote("1", uri=store)


def test_a_value_that_the_store_refuses_is_said_and_the_rest_gets_through(store: str) -> None:
    run = MlflowTracker(store).start(Experiment.SEGMENTATION, "refused", secrets.token_hex(8))
    run.log_metrics({"no+such+name": 1.0})
    run.log_metrics({"loss": 2.0})
    run.log_file(Path("absent.png"), "absent.png")
    unsent = run.finish(RunStatus.FAILED)
    assert [what.split(" (")[0] for what in unsent.what] == ["no+such+name", "absent.png"]
    summary = find_runs(uri=store)[0]
    assert (summary.name, summary.status) == ("refused", RunStatus.FAILED)
    assert summary.metrics == {"loss": 2.0}


def test_a_segmentation_is_recorded_without_a_name(store: str, tmp_path: Path) -> None:
    subject = phantom_subject()
    segmentation = Segmenter(ThresholdPredictor(), CARD, "0" * 64).segment(subject)
    path = tmp_path / "anna-pred.nii.gz"
    write_result(segmentation, subject, path, ISEG)
    assert log_segmentation(MlflowTracker(store), subject, segmentation, path) == Unsent()
    summary = find_runs(uri=store)[0]
    assert summary.experiment is Experiment.INFERENCE
    assert summary.metrics["inference_time_sec"] > 0
    assert summary.metrics["volume_ml_GM"] == pytest.approx(segmentation.provenance.volumes_ml["GM"])
    detail = read_run(summary.id, uri=store)
    assert set(detail.artifacts) == {"prediction.nii.gz", "slices.png"}
    assert "anna" not in repr(detail)
    assert subject.id not in repr(detail)


def test_asking_makes_no_database(tmp_path: Path) -> None:
    uri = f"sqlite:///{(tmp_path / 'sub' / 'absent.db').as_posix()}"
    assert find_runs(uri=uri) == ()
    assert find_versions(uri=uri) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_not_there(store: str) -> None:
    with pytest.raises(OptionError, match="no run"):
        read_run("0000000000", uri=store)


def test_no_tracker_drops_everything(tmp_path: Path) -> None:
    assert record(NullTracker(), tmp_path) == Unsent()
