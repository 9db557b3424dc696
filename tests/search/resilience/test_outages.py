"""The engine fails while the site writes: writing works, searches are answered, missed changes are indexed later."""

import time

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from search.engines.choice import get_engine
from search.index.outbox import OutboxEntry
from search.index.services import drain_outbox, lag, rebuild_index
from search.index.tasks import drain
from tests.factories.forums import ForumFactory
from tests.factories.jobs import JobStatusFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.search.resilience.outages import Damaged, Locked, Outage, Removed, Unreadable
from tests.search.resilience.truth import WORD, differences

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30  # seconds


@pytest.fixture(params=[Removed, Damaged, Unreadable, Locked])
def outage(request) -> Outage:
    """Each outage in turn, not begun yet; the index holds the earlier objects."""
    rebuild_index()
    outage = request.param()
    yield outage
    outage.end()


def work() -> None:
    """Run the worker until no job is ready."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)


def page_ids(client) -> tuple[set[str], bool]:
    """Ids on the page of results, and whether the page warns that it searched titles only."""
    response = client.get("/recherche/", {"q": WORD})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    ids = {f"{result['data-kind']}:{result['data-key']}" for result in page.select("[data-key]")}
    return ids, "momentanément indisponible" in page.select_one("main").get_text()


def test_nothing_is_lost_and_no_page_fails(outage, client_of, client):
    member = client_of(PositionFactory(coordinator=True).member)
    forum = ForumFactory(slug="reseau")
    JobStatusFactory()  # the health page wants a recent tick
    renamed_epm, deleted_epm = EPMFactory(name=f"Avant {WORD}"), EPMFactory(name=f"Perdu {WORD}")
    drain_outbox()

    outage.begin()
    renamed_epm.name = f"Après {WORD}"
    renamed_epm.save()
    deleted_epm.delete()
    new_epm = EPMFactory(name=f"Nouveau {WORD}")
    question = {"title": f"Question sur {WORD}", "body": "Qui sait ?", "tags": ""}
    assert member.post("/forums/reseau/nouveau/", question).status_code == 302
    # An index that still answers shows no deleted object; recent changes have to wait.
    current_ids = {f"epm:{renamed_epm.pk}", f"epm:{new_epm.pk}"}
    assert page_ids(client) == ({f"epm:{renamed_epm.pk}"} if outage.answers else current_ids, not outage.answers)
    assert client.get("/recherche/suggestions/", {"q": WORD}).status_code == 200
    assert client.get("/sante/").status_code == (200 if outage.answers else 503)

    work()
    if not outage.heals:
        assert list(DBTaskResult.objects.failed().filter(task_path=drain.module_path)) == []
        assert lag().pending == OutboxEntry.objects.count() > 0
        outage.end()
        drain_without_changes()
    assert (differences(), lag().pending) == ({}, 0)
    assert page_ids(client) == (current_ids, False)
    assert page_ids(member) == (current_ids | {f"topic:{forum.topics.get().pk}"}, False)


def drain_without_changes() -> None:
    """Run the worker without any change or request."""
    deadline = time.monotonic() + PATIENCE
    while lag().pending:
        assert time.monotonic() < deadline
        work()
        time.sleep(0.1)


def test_outage_that_ends_keeps_the_same_index(outage):
    """Nothing is rebuilt without need: missing changes are drained."""
    EPMFactory(name=f"Avant {WORD}")
    drain_outbox()
    live = get_engine().ensure()
    outage.begin()
    EPMFactory(name=f"Après {WORD}")
    work()
    outage.end()
    drain_without_changes()
    assert (get_engine().ensure() == live) is not outage.heals
