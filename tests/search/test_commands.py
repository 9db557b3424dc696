"""Commands of the operator: rebuild the index, show and repair the differences."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from search.engines.choice import get_engine
from search.index import source_rows
from search.index.outbox import IndexState
from search.index.rebuilding import Rebuild
from search.index.sync import sync_paused
from search.sources.registry import source
from tests.factories.reseau import EPMFactory
from tests.factories.search import DocumentFactory, OutboxEntryFactory

pytestmark = pytest.mark.usefixtures("without_frameworks")

PLACES = source("epm").label_plural


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(name: str, *arguments: str, output: StringIO | None = None) -> str:
    output = output or StringIO()
    call_command(name, *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(source_rows, "BATCH_SIZE", 1)


def test_rebuild_prints_every_tenth(db):
    EPMFactory.create_batch(20)
    *steps, end = run("rebuild_index").splitlines()
    assert steps == [f"{percent}\u00a0% ({max(percent // 5, 1)}/20)" for percent in range(0, 101, 10)]
    assert end.startswith("20 documents indexés en ")


def test_rebuild_draws_a_bar_on_a_terminal(db):
    EPMFactory.create_batch(2)
    output = run("rebuild_index", output=Terminal())
    assert output.startswith(
        f"\r{'█' * 20}{'░' * 20}  50\u00a0% 1/2\r{'█' * 40} 100\u00a0% 2/2\n2 documents indexés en "
    )


def test_rebuild_of_nothing_makes_an_empty_index(db):
    assert run("rebuild_index").startswith("0 documents indexés")
    assert get_engine().count() == 0


def test_running_rebuild_is_not_disturbed_unless_forced(db):
    IndexState.objects.create(pk=1, rebuild_id="other", rebuild_beat=timezone.now())
    with pytest.raises(CommandError, match="déjà en cours"):
        run("rebuild_index")
    assert run("rebuild_index", "--force").startswith("0 documents indexés")


def test_index_that_is_there_is_not_made_again(index):
    assert run("rebuild_index", "--missing") == ""


def test_missing_index_is_made(db, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    assert run("rebuild_index", "--missing").startswith("0 documents indexés")


def test_cluster_that_does_not_answer_may_have_its_index(db, settings, capsys):
    settings.SEARCH_URL = "opensearch://127.0.0.1:1"
    assert run("rebuild_index", "--missing") == ""
    assert capsys.readouterr().err.startswith("Index non vérifié")


def lines_of_status(*arguments: str) -> list[str]:
    return run("search_status", *arguments).splitlines()


def counts(lines: list[str], *labels: str) -> list[list[str]]:
    return [line.split() for line in lines if line.startswith(labels)]


def test_status_shows_both_sides(index):
    with sync_paused():
        EPMFactory()
    index.index([DocumentFactory(kind="gone", key="1")], version=1)
    lines = lines_of_status()
    assert lines[:2] == [f"Index en service\u00a0: {index.ensure()}", "Changements en attente\u00a0: 0"]
    assert counts(lines, PLACES, "gone") == [[PLACES, "1", "0", "-1"], ["gone", "0", "1", "+1"]]


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=30), "moins d’une minute"),
        (timedelta(minutes=1), "1\u00a0minute"),
        (timedelta(hours=2, minutes=5), "2\u00a0heures, 5\u00a0minutes"),
    ],
)
def test_status_shows_the_age_of_the_oldest_change(index, age, words):
    OutboxEntryFactory(created=timezone.now() - age)
    OutboxEntryFactory()
    assert lines_of_status()[1] == f"Changements en attente\u00a0: 2, le plus ancien depuis {words}"


def test_status_names_what_fails(index):
    for number in range(11):
        entry = OutboxEntryFactory(key=str(number))
        entry.postpone("ValueError: no such field")
        entry.save()
    OutboxEntryFactory()
    lines = lines_of_status()
    assert lines[2:4] == [
        "Dont en échec, et retentés plus tard\u00a0: 11",
        "  epm 0, essai n°\u00a01\u00a0: ValueError: no such field",
    ]
    assert lines[13] == "  … et 1 autres"


def test_status_shows_a_running_rebuild(index):
    Rebuild()
    assert lines_of_status()[1] == "Une reconstruction est en cours."


def test_status_repairs(index):
    with sync_paused():
        EPMFactory()
    lines = lines_of_status("--repair")
    assert lines[0] == "1 écarts réparés, 1 documents relus."
    assert counts(lines, PLACES) == [[PLACES, "1", "1", "+0"]]


def test_status_without_index_still_shows_pending_changes(db):
    OutboxEntryFactory()
    output = StringIO()
    with pytest.raises(CommandError, match="indisponible"):
        run("search_status", output=output)
    assert output.getvalue().splitlines() == [
        "Index en service\u00a0: aucun",
        "Changements en attente\u00a0: 1, le plus ancien depuis moins d’une minute",
    ]


def test_repair_without_index_makes_one(epm):
    assert counts(lines_of_status("--repair"), PLACES) == [[PLACES, "1", "1", "+0"]]
