"""The link of a meeting: for people with a place, trainers and coordinators, in pages, mails, calendars, searches."""

import dataclasses
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import send_waiting
from formation.enums import EnrolmentStatus
from formation.sessions.calendar_feeds.feed_events import feed_content
from formation.sessions.enrolment.services.convocations import send_convocations, send_reminders
from formation.sessions.enrolment.services.enrolments import enrol, leave
from formation.sessions.enrolment.services.offers import accept_offer
from formation.sessions.enums import PlaceKind
from formation.sessions.models.session_people import SessionTrainer
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import cancel_session, change_session
from search.index.services import rebuild_index
from tests.factories.formation import CalendarFeedFactory, EnrolmentFactory, SessionFactory, in_days

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]

HOST = "visio.example.org"
WITHOUT_A_PLACE = [status for status in EnrolmentStatus if status != EnrolmentStatus.CONFIRMED]
STATUSES = [(EnrolmentStatus.CONFIRMED, True), *((status, False) for status in WITHOUT_A_PLACE)]


@pytest.fixture
def session(training):
    """A morning at a distance, in ten days."""
    return SessionFactory(
        training=training,
        epm=None,
        place_kind=PlaceKind.REMOTE,
        link=f"https://{HOST}/salle-7",
        reminder_days="10",
        dates=[in_days(10)],
    )


@pytest.fixture
def enrolled(session, animator):
    """`enrolled(status)`: the animator, whose enrolment in the session has that status."""

    def make(status: EnrolmentStatus):
        options = {"offered": True} if status == EnrolmentStatus.OFFERED else {"status": status}
        EnrolmentFactory(session=session, member=animator, **options)
        return animator

    return make


@pytest.fixture
def trainer(session, animator):
    SessionTrainer.objects.create(session=session, member=animator, is_lead=True)
    return animator


