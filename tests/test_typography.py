"""French sentences of the code keep their punctuation with the word before it, and guillemets with what they hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import ROOT, at, complain, modules, tree

PLAIN_SPACE = re.compile(r"(?<=[\w»…)’}]) [:;?!»](?=[\s\"'.,]|$)|« (?=\S)")
# What terminals and operators read, which the web does not show; texts of fields, each of which would be a migration.
NOT_SHOWN = (
    "bench/",
    "scripts/",
    "search/engines/",
    "extranet/settings/",
    "conftest.py",
    "extranet/public/pages/rgaa_report.py",
)
FOLDERS_NOT_SHOWN = {"management", "migrations", "models"}


def is_shown(path: Path) -> bool:
    place = path.relative_to(ROOT)
    is_model = place.name == "models.py" or not FOLDERS_NOT_SHOWN.isdisjoint(place.parts)
    return not is_model and not str(place).startswith(NOT_SHOWN)


def sentences(path: Path) -> Iterator[ast.Constant]:
    """Yield the texts of a module, docstrings apart."""
    module = tree(path)
    alone = {node.value for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in alone:
            yield node


def test_punctuation_never_begins_a_line():
    paths = list(filter(is_shown, modules(with_tests=False)))
    found = [
        f"{at(path, text)} {text.value[:70]!r}"
        for path in paths
        for text in sentences(path)
        if PLAIN_SPACE.search(text.value)
    ]

    assert len(paths) > 500
    complain(found, "Write \\u00a0 instead of the space, so that a narrow screen does not begin a line with « ? »:")
