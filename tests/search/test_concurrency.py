"""A writing process and two readers, like a worker and web processes."""

import pytest

from bench.corpus import documents
from search.engines.embedded import EmbeddedEngine
from tests.search.side_by_side import DELAY, holds, run


def test_readers_find_every_change_while_another_process_commits(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(documents(range(200)), version=1)
    outcome = run(tmp_path, 3, version=1)
    assert (outcome.errors, outcome.missed) == ([], [])
    assert outcome.changes > 0
    assert all(reader.checked >= outcome.changes for reader in outcome.readers)
    assert all(reader.asked for reader in outcome.readers)


@pytest.mark.parametrize(
    ("number", "from_change", "to_change"),
    [
        pytest.param(1, 1, DELAY, id="written, then rewritten"),
        pytest.param(3, 3, DELAY + 2, id="written, then deleted"),
        pytest.param(14, 14, 1_000, id="rewrites another"),
    ],
)
def test_word_of_a_change_is_found_as_long_as_its_document_has_it(number, from_change, to_change):
    assert [last for last in range(1_001) if holds(number, last)] == list(range(from_change, to_change + 1))


def test_deletion_adds_no_word():
    assert not any(holds(16, last) for last in range(100))
