"""`str()` of the models of the index."""

from search.index.outbox import IndexState
from tests.factories.search import OutboxEntryFactory


def test_str_of_each_model():
    assert str(OutboxEntryFactory.build(kind="epm", key="7")) == "epm 7"
    assert str(IndexState(version=12)) == "version 12"
