"""Accepted equivalents, read back from a document."""

from pathlib import Path

import pytest

from scripts.mutants.equivalents import entry, read_equivalents
from scripts.mutants.measure import is_accepted, verdict
from scripts.mutants.mutant import Mutant
from scripts.mutants.report import BEGIN, END, Report, write_report
from scripts.mutants.trials import Trial, TrialOutcome
from scripts.refusal import RefusalError

BEFORE = "def f(x):\n    return x > 1\n"


def mutant(after: str = BEFORE.replace(">", ">="), scope: str = "f", before: str = BEFORE) -> Mutant:
    return Mutant(Path("b2i/made_up.py"), scope, (2,), before, after)


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "mutants.md"
    other = mutant(BEFORE.replace("1", "2"))
    entries = [entry(mutant(), "Nobody is one."), entry(other, "Two lines\nof reason.")]
    path.write_text("\n".join(["# Mutants", BEGIN, "old", END, "## Equivalents", *entries]))
    return path


def test_entries_are_read_back_with_their_reasons(document):
    assert [found.reason for found in read_equivalents(document)] == ["Nobody is one.", "Two lines\nof reason."]


def test_entry_without_a_reason_accepts_nothing(tmp_path):
    path = tmp_path / "mutants.md"
    path.write_text(entry(mutant(), "") + "\n## Next\n")
    assert read_equivalents(path) == []


def test_document_that_does_not_exist_accepts_nothing(tmp_path):
    assert read_equivalents(tmp_path / "mutants.md") == []


def test_accepted_change_is_known_where_its_lines_moved(document):
    accepted = read_equivalents(document)
    moved = mutant(before=f"import os\n\n{BEFORE}", after=f"import os\n\n{BEFORE.replace('>', '>=')}")
    assert is_accepted(mutant(), accepted)
    assert is_accepted(moved, accepted)


def test_other_change_or_other_function_is_not_accepted(document):
    accepted = read_equivalents(document)
    assert not is_accepted(mutant(BEFORE.replace(">", "<")), accepted)
    assert not is_accepted(mutant(scope="g"), accepted)


def report(killed: int, survived: int, equivalent: int = 0) -> Report:
    trials = [Trial(mutant(), ["a", "b"], outcome=TrialOutcome.KILLED) for _ in range(killed)]
    trials += [Trial(mutant(), ["a", "b"], outcome=TrialOutcome.SURVIVED, tried=1) for _ in range(survived)]
    return Report(7, trials, [mutant() for _ in range(equivalent)], 60)


def test_nineteen_of_twenty_are_enough():
    verdict(report(19, 1, equivalent=1))


@pytest.mark.parametrize("counts", [(18, 2, 0), (18, 0, 2)])
def test_too_many_survivors_or_equivalents_are_refused(counts):
    with pytest.raises(RefusalError):
        verdict(report(*counts))


def test_timeout_counts_as_noticed_and_an_unused_function_not_at_all():
    trials = [Trial(mutant(), [], outcome=outcome) for outcome in (TrialOutcome.TIMEOUT, TrialOutcome.NOT_APPLICABLE)]
    found = Report(7, trials, [], 60)
    assert (len(found.tried), found.killed_share) == (1, 1)


def test_written_result_leaves_what_is_written_by_hand(document):
    write_report(document, report(3, 1))
    text = document.read_text()
    assert "\nold\n" not in text
    assert "| **all** | 4 | 3 | **75.0%** |" in text
    assert [found.reason for found in read_equivalents(document)] == ["Nobody is one.", "Two lines\nof reason."]
