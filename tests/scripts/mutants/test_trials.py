"""What follows when a child comes back: a killer is checked on intact code before it is believed."""

import os
from pathlib import Path

from scripts.mutants.mutant import Mutant
from scripts.mutants.trials import Trial, TrialOutcome, Workshop

MUTANT = Mutant(Path("b2i/made_up.py"), "f", (1,), "a", "b")


def workshop() -> tuple[Workshop, list[Trial]]:
    """A workshop, and the trials that it calls settled."""
    settled: list[Trial] = []
    return Workshop([], {}, settled.append, workers=2, most_tests=60, most_seconds=60), settled


def killed(by: str) -> Trial:
    return Trial(MUTANT, ["one", "two"], outcome=TrialOutcome.KILLED, killer=by)


def test_survivor_is_settled_at_once():
    place, settled = workshop()
    trial = Trial(MUTANT, ["one"])
    assert (place.settle(trial), settled) == ([], [trial])


def test_first_killer_is_tried_on_intact_code():
    place, settled = workshop()
    [check] = place.settle(killed("one"))
    assert (check.mutant, check.tests, settled) == (None, ["one"], [])


def test_killer_that_passes_on_intact_code_is_believed_from_then_on():
    place, settled = workshop()
    first, second = killed("one"), killed("one")
    [check] = place.settle(first)
    assert place.settle(check) == []
    assert place.settle(second) == []
    assert settled == [first, second]


def test_killer_that_fails_on_intact_code_is_banned_and_its_mutant_tried_again():
    place, settled = workshop()
    trial = killed("one")
    [check] = place.settle(trial)
    check.outcome = TrialOutcome.KILLED
    assert place.settle(check) == [trial]
    assert (place.banned, settled) == ({"one"}, [])


def test_folders_of_two_forks_are_told_apart(tmp_path):
    """A child that finds the folder of another fails each test, on intact code too: no mutant would be killed."""
    assert str(os.getpid()) in tmp_path.name.split("-")
