"""Sheets, posts, appointments, seats and convocations that change before their mail is written."""

import pytest
from django.utils import timezone

from accueil.telework.bookings.services.series import ask_for_confirmations, book_series, confirm_booking
from accueil.visio.appointments.notices import notify_booked
from alertes.channels.facts.registry import fact_about, true_facts
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.sending import drop_reason
from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.services import follow
from alertes.enums import DropReason
from formation.sessions.enrolment.services.convocations import send_convocations
from formation.sessions.models.session import Session
from formation.sessions.session_data import SessionData
from formation.working_halves import PARTS
from formation.year.session_changes.services import change_session
from forums.enums import ForumKind
from forums.messages.posts.services import open_topic
from forums.threads.forums.services import set_members
from ressources.authoring.publication import services as publication
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.enums import Recurrence
from tests.factories.accueil import AppointmentFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.forums import ForumFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.factories.ressources import SubmittedFactory
from tests.factories.telework import SeatFactory, TeleworkAgreementFactory

pytestmark = pytest.mark.django_db


def true_keys() -> set[str]:
    """Return the keys of the messages that would be told now."""
    facts = [each for model in (Mail, MailItem) for each in model.objects.values_list("key", "fact")]
    return {key for key, fact in facts if fact and true_facts([fact])}


def test_sheet_that_left_the_library_is_no_longer_told_as_published(epm, animator, territorial):
    submitted = SubmittedFactory(epm=epm, author=animator)
    publication.publish(page=submitted, by=territorial)
    published = {key for key in true_keys() if ":published:" in key}
    publication.withdraw(page=WorkshopPage.objects.get(pk=submitted.pk), by=territorial)

    assert len(published) == 1
    assert [key.split(":")[2] for key in true_keys()] == ["withdrawn"]


def test_post_that_readers_no_longer_see_is_not_told(animator, colleague):
    network_forum = ForumFactory()
    follow(member=colleague, subject=f"forum:{network_forum.pk}")
    topic = open_topic(forum=network_forum, author=animator, title="Wifi lent", body="Que faire\u00a0?")
    seen = true_keys()
    topic.posts.update(hidden=timezone.now())

    assert (seen, true_keys()) == ({f"topic:{topic.pk}:opened"}, set())


def test_appointment_that_moved_is_not_told_at_its_former_hour():
    appointment = AppointmentFactory(email="odile@example.org")
    notify_booked(appointment, by=None)
    mail = Mail.objects.get(outsider="odile@example.org")
    before = drop_reason(mail)
    type(appointment).objects.filter(pk=appointment.pk).update(day=in_days(40))

    assert (before, drop_reason(mail)) == (None, DropReason.CHANGED)


def test_convocation_that_waits_is_written_again_with_its_new_place(coordinator):
    session = SessionFactory(dates=[in_days(3)], capacity=8)
    EnrolmentFactory(session=session)
    send_convocations()
    first = Notice.objects.get(key__contains=":convocation:")
    first.read_at = timezone.now()
    first.save()
    epm = EPMFactory(seats=20)
    slots = [half_day.slot for half_day in session.half_days.all()]
    change_session(session=session, session_data=SessionData.in_epm(epm, capacity=8), half_days=slots, by=coordinator)
    send_convocations()

    mail = Mail.objects.get(key__contains=":convocation:")
    assert (str(Session.objects.get(pk=session.pk).place) in mail.text, mail.enclosures.count()) == (True, 1)
    assert drop_reason(mail) is None


def test_half_days_to_confirm_are_counted_again():
    seat = SeatFactory()
    member = PositionFactory(epm=seat.telecentre.epm).member
    bookings = book_series(
        agreement=TeleworkAgreementFactory(telecentre=seat.telecentre),
        seat=seat,
        rhythm=Recurrence.WEEKLY,
        first=in_days(5),
        until=in_days(5),
        parts=PARTS,
        by=member,
    ).bookings
    ask_for_confirmations()
    texts = []
    for booking in bookings:
        texts += [
            (item.text.partition(" de")[0], item.fact in true_facts([item.fact])) for item in MailItem.objects.all()
        ]
        confirm_booking(booking=booking)

    assert texts == [("2\u00a0demi-journées", True), ("1\u00a0demi-journée", True)]
    assert (MailItem.objects.count(), member.notices.count()) == (0, 0)


def test_forum_that_closes_to_somebody_is_not_told_as_open(coordinator, animator):
    project = ForumFactory(kind=ForumKind.PROJECT, epm=None, territory=None)
    set_members(forum=project, members=[animator], by=coordinator)
    told = animator.notices.count()
    set_members(forum=project, members=[], by=coordinator)

    assert (told, animator.notices.count(), MailItem.objects.count()) == (1, 0, 0)


def test_fact_of_several_rows_is_false_once_one_changes_or_is_gone():
    rows = [AppointmentFactory() for _ in range(2)]
    fact = fact_about("appointment", *(row.pk for row in rows))
    seen = [fact in true_facts([fact])]
    type(rows[1]).objects.filter(pk=rows[1].pk).update(day=in_days(41))
    seen.append(fact in true_facts([fact]))

    assert seen == [True, False]


def test_source_that_is_no_longer_declared_makes_nothing_true():
    assert true_facts(["former:1:0123456789abcdef", fact_about("post", 1)]) == {fact_about("post", 1)}
