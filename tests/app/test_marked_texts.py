"""No text that users see goes past the translations: every literal of `app` that reads like one is marked.

What reads like a text: two words, or one that begins with a capital letter. What is none of it, or is
for others than the user, is told below, with the reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from app.core_words import STAGES

ROOT = Path(__file__).parents[2] / "app"
CORE = ROOT.parent / "isegcore"
MARKS = {"tr", "QT_TRANSLATE_NOOP"}
TECHNICAL = {  # calls whose words are for the machine
    *("setObjectName", "setProperty", "setStyleSheet", "findChild", "property"),
    *("value", "setValue", "remember", "last", "_last", "startswith", "endswith", "removesuffix"),
    *("cast", "TypeVar", "compile", "match", "strftime", "getattr", "normalize"),
    *("Path", "with_name", "shipped_path", "QKeySequence", "QColor", "QSettings", "themed_icon"),
    *("ValueError", "TypeError"),  # mistakes of the program
    *("debug", "info", "warning", "error", "ArgumentParser", "add_argument", "save", "setStyle"),
    *("update", "held_out"),  # stages, of which `app.core_words` has those that are shown; an option
}
# Which argument names a dialog.
NAMED = {"_agrees": 0, "_dialog": 0, "_ask_file": 0, "ask": 1, "_ask_existing_folder": 0}
KEYS = r"(?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z]|F?\d+|\{\}|Esc|Home|Return|PgUp|PgDown|Del(?:ete)?|\W)"
UNITS_AND_MARKUP = r"<[^>]*>|\{[^}]*\}|iSeg Desktop|[\W\d_]|\b(?:mm|ml|min|h|s|MB|UTC|vox)\b"
STYLE = r"color: |padding: |\bhighp |style='|^(?:[0-9a-f]{6} ?)+$"  # sheets, shaders, colours
ALIKE = {  # the same in every language: names of formats, measures, products
    *("Dice", "HD95", "SHA-256", "CSF", "GM", "WM", "T1", "T2", "CPU", "GPU"),
    *("STL", "OBJ", "GIFTI", "PNG", "PDF", "CSV", "TSV"),
    *("MLflow", "iSeg Desktop", "Dice {}", "Dice, {}", "PNG (*.png)", "PNG (*.png);;PDF (*.pdf)"),
    *("English", "Français", "Fusion"),
}
OTHERS = {  # not for the window's user
    "main.py": {  # the command line is English
        "iseg-desktop: There is no display to open a window on. Without one, use the command iseg.\n",
        *("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"),
    },
    "language.py": {"As the desktop"},  # marked in app.settings, whose theme has the same choice
    "session/session.py": {"Reviewed", "Flagged", "LAS"},  # `Verdict`: marked as `Status`
    "session/export_choice.py": {"LABELS"},  # written into the settings
    "session/training_run.py": {"Training"},  # the worker's stage, marked in app.core_words
    "actions/studies.py": {"read only", "take over", "Loaded", "Saved"},  # values that nobody is shown
    "dialogs/crash.py": {"iSeg Desktop {}, Python {}, PySide6 {}, {}"},  # the report is English
    "dialogs/train_recipe_box.py": {"own recipe"},  # a value
    "dialogs/documents.py": {"docs/README.md"},
    "jobs/child.py": {"TF_CPP_MIN_LOG_LEVEL", "PYTHONIOENCODING"},
    "jobs/journal.py": {"Working"},  # the log is English
    "panels/banner.py": {"LAS", "RAS", "LPS", "RPS", "LSA", "RSA", "ASL", "PSL", "LR", "PA", "IS"},
    "panels/readout_bar.py": {"Background 100 %"},  # only measured
    "panels/runs_table.py": {"val_dice_CSF", "val_dice_GM", "val_dice_WM"},  # MLflow's names
    "window/help_desk.py": {"MLFLOW_TRACKING_URI"},
}


def test_every_text_is_marked_to_be_translated() -> None:
    missed = [found for path in sorted(ROOT.rglob("*.py")) for found in unmarked(path)]
    assert missed == [], "wrap them in tr(...), or mark them with QT_TRANSLATE_NOOP and tr() where shown"


def test_no_mark_is_where_the_translators_tool_does_not_see_it() -> None:
    """The tool reads literals, not what is put into an f-string or built."""
    missed = []
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node) in MARKS and node.args:
                text = node.args[-1]
                nested = isinstance(text, ast.Call) and _name(text) in MARKS
                if nested or isinstance(text, ast.JoinedStr | ast.BinOp):
                    missed.append(f"{path.name}:{node.lineno}")
            if isinstance(node, ast.FormattedValue):
                inner = [
                    call for call in ast.walk(node) if isinstance(call, ast.Call) and _name(call) in MARKS
                ]
                missed += [f"{path.name}:{c.lineno}" for c in inner if isinstance(c.args[-1], ast.Constant)]
    assert missed == []


def unmarked(path: Path) -> Iterator[str]:
    """Yield the literals of a file that read like texts and are not marked."""
    relative = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if text is None or not _reads_like_text(text) or text in OTHERS.get(relative, ()):
            continue
        if not isinstance(parents.get(node), ast.JoinedStr | ast.Expr) and not _is_exempt(node, parents):
            yield f"{relative}:{getattr(node, 'lineno', 0)}: {text}"


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _reads_like_text(text: str) -> bool:
    if text in ALIKE or re.fullmatch(KEYS, text) or re.search(STYLE, text):
        return False
    bare = re.sub(UNITS_AND_MARKUP, " ", text)
    words = re.findall(r"[^\W\d_]{2,}", bare)
    capital = bool(re.match(r"[A-ZÀ-Ý]", text)) and bool(words)
    return capital or (len(words) > 1 and " " in text.strip())


def _is_exempt(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    below, at = node, parents.get(node)
    while at is not None and not isinstance(at, ast.FunctionDef | ast.ClassDef):
        if isinstance(at, ast.Call):
            name = _name(at)
            if name in MARKS or name in TECHNICAL or (name == "Job" and _is_quiet(at)):
                return True
            if name in NAMED and NAMED[name] < len(at.args) and at.args[NAMED[name]] is below:
                return True
        if isinstance(at, ast.Subscript) and below is at.slice:
            return True
        if isinstance(at, ast.AnnAssign) and below is at.annotation:
            return True
        below, at = at, parents.get(at)
    return isinstance(at, ast.FunctionDef) and below in (at.returns, *ast.walk(at.args))


def _is_quiet(job: ast.Call) -> bool:
    """Return whether the user is not told of a job: its title is for the log alone."""
    return any(keyword.arg == "quiet" for keyword in job.keywords)


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_the_stages_of_the_core_are_marked() -> None:
    """What the core reports of its progress is shown in a bar; `app.core_words` marks it."""
    marked = {*STAGES, *_marked_in_app()}
    told = {stage for path in sorted(CORE.rglob("*.py")) for stage in _stages(path)}
    patterns = {stage: re.compile(re.escape(stage).replace(r"\{\}", ".+")) for stage in told if stage}
    assert len(patterns) > 20
    assert sorted(s for s, pattern in patterns.items() if not any(map(pattern.fullmatch, marked))) == []


def _stages(path: Path) -> Iterator[str]:
    """Yield the stages that a file of the core names, but not what only the command line says."""
    if "cli" in path.parts:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        values: list[ast.expr] = []
        if isinstance(node, ast.Call):
            values = [keyword.value for keyword in node.keywords if keyword.arg == "stage"]
            values += (
                node.args[: 2 if _name(node) == "span" else 1] if _name(node) in ("span", "update") else []
            )
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").lower() in (
            "stage",
            "_stage",
        ):
            values = [node.value]
        yield from (text for value in values if (text := _text(value)))


def _marked_in_app() -> Iterator[str]:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in MARKS and node.args:
                yield _text(node.args[-1]) or ""
