"""A clock that goes back an hour and on a day: nothing runs twice, nothing waits for ever."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from conftest import find_faketime
from tests.processes.live_site import LiveSite, Visitor, wait_until

pytestmark = pytest.mark.faketime
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def site(prepared, launch, tmp_path):
    """A site whose clock is shifted by what a file says."""
    folder = tmp_path / "site"
    shutil.copytree(prepared, folder)
    shift = folder / "clock"
    shift.write_text("+0s")
    return launch(
        folder,
        LD_PRELOAD=find_faketime(),
        FAKETIME_TIMESTAMP_FILE=str(shift),
        FAKETIME_NO_CACHE="1",
        FAKETIME_DONT_FAKE_MONOTONIC="1",
        PYTHONPATH=str(Path(__file__).parent / "sleep"),
    )


def move_clock(site: LiveSite, by: timedelta) -> None:
    Path(site.folder / "clock").write_text(f"{by.total_seconds():+.0f}s")


def successes(site: LiveSite) -> dict[str, str]:
    """Return the last success of each periodic job."""
    site.manage("tick", "--verbosity", "0")
    return dict(site.rows("SELECT name, succeeded FROM jobs_jobstatus WHERE succeeded IS NOT NULL"))


def write_topic(person: Visitor, title: str) -> None:
    assert person.post("/forums/reseau/nouveau/", title=title, body="Quelle heure est-il ?") == 302, person.text[:2000]


def is_indexed(site: LiveSite) -> bool:
    return site.rows("SELECT COUNT(*) FROM search_outboxentry") == [(0,)]


def test_clock_moved_back_and_on_doubles_nothing_and_stops_nothing(site: LiveSite):
    sent, delivered = count_sent(site), count_delivered(site)
    person = Visitor(site).log_in("animateur1@example.org")
    write_topic(person, "À l’heure")
    daily = "Tâches finies depuis sept jours, oubliées"
    first = successes(site)

    move_clock(site, -HOUR)
    assert person.get("/forums/") == 200
    write_topic(person, "Une heure plus tôt")
    back = successes(site)
    assert back[daily] == first[daily]
    assert back["Convocations envoyées"] < first["Convocations envoyées"]
    wait_until(lambda: is_indexed(site), "the topic of an hour ago is in the index")

    move_clock(site, DAY)
    assert person.get("/forums/") == 302, "a connection of yesterday is over"
    tomorrow = Visitor(site).log_in("animateur2@example.org")
    write_topic(tomorrow, "Le lendemain")
    on = successes(site)
    assert on[daily] > first[daily]
    assert successes(site)[daily] == on[daily]
    wait_until(lambda: is_indexed(site), "the topic of tomorrow is in the index")

    move_clock(site, timedelta(0))
    assert tomorrow.get("/forums/") == 302, "a connection of the future is refused"
    person.log_in("animateur1@example.org")
    write_topic(person, "De nouveau à l’heure")
    wait_until(lambda: is_indexed(site), "the last topic is in the index")

    runs = [
        json.loads(workers) for (workers,) in site.rows("SELECT worker_ids FROM django_tasks_database_dbtaskresult")
    ]
    assert max(map(len, runs)) == 1
    assert count_sent(site) - sent == count_delivered(site) - delivered


def count_sent(site: LiveSite) -> int:
    """Return how many mails of this year were sent: a day later, the site forgets those of a year ago."""
    long_ago = timezone.now() - 300 * DAY
    return site.rows(f"SELECT COUNT(*) FROM alertes_mail WHERE state = 'sent' AND settled > '{long_ago:%F}'")[0][0]  # noqa: S608 - a date


def count_delivered(site: LiveSite) -> int:
    """Return how many messages the site has handed over; without a mail server, it writes them into files."""
    return sum(path.read_text().count("Message-ID:") for path in (site.folder / "mails").glob("*"))
