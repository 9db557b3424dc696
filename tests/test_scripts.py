"""House rules that a machine can check in page scripts: size, first comment, exports, unused files."""

import re
from pathlib import Path

from tests.test_architecture import ROOT, app_modules, at, complain, tracked

SCRIPTS = ROOT / "static" / "js"
LINES = 300
MODULE_COMMENT = re.compile(r"/\*\*\n( \*[^\n]*\n)+? \* @module\n \*/\n")
EXPORT = re.compile(r"(?P<comment>/\*\*(?:(?!\*/).)*\*/\n)?export (?P<what>[^\n]*)", re.DOTALL)
PARAMETERS = re.compile(r"\(([^)]*)\)")


def scripts() -> list[Path]:
    return [path for path in tracked() if path.is_relative_to(SCRIPTS) and path.suffix == ".js"]


def fault_of_export(comment: str, what: str) -> str:
    """Return the missing part of an export's JSDoc, empty if it is complete: purpose, parameters, return value."""
    if not re.search(r"\*\* ?\w|\n \* [A-Z]", comment):
        return "no purpose"
    is_function = re.match(r"(async )?function|const \w+ = (async )?\(", what)
    if not is_function:
        return ""
    if PARAMETERS.search(what)[1].strip() and "@param" not in comment:
        return "no @param"
    return "" if "@returns" in comment else "no @returns"


def test_scripts_are_short():
    long = [f"{at(path)}: {lines} lines" for path in scripts() if (lines := len(path.read_text().splitlines())) > LINES]
    complain(long, f"Split these scripts by concept ({LINES} lines at most):")


def test_scripts_begin_with_a_comment():
    silent = [at(path) for path in scripts() if not MODULE_COMMENT.match(path.read_text(encoding="utf-8"))]
    complain(silent, "Begin these scripts with a JSDoc comment that says what they are and ends with @module:")


def test_exports_are_documented():
    faults = [
        f"{at(path)}:{text.count(chr(10), 0, match.start('what')) + 1}: {fault}"
        for path in scripts()
        for text in [path.read_text(encoding="utf-8")]
        for match in EXPORT.finditer(text)
        if not re.match(r"const [A-Z_]+ = ", match["what"])
        if (fault := fault_of_export(match["comment"] or "", match["what"]))
    ]
    complain(faults, "Say in JSDoc what these exports do, take and return:")


def test_no_script_is_unused():
    users = [path for path in tracked() if path.suffix in {".html", ".js"} and not path.is_relative_to(ROOT / "tests")]
    texts = {path: path.read_text(encoding="utf-8") for path in [*users, *app_modules()]}
    # A template or a view names it in quotes, or another script imports it.
    named = {name for text in texts.values() for name in re.findall(r"""["'/]([\w-]+\.js)["']""", text)}
    complain([at(path) for path in scripts() if path.name not in named], "No page loads these scripts:")
