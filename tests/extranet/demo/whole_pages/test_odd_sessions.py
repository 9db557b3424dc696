"""Sessions in states that nobody thinks of, on a day that comes every four years: pages, calendars and mails."""

import dataclasses
from datetime import date

import pytest
from django.core.management import call_command

from formation.enums import DayPart
from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.calendar_feeds.models import CalendarFeed
from formation.sessions.enrolment.services.enrolments import enrol, leave
from formation.sessions.enums import PlaceKind
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.session import Session
from formation.sessions.session_data import Place, SessionData
from formation.year.session_changes.services import cancel_session, change_session, open_session
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from tests.clock import freeze_time
from tests.extranet.demo.whole_pages.calendars import calendar_faults
from tests.extranet.demo.whole_pages.crawl import Crawl
from tests.extranet.demo.whole_pages.judges import judged
from tests.extranet.demo.whole_pages.test_mails import faults_of_mails
from tests.pages import ANIMATOR, CARD, COORDINATOR, NOBODY, TERRITORIAL
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

TRAINER, WAITING = "animateur5@example.org", "animateur2@example.org"
LEAP_DAY, NEXT_DAY = date(2028, 2, 29), date(2028, 3, 1)
SLOTS = [Slot.usual(day, part) for day in (LEAP_DAY, NEXT_DAY) for part in DayPart]
PUBLIC = ("/", "/formation/", "/formation/{training}/", "/annuaire/{epm}/", "/annuaire/{nameless}/")
FOR_MEMBERS = (
    *("/formation/plan/2028/", "/formation/mes-formations/", "/formation/calendriers/", "/alertes/"),
    "/formation/sessions/{session}/",
)
FOR_COORDINATORS = (
    *(f"/formation/sessions/{{session}}/{page}/" for page in ("inscrits", "modifier", "messages", "annuler")),
    "/formation/sessions/{session}/emargement/{half_day}/",
)
PAGES_OF = {
    NOBODY: PUBLIC,
    CARD: PUBLIC,
    ANIMATOR: (*PUBLIC, *FOR_MEMBERS, "/formation/sessions/{session}/convocation.pdf"),
    WAITING: (*PUBLIC, *FOR_MEMBERS),
    TRAINER: (*PUBLIC, *FOR_MEMBERS),
    TERRITORIAL: (*PUBLIC, *FOR_MEMBERS),
    COORDINATOR: (*PUBLIC, *FOR_MEMBERS, *FOR_COORDINATORS),
}


@pytest.fixture
def places(running_demo) -> list[Place]:
    """Places that lack something: a link, an address, the commune in the name of an EPM."""
    epm, nameless = EPM.objects.filter(seats__gte=8).order_by("pk")[:2]
    epm.address = nameless.address = ""
    nameless.name = "La Fabrique"
    epm.save()
    nameless.save()
    hall = Place(kind=PlaceKind.ELSEWHERE, elsewhere="Salle des fêtes", commune=Commune.objects.get(name="Luzech"))
    remote = Place(kind=PlaceKind.REMOTE, link="https://visio.example.org/bissextile")
    return [Place(kind=PlaceKind.REMOTE), remote, hall, Place(epm=epm), Place(epm=nameless)]


@pytest.fixture
def sessions(places) -> list[Session]:
    """A session at each of these places, every other one without a trainer: one person has its place, another waits."""
    by, trainer = Member.objects.get(email=COORDINATOR), Member.objects.get(email=TRAINER)
    training = TrainingPage.objects.order_by("pk").first()
    opened = []
    with freeze_time("2028-02-10 08:00"):
        for number, (place, slot) in enumerate(zip(places, SLOTS, strict=False)):
            session_data = SessionData(place=place, capacity=1, trainers=() if number % 2 else (trainer,))
            session = open_session(training=training, session_data=session_data, half_days=[slot], by=by)
            for email in (ANIMATOR, WAITING):
                enrol(session=session, member=Member.objects.get(email=email))
            opened.append(session)
    return opened


def addresses_of(paths: tuple[str, ...], sessions: list[Session]) -> list[str]:
    return [
        path.format(
            training=session.training.slug,
            session=session.pk,
            half_day=session.half_days.get().pk,
            epm=sessions[3].epm.slug,
            nameless=sessions[4].epm.slug,
        )
        for session in sessions
        for path in paths
    ]


@pytest.mark.drawn(one_in=4)
@pytest.mark.parametrize("account", PAGES_OF, ids=lambda account: account or "visitor")
def test_pages_of_odd_sessions_are_without_fault(sessions, browse, papers, account):
    with freeze_time("2028-02-29 06:00"):
        pages = Crawl(account, papers).read_once(browse(account), addresses_of(PAGES_OF[account], sessions))
        found = judged(pages)
    complain(found, "These pages show what nobody should read:")


def test_calendars_of_odd_sessions_are_without_fault(sessions, client):
    with freeze_time("2028-02-29 06:00"):
        feeds = [client.get(feed.get_absolute_url()) for feed in CalendarFeed.objects.order_by("pk")]

    assert feeds[0].text.count("BEGIN:VEVENT") == len(sessions)
    complain([fault for feed in feeds for fault in calendar_faults(feed.content)], "This calendar shows:")


@pytest.mark.drawn(one_in=3)
def test_mails_of_odd_sessions_are_without_fault(sessions):
    coordinator = Member.objects.get(email=COORDINATOR)
    for moment in ("2028-02-16 08:00", "2028-02-22 08:00", "2028-02-28 08:00"):
        with freeze_time(moment):
            call_command("tick", verbosity=0)
    with freeze_time("2028-02-28 09:00"):
        for session in sessions:
            session_data = dataclasses.replace(SessionData.of(session), note="Clé à la mairie")
            change_session(
                session=session, session_data=session_data, half_days=[session.half_days.get().slot], by=coordinator
            )
            leave(session=session, member=Member.objects.get(email=ANIMATOR))
            cancel_session(session=session, reason="Grève des trains", by=coordinator)

    complain(faults_of_mails(), "These mails or notices say what nobody should read:")