def words_mailed_to(member) -> str:
    """Return all that the member gets by mail: texts, calendars, papers, and what a digest tells them."""
    mails = Mail.objects.filter(member=member).prefetch_related("enclosures")
    words = [f"{mail.subject}\n{mail.text}" for mail in mails]
    words += [f"{item.text}\n{item.details}" for item in member.mail_items.all()]
    for enclosure in (enclosure for mail in mails for enclosure in mail.enclosures.all()):
        content = bytes(enclosure.content)
        if enclosure.method:
            words.append(content.replace(b"\r\n ", b"").decode())
        else:
            words += [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return "\n".join(words)


def send_every_mail(session, coordinator) -> None:
    """Convene, remind, change the link and the note."""
    send_convocations()
    send_reminders()
    Mail.objects.planned().update(due=timezone.now())
    send_waiting()
    session_data = SessionData.of(session)
    place = dataclasses.replace(session_data.place, link=f"https://{HOST}/salle-8")
    change_session(
        session=session,
        session_data=dataclasses.replace(session_data, place=place, note="Casque et micro"),
        half_days=[half_day.slot for half_day in session.half_days.all()],
        by=coordinator,
    )


@pytest.mark.parametrize(("status", "is_shown"), STATUSES)
def test_page_shows_the_link_to_a_confirmed_place_alone(client_of, session, enrolled, status, is_shown):
    response = client_of(enrolled(status)).get(session.get_absolute_url())

    assert (HOST in response.text) is is_shown
    assert ("Le lien est donné aux personnes qui ont une place." in response.text) is not is_shown


@pytest.mark.parametrize(
    ("person", "is_shown"),
    [("trainer", True), ("coordinator", True), ("stranger", False), ("territorial", False), ("colleague", False)],
)
def test_page_shows_the_link_to_those_who_give_or_manage_the_session(client_of, session, request, person, is_shown):
    response = client_of(request.getfixturevalue(person)).get(session.get_absolute_url())

    assert (HOST in response.text) is is_shown


@pytest.mark.parametrize("status", WITHOUT_A_PLACE)
def test_no_other_page_shows_the_link(client_of, session, enrolled, status):
    client = client_of(enrolled(status))
    names = ("home", "formation:catalogue", "formation:mine", "formation:calendar_feeds", "alertes:list")
    plan = reverse("formation:plan", args=[in_days(10).year])

    for address in (*map(reverse, names), session.training.get_absolute_url(), plan):
        assert HOST not in client.get(address).text
    assert client.get(reverse("formation:convocation", args=[session.pk])).status_code == 404


def test_page_says_that_the_link_is_not_known_yet(client_of, session, enrolled):
    type(session).objects.update(link="")

    response = client_of(enrolled(EnrolmentStatus.CONFIRMED)).get(session.get_absolute_url())

    assert "Le lien n’est pas encore connu." in response.text


@pytest.mark.parametrize(("status", "is_sent"), STATUSES)
def test_mails_have_the_link_for_a_confirmed_place_alone(session, enrolled, coordinator, status, is_sent):
    member = enrolled(status)

    send_every_mail(session, coordinator)

    words = words_mailed_to(member)
    assert (f"{HOST}/salle-7" in words, f"{HOST}/salle-8" in words) == (is_sent, is_sent)


def test_mails_have_the_link_for_trainers(session, trainer, coordinator):
    send_every_mail(session, coordinator)

    words = words_mailed_to(trainer)
    assert (f"{HOST}/salle-7" in words, f"{HOST}/salle-8" in words) == (True, True)


def test_link_comes_with_the_place_that_was_offered(session, enrolled, animator):
    enrolled(EnrolmentStatus.OFFERED)
    assert HOST not in words_mailed_to(animator)

    accept_offer(session=session, member=animator)

    assert HOST in words_mailed_to(animator)


def test_person_who_leaves_gets_no_link(session, animator):
    enrol(session=session, member=animator)
    Mail.objects.all().delete()

    leave(session=session, member=animator)

    assert "METHOD:CANCEL" in words_mailed_to(animator)
    assert HOST not in words_mailed_to(animator)


def test_former_trainer_does_not_get_the_new_link(session, trainer, coordinator):
    session_data = SessionData.of(session)
    place = dataclasses.replace(session_data.place, link=f"https://{HOST}/salle-8")

    change_session(
        session=session,
        session_data=dataclasses.replace(session_data, place=place, trainers=()),
        half_days=[half_day.slot for half_day in session.half_days.all()],
        by=coordinator,
    )

    assert "METHOD:CANCEL" in words_mailed_to(trainer)
    assert HOST not in words_mailed_to(trainer)


def test_cancellation_has_no_link(session, enrolled, coordinator):
    member = enrolled(EnrolmentStatus.CONFIRMED)

    cancel_session(session=session, reason="Panne du réseau", by=coordinator)

    assert "METHOD:CANCEL" in words_mailed_to(member)
    assert HOST not in words_mailed_to(member)


@pytest.mark.parametrize(("status", "is_shown"), STATUSES)
def test_feed_of_a_member_has_the_link_for_a_confirmed_place_alone(session, enrolled, status, is_shown):
    feed = CalendarFeedFactory(member=enrolled(status))

    assert (HOST.encode() in feed_content(feed).replace(b"\r\n ", b"")) is is_shown


def test_feeds_of_an_epm_and_of_a_territory_have_no_link(session, enrolled, epm, figeac):
    enrolled(EnrolmentStatus.CONFIRMED)
    type(session).objects.update(place_kind=PlaceKind.EPM, epm=epm)

    for feed in (CalendarFeedFactory(epm=epm), CalendarFeedFactory(territory=figeac)):
        content = feed_content(feed).replace(b"\r\n ", b"")
        assert (b"BEGIN:VEVENT" in content, HOST.encode() in content) == (True, False)


@pytest.mark.parametrize("status", EnrolmentStatus)
def test_search_card_has_no_link(client_of, session, enrolled, status):
    rebuild_index()
    client = client_of(enrolled(status))

    by_title = client.get("/recherche/", {"q": session.training.title})
    by_link = client.get("/recherche/", {"q": HOST, "kind": "training"})

    assert "à distance" in by_title.text
    assert HOST not in by_title.text
    assert f'data-key="{session.training.pk}"' not in by_link.text
