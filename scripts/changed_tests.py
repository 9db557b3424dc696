"""`make test ARGS=--changed`: the tests of the folders that differ from the merge base, and the rules of the house."""

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from scripts.command_steps import ROOT

# Rules of the house, read in the source: those of `make quality`.
RULES = tuple(
    f"tests/test_{name}.py"
    for name in (
        *("architecture", "layout", "templates", "stylesheets"),
        *("scripts", "addresses", "typography", "refusals"),
    )
)
BASE = "origin/main"


def changed_tests(failed_last: Iterable[str], root: Path = ROOT) -> list[str]:
    """Return what pytest should run: the files of the tests in `failed_last`, those of the change, the rules."""
    first = [name.partition("::")[0] for name in failed_last]
    found = [target for path in changed_paths(root) if (target := target_of(path, root))]
    files = [target for target in dict.fromkeys([*first, *found, *RULES]) if (root / target).exists()]
    folders = {PurePosixPath(target) for target in files if (root / target).is_dir()}
    # A folder holds its own: pytest would collect them twice.
    return [target for target in files if folders.isdisjoint(PurePosixPath(target).parents)]


def changed_paths(root: Path = ROOT) -> list[str]:
    """Return the paths that differ from the merge base with `BASE`, or from the last commit where there is none."""
    base = git(root, "merge-base", "HEAD", BASE) or ["HEAD"]
    return git(root, "diff", "--name-only", "--no-renames", base[0]) + git(
        root, "ls-files", "--others", "--exclude-standard"
    )


def target_of(path: str, root: Path = ROOT) -> str:
    """Return the test module itself, or the nearest folder of tests of a concept; an empty string if there is none."""
    parts = PurePosixPath(path)
    if parts.parts[0] == "tests":
        return path if parts.name.startswith("test_") else folder_of_tests(parts.parent, root)
    if parts.parts[0] == "templates":
        parts = parts.relative_to("templates")
    return folder_of_tests(PurePosixPath("tests") / parts.parent, root)


def folder_of_tests(folder: PurePosixPath, root: Path) -> str:
    """Return `folder` or the nearest one above that exists, below `tests`."""
    while len(folder.parts) > 1:
        if (root / folder).is_dir():
            return str(folder)
        folder = folder.parent
    return ""


def git(root: Path, *arguments: str) -> list[str]:
    command = ["git", *arguments]
    outcome = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return outcome.stdout.splitlines() if outcome.returncode == 0 else []
