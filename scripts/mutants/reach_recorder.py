"""pytest plugin: notes which lines of what decides, and which conditions of templates, each test reaches.

Works in each process of xdist: `pytest -n 2 -p scripts.mutants.reach_recorder`, with the folder of the notes in
`EXTRANET_REACH`.
"""

import json
import os
import time
from collections import defaultdict
from pathlib import Path

import pytest
from coverage import Coverage
from django.template.defaulttags import IfNode

from scripts.command_steps import ROOT
from scripts.mutants.deciding import deciding_modules


class ReachRecorder:
    """`tests`: name of a test → its seconds and its conditions, file → lines. Lines of Python come from coverage."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.tests: dict[str, dict] = {}
        self.conditions: dict[str, set[int]] = defaultdict(set)
        self.failed = False
        self.coverage = Coverage(
            data_file=None, config_file=False, include=[str(ROOT / path) for path in deciding_modules(ROOT)]
        )
        # The other measuring core of Python 3.14 knows no context.
        self.coverage.set_option("run:core", "ctrace")

    def pytest_sessionstart(self) -> None:
        self.watch_conditions()
        self.coverage.start()

    def watch_conditions(self) -> None:
        render, conditions = IfNode.render, self.conditions

        def watched(node, context):
            conditions[node.origin.name].add(node.token.lineno)
            return render(node, context)

        IfNode.render = watched

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.conditions.clear()
        self.failed = False
        self.coverage.switch_context(item.nodeid)
        start = time.monotonic()
        outcome = yield
        seconds = time.monotonic() - start
        self.coverage.switch_context("")
        files = {relative(name): sorted(lines) for name, lines in self.conditions.items() if is_ours(name)}
        self.tests[item.nodeid] = {"failed": self.failed, "seconds": round(seconds, 3), "files": files}
        return outcome

    def pytest_runtest_logreport(self, report) -> None:
        self.failed = self.failed or report.failed

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        data = self.coverage.get_data()
        for name in data.measured_files():
            for line, tests in data.contexts_by_lineno(name).items():
                for test in tests:
                    if test in self.tests:
                        self.tests[test]["files"].setdefault(relative(name), []).append(line)
        (self.folder / f"{os.getpid()}.json").write_text(json.dumps(self.tests))


def is_ours(name: str) -> bool:
    """Whether the template is one of the project, as opposed to one of a library in `.venv`."""
    return Path(name).is_relative_to(ROOT) and not relative(name).startswith(".")


def relative(name: str) -> str:
    return str(Path(name).relative_to(ROOT))


def pytest_configure(config) -> None:
    # The process that only hands out the tests runs none.
    if hasattr(config, "workerinput") or not getattr(config.option, "numprocesses", None):
        config.pluginmanager.register(ReachRecorder(Path(os.environ["EXTRANET_REACH"])))
