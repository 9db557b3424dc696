"""A warm process that tries mutants: it collects the tests once, then forks for each mutant.

The child breaks its own copy of the code and runs the chosen tests until one fails; nothing is imported, collected or
migrated again. Two children work at once.
"""

import gc
import json
import os
import resource
import signal
import tempfile
import time
import traceback
import warnings
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from pathlib import Path

from django.template.loader import get_template

from scripts.command_steps import ROOT
from scripts.mutants.code_swap import LiveFunctions, NotSwappableError, live_functions, swap_module, swap_template
from scripts.mutants.mutant import Mutant

# A test that takes so much longer than on intact code runs in circles.
SLOWER, AT_LEAST = 20, 30
# A mutant that fills the memory must not take that of the machine.
MEMORY = 8 * 1024**3


class TrialOutcome(Enum):
    KILLED = "killed"
    TIMEOUT = "timeout"
    SURVIVED = "survived"
    NOT_APPLICABLE = "not applicable"
    BROKEN = "broken"


@dataclass
class Trial:
    """One mutant (None: intact code) and the tests that reach it; then what came out.

    `killer`: the test that failed. `tried`: number of tests that ran.
    """

    mutant: Mutant | None
    tests: Sequence[str]
    outcome: TrialOutcome = TrialOutcome.SURVIVED
    killer: str = ""
    tried: int = 0

    @property
    def is_noticed(self) -> bool:
        return self.outcome in {TrialOutcome.KILLED, TrialOutcome.TIMEOUT}

    @property
    def was_cut_short(self) -> bool:
        """Whether a limit ended the trial before all tests had their chance."""
        return self.outcome is TrialOutcome.SURVIVED and self.tried < len(self.tests)

    @property
    def effort(self) -> str:
        """« 12 tests »."""
        if not self.tests:
            return "aucun test ne l’atteint"
        return f"{self.tried} tests sur {len(self.tests)}" if self.was_cut_short else f"{self.tried} tests"


