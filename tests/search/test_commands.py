"""Commands of the operator: rebuild the index, see and repair the difference."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from search import services
from search.engines import get_engine
from search.models import IndexState
from search.registry import source
from search.sync import sync_paused
from tests.factories.reseau import EPMFactory
from tests.factories.search import DocumentFactory, OutboxEntryFactory

PLACES = source("epm").label_plural


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(name: str, *arguments: str, out: StringIO | None = None) -> str:
    out = out or StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(services, "BATCH_SIZE", 1)


def test_rebuild_tells_every_tenth(db):
    EPMFactory.create_batch(20)
    *steps, end = run("rebuild_index").splitlines()
    assert steps == [f"{percent}\u00a0% ({max(percent // 5, 1)}/20)" for percent in range(0, 101, 10)]
    assert end.startswith("20 documents indexés en ")


def test_rebuild_draws_a_bar_on_a_terminal(db):
    EPMFactory.create_batch(2)
    output = run("rebuild_index", out=Terminal())
    assert output.startswith(
        f"\r{'█' * 20}{'░' * 20}  50\u00a0% 1/2\r{'█' * 40} 100\u00a0% 2/2\n2 documents indexés en "
    )


def test_rebuild_of_nothing_makes_an_empty_index(db):
    assert run("rebuild_index").startswith("0 documents indexés")
    assert get_engine().count() == 0


def test_rebuild_under_way_is_not_disturbed_unless_forced(db):
    IndexState.objects.create(pk=1, rebuild_id="other", rebuild_beat=timezone.now())
    with pytest.raises(CommandError, match="déjà en cours"):
        run("rebuild_index")
    assert run("rebuild_index", "--force").startswith("0 documents indexés")


def test_status_shows_both_sides(index):
    with sync_paused():
        EPMFactory()
    OutboxEntryFactory()
    index.index([DocumentFactory(kind="gone", key="1")], version=1)
    lines = [line.split() for line in run("search_status").splitlines()]
    assert lines[0][-1] == index.ensure()
    assert lines[1][:4] == ["Changements", "en", "attente", ":"]
    assert lines[1][4] == "1,"
    assert [line for line in lines if line[0] in (PLACES, "gone")] == [
        [PLACES, "1", "0", "-1"],
        ["gone", "0", "1", "+1"],
    ]


def test_status_repairs(index):
    with sync_paused():
        EPMFactory()
    lines = [line.split() for line in run("search_status", "--repair").splitlines()]
    assert lines[0] == ["1", "écarts", "traités."]
    assert [PLACES, "1", "1", "+0"] in lines


def test_status_without_index_says_so(db):
    with pytest.raises(CommandError, match="indisponible"):
        run("search_status")
