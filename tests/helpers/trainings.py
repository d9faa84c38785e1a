"""Scripts of workers that play a training, for `scripted`."""

from __future__ import annotations

TRAINS = """
folder = sys.argv[sys.argv.index("-o") + 1].removesuffix(".keras") + "-run"
def epoch(number, dice):
    say("progress", stage="Training", done=number * 10 - 5, total=40)
    scores = {f"held out T1+T2 {tissue}": dice for tissue in ("CSF", "GM", "WM")}
    content = dict(epoch=number, epochs=4, step=number * 10, steps=40, loss=1 / number, seconds=60.0 * number)
    say("epoch", **content, val_loss=1.2 / number, seconds_left=240 - 60 * number, scores=scores, best=True)
say("progress", stage="Reading subjects", done=0, total=4)
say("log", message="Starting from the weights of iseg-infant.")
epoch(1, 0.5)
epoch(2, 0.75)
"""

TO_THE_END = TRAINS + "epoch(3, 0.8)\nepoch(4, 0.9)\nsay('result', result={'model': 'x'})"
ON_AND_ON = TRAINS + "wait()"
KILLED = TRAINS + "os.kill(os.getpid(), signal.SIGKILL)"
UNTIL_STOPPED = (
    TRAINS
    + """
while not os.path.exists(os.path.join(folder, "stop")):
    time.sleep(0.02)
say("progress", stage="Scoring", done=0, total=1)
while not os.path.exists(os.path.join(folder, "seen")):
    time.sleep(0.02)
say("result", result={"model": "x"})
"""
)
# Ends the training, and then does the errands that follow it.
AND_REGISTERS = (
    """
if sys.argv[1] == "models":
    say("result", result={"version": "7"})
    sys.exit()
"""
    + TO_THE_END
)
