"""Scripts of workers that play a pipeline, for `scripted`."""

from __future__ import annotations

_PRELUDE = """
def stage(name, state, **more):
    say("stage", stage=name, state=state, note=more.get("note", ""), seconds=more.get("seconds", 0.0))
def subject(stage, name, state, done=1.0, note=""):
    say("subject", stage=stage, subject=name, state=state, done=done, note=note)
folder = sys.argv[sys.argv.index("-o") + 1]
for name in ("validate_data", "check_model", "decide_train"):
    stage(name, "running")
    stage(name, "done", note=name + " is done.", seconds=1.5)
stage("train_model", "skipped")
stage("skip_train", "done")
stage("inference", "running")
say("progress", stage="inference", done=1, total=2)
subject("inference", "sub-01", "done")
subject("inference", "sub-02", "running", 0.4, "Segmenting")
"""
ON_AND_ON = _PRELUDE + "wait()"
WITH_A_BAD_SUBJECT = (
    _PRELUDE
    + """
subject("inference", "sub-02", "failed", note="It cannot be read.")
stage("inference", "done", note="1 of 2 subjects have a result.")
stage("visualize_predictions", "running")
subject("visualize_predictions", "sub-01", "done")
stage("visualize_predictions", "done")
stage("generate_report", "done")
rows = [dict(id="sub-01", state="done", problem=""), dict(id="sub-02", state="failed", problem="It.")]
say("result", result=dict(report="r.json", page=folder + "/report.html", subjects=rows, problem=None))
sys.exit(1)
"""
)
BROKEN_OFF = _PRELUDE + "print('No space left')\nsys.exit(3)"
REFUSED = """
say("error", message="A pipeline is at work on this folder.", path=None, hint="Wait for it.")
sys.exit(1)
"""