@dataclass
class Workshop:
    """pytest plugin that runs `trials` in place of the tests. `progress` hears of each settled trial.

    A test that fails on intact code in a child proves nothing: it is banned, and its mutant tried again without it.
    """

    trials: Sequence[Trial]
    seconds: Mapping[str, float]
    progress: Callable[[Trial], None]
    workers: int
    most_tests: int
    most_seconds: float
    items: dict = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    banned: set[str] = field(default_factory=set)
    suspects: dict[int, Trial] = field(default_factory=dict)

    def pytest_runtestloop(self, session) -> bool:
        session.config.pluginmanager.unregister(name="terminalreporter")
        self.items = {item.nodeid: item for item in session.items}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.warm_up(session)
            functions = live_functions(ROOT)
            gc.collect()
            gc.freeze()
            self.try_all(functions)
        return True

    def warm_up(self, session) -> None:
        """Load what the children share: modules, templates, a test database with its foundation."""
        for trial in self.trials:
            if not trial.mutant.is_template:
                import_module(".".join(trial.mutant.path.with_suffix("").parts))
        for path in (ROOT / "templates").rglob("*.html"):
            get_template(str(path.relative_to(ROOT / "templates")))
        with_rows = (
            item for item in session.items if "db" in item.fixturenames or item.get_closest_marker("django_db")
        )
        first = next(with_rows, session.items[0])
        first.ihook.pytest_runtest_protocol(item=first, nextitem=session.items[-1])
        gc.unfreeze()

    def try_all(self, functions: LiveFunctions) -> None:
        waiting = deque(self.trials)
        running: dict[int, Trial] = {}
        with tempfile.TemporaryDirectory(prefix="extranet-mutants-") as folder:
            while waiting or running:
                while waiting and len(running) < self.workers:
                    trial = waiting.popleft()
                    running[self.fork(trial, Path(folder), functions)] = trial
                pid, status = os.wait()
                if pid in running:
                    trial = running.pop(pid)
                    read_note(trial, Path(folder) / str(pid), status)
                    waiting.extendleft(self.settle(trial))

    def settle(self, trial: Trial) -> list[Trial]:
        """Take note of a trial that ended; return what must follow: a check of its killer, another attempt."""
        if trial.mutant is None:
            suspect = self.suspects.pop(id(trial))
            if trial.outcome is not TrialOutcome.SURVIVED:
                self.banned.add(suspect.killer)
                return [suspect]
            self.sound.add(suspect.killer)
            trial = suspect
        elif trial.outcome is TrialOutcome.KILLED and trial.killer not in self.sound:
            check = Trial(None, [trial.killer])
            self.suspects[id(check)] = trial
            return [check]
        self.progress(trial)
        return []

    def fork(self, trial: Trial, folder: Path, functions: LiveFunctions) -> int:
        """Start a child, which leaves a note in `folder` under its number; return that number."""
        pid = os.fork()
        if pid == 0:
            note = folder / str(os.getpid())
            try:
                self.work(trial, note, functions)
            except BaseException:
                write_note(note, TrialOutcome.BROKEN, traceback.format_exc())
            finally:
                # Nothing of the parent may be tidied up by the child.
                os._exit(0)
        return pid

    def work(self, trial: Trial, note: Path, functions: LiveFunctions) -> None:
        """In the child: break the code, run the tests until one fails, write what came out."""
        silence()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            break_code(trial.mutant, functions)
        except (NotSwappableError, SyntaxError):
            write_note(note, TrialOutcome.NOT_APPLICABLE)
            return
        tests = self.chosen(trial)
        start, tried, listener = time.monotonic(), 0, FailureListener()
        for test, following in zip(tests, [*tests[1:], None], strict=False):
            if time.monotonic() - start > self.most_seconds:
                break
            signal.alarm(max(AT_LEAST, int(SLOWER * self.seconds[test.nodeid])))
            tried += 1
            if not listener.passes(test, following):
                write_note(note, TrialOutcome.KILLED, test.nodeid, tried)
                return
        write_note(note, TrialOutcome.SURVIVED, "", tried)

    def chosen(self, trial: Trial) -> list:
        """Return the tests to run; those with real transactions last, since they empty the database."""
        known = [self.items[name] for name in trial.tests if name in self.items and name not in self.banned]
        return sorted(known[: self.most_tests], key=is_transactional)


class FailureListener:
    """pytest plugin of a child: runs single tests and hears whether they fail."""

    def __init__(self):
        self.failed = False

    def pytest_runtest_logreport(self, report) -> None:
        self.failed = self.failed or report.failed

    def passes(self, item, following) -> bool:
        """Run one test. `following`: the next one, for which wide fixtures are kept."""
        if not item.config.pluginmanager.is_registered(self):
            item.config.pluginmanager.register(self)
        # Leave the fixtures of the test by which the process was warmed.
        item.session._setupstate.teardown_exact(item)
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        return not self.failed


def silence() -> None:
    """Let what tests print vanish."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def break_code(mutant: Mutant | None, functions: LiveFunctions) -> None:
    if mutant is None:
        return
    if mutant.is_template:
        swap_template(ROOT / mutant.path, mutant.after)
    else:
        swap_module(ROOT / mutant.path, mutant.before, mutant.after, functions)


def write_note(note: Path, outcome: TrialOutcome, killer: str = "", tried: int = 0) -> None:
    note.write_text(json.dumps([outcome.value, killer, tried]))


def read_note(trial: Trial, note: Path, status: int) -> None:
    """Fill in the trial from what its child wrote. A child without a note was stopped by its alarm."""
    if os.WIFSIGNALED(status):
        trial.outcome = TrialOutcome.TIMEOUT
        return
    outcome, trial.killer, trial.tried = json.loads(note.read_text())
    trial.outcome = TrialOutcome(outcome)
    if trial.outcome is TrialOutcome.BROKEN:
        raise RuntimeError(f"{trial.mutant and trial.mutant.title}: {trial.killer}")


def is_transactional(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))
