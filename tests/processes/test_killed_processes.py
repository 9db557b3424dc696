"""Killed in the middle of their writes: what a page said was saved is there, the rest is whole or absent."""

import json
import random
import secrets
import shutil
import threading

import pytest

from tests.processes.live_site import LiveSite, Visitor, wait_until
from tests.random_runs import IS_LONG

ROUNDS = 12 if IS_LONG else 2
# Seconds of writing before a kill.
SHORTEST, LONGEST = 0.8, 3
MINUTE = 60
HALF_TOPICS = "SELECT title FROM forums_topic t WHERE NOT EXISTS (SELECT 1 FROM forums_post p WHERE p.topic_id = t.id)"
QUEUED_OR_RUNNING = (
    "SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
    " OR status = 'READY' AND (run_after > '9000' OR run_after < datetime('now'))"
)


@pytest.fixture
def site(prepared, launch, tmp_path):
    shutil.copytree(prepared, tmp_path / "site")
    return launch(tmp_path / "site")


class Writer(threading.Thread):
    """Somebody who opens topics without a rest, until nobody answers. `saved`: titles that the site said it saved."""

    def __init__(self, visitor: Visitor, name: str) -> None:
        super().__init__(daemon=True)
        self.visitor, self.prefix, self.count, self.saved = visitor, name, 0, []

    def run(self) -> None:
        while True:
            self.count += 1
            title = f"{self.prefix} {self.count}"
            status = self.visitor.post("/forums/reseau/nouveau/", title=title, body="Qui a déjà vu cela ?")
            if status == 0:
                return
            assert status == 302, self.visitor.text[:2000]
            self.saved.append(title)


def test_nothing_that_was_acknowledged_is_lost(site: LiveSite, record_property):
    seed = secrets.randbelow(10**6)
    record_property("figure", f"processes killed while they write: {ROUNDS} times, seed {seed}")
    draw = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    people = [Visitor(site).log_in(f"animateur{number}@example.org") for number in (1, 2, 3)]
    saved = set()
    for attempt in range(ROUNDS):
        writers = [Writer(visitor, f"Tour {attempt}, plume {rank}") for rank, visitor in enumerate(people)]
        for writer in writers:
            writer.start()
        writers[0].join(timeout=draw.uniform(SHORTEST, LONGEST))
        site.kill()
        for writer in writers:
            writer.join()
            saved |= set(writer.saved)
        site.start()

        assert saved <= {title for (title,) in site.rows("SELECT title FROM forums_topic")}
        assert site.rows(HALF_TOPICS) == []
        assert site.rows("PRAGMA quick_check") == [("ok",)]
    assert len(saved) >= ROUNDS
    # The worker finishes what it had begun, and the search finds what was written last.
    wait_until(lambda: site.rows(QUEUED_OR_RUNNING) == [(0,)], "no task is left", MINUTE)
    assert site.rows("SELECT COUNT(*) FROM search_outboxentry") == [(0,)]


def test_task_of_a_killed_worker_is_taken_up_within_a_minute(site: LiveSite, record_property):
    """A dossier of many sessions takes some seconds: its worker dies in the middle."""
    site.run_code(
        "from formation.proof.dossiers.services import ask_for_dossier;"
        "from formation.proof.dossiers.tasks import make_soon;"
        "from formation.sessions.models.session import Session;"
        "from reseau.people.members.models.member import Member;"
        "by = Member.objects.get(email='coordination@example.org');"
        "make_soon(ask_for_dossier(sessions=Session.objects.visible_to(by)[:12], by=by))"
    )
    wait_until(lambda: state_of_dossier(site) == [("running",)], "the dossier is begun")
    site.kill(site.worker)
    assert state_of_dossier(site) == [("running",)]
    site.start_worker()

    seconds = wait_until(lambda: runs_of_dossier(site) == [2], "the dossier is taken up", MINUTE)
    wait_until(lambda: state_of_dossier(site) == [("ready",)], "the dossier is made", 3 * MINUTE)
    assert runs_of_dossier(site) == [2]
    record_property("figure", f"task of a killed worker: taken up {seconds:.1f} s after the next one began")


def state_of_dossier(site: LiveSite) -> list[tuple]:
    return site.rows("SELECT state FROM formation_sessiondossier ORDER BY id DESC LIMIT 1")


def runs_of_dossier(site: LiveSite) -> list[int]:
    """Return how many workers each task that makes a dossier has had."""
    query = "SELECT worker_ids FROM django_tasks_database_dbtaskresult WHERE task_path LIKE 'formation.proof.dossiers%'"
    return [len(json.loads(workers)) for (workers,) in site.rows(query)]


def test_wrong_passwords_are_counted_by_all_processes_and_after_a_restart(site: LiveSite):
    """The cache in the database, with the journey that needs it: the limit of wrong passwords."""

    def try_wrongly() -> bool:
        """Return whether the site still looks at the password."""
        visitor = Visitor(site)
        status = visitor.post("/connexion/", login="animateur9@example.org", password="faux")
        assert status in (200, 429), visitor.text[:2000]
        return status == 200 and "Trop" not in visitor.text

    looked_at = [try_wrongly() for _ in range(8)]
    assert looked_at == sorted(looked_at, reverse=True)
    assert looked_at[0]
    assert not looked_at[-1]
    site.kill(site.web)
    site.start_web()
    wait_until(site.is_open, "the site is open")
    assert not try_wrongly()
