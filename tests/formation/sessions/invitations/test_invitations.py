"""Calendars follow a session: mails as they arrive, read by a reader independent of the library that writes.

The quoted complaints about other training software come from its users (Moodle booking, cal.com).
"""

import dataclasses
import datetime

import pytest

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.choices.preferences.models import MailChoice
from alertes.enums import Matter, Rhythm
from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.services.enrolments import enrol, leave
from formation.sessions.enrolment.services.offers import accept_offer
from formation.sessions.enums import PlaceKind
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import announce_session, cancel_session, change_session, open_session
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days

pytestmark = pytest.mark.django_db


def slots(*days: int, part: str = "morning") -> list[Slot]:
    return [Slot.usual(in_days(day), part) for day in days]


def change(session, by, half_days=None, **session_data):
    half_days = half_days or [half_day.slot for half_day in session.half_days.all() if not half_day.is_closed]
    return change_session(
        session=session,
        session_data=dataclasses.replace(SessionData.of(session), **session_data),
        half_days=half_days,
        by=by,
    )


def numbers(mail) -> list[tuple[str, str, str]]:
    """Method, identifier and sequence of each event in a mail."""
    calendar = mail.calendar
    return [(calendar.method, event["UID"].partition("@")[0], event["SEQUENCE"]) for event in calendar.events]


def days(mail) -> list[datetime.date]:
    return [mail.calendar.moment(event, "DTSTART").date() for event in mail.calendar.events]


# A place given


def test_new_participant_gets_the_invitation_inline_and_as_a_file(boxes, session, animator):
    enrol(session=session, member=animator)
    boxes.deliver()

    (mail,) = boxes.of(animator)
    half_day = session.half_days.get()
    # « They often don’t know what to do with the .ics and miss the training »; « Gmail refuses removal after PUBLISH »;
    # « people are very used to attachments »: a REQUEST from the start, in its own part, and as a file.
    assert [part.get_content_type() for part in mail.message.walk()] == [
        *("multipart/mixed", "multipart/alternative"),
        *("text/plain", "text/html", "text/calendar", "application/ics"),
    ]
    assert numbers(mail) == [("REQUEST", f"half-day-{half_day.pk}", "1")]
    assert mail.subject.startswith("Votre inscription est enregistrée : Animer un atelier collectif, le ")
    assert not Notice.objects.exists()


def test_invitation_names_only_its_recipient(boxes, session, animator, colleague):
    for member in (colleague, animator):
        enrol(session=session, member=member)
    boxes.deliver()

    (mail,) = boxes.of(animator)
    source = mail.message.as_string()
    assert (colleague.email in source, colleague.last_name in source) == (False, False)
    assert [event.property_named("ATTENDEE").value for event in mail.calendar.events] == [f"mailto:{animator.email}"]


def test_several_half_days_are_in_one_mail(boxes, training, animator):
    session = SessionFactory(training=training, dates=[in_days(7), in_days(8), in_days(15)])

    enrol(session=session, member=animator)
    boxes.deliver()

    (mail,) = boxes.of(animator)
    assert days(mail) == [in_days(7), in_days(8), in_days(15)]


def test_waiting_member_is_invited_after_accepting_the_offer(boxes, session, animator):
    session.capacity = 1
    session.save()
    first = EnrolmentFactory(session=session).member
    enrol(session=session, member=animator)
    leave(session=session, member=first)
    boxes.deliver()
    assert [mail.calendar for mail in boxes.of(animator)] == [None]

    accept_offer(session=session, member=animator)
    boxes.deliver()

    assert boxes.of(animator)[1].calendar.method == "REQUEST"


def test_member_enrolled_by_a_coordinator_gets_notice_and_invitation(boxes, session, animator, coordinator):
    enrol(session=session, member=animator, by=coordinator)
    boxes.deliver()

    (mail,) = boxes.of(animator)
    assert mail.calendar.method == "REQUEST"
    assert Notice.objects.get().member == animator


def test_trainer_is_invited_at_the_announcement(boxes, training, epm, colleague, coordinator):
    session_data = SessionData.in_epm(epm, capacity=4, trainers=(colleague,))
    session = open_session(
        training=training, session_data=session_data, half_days=slots(7), by=coordinator, is_draft=True
    )
    assert boxes.deliver() == 0

    announce_session(session=session, by=coordinator)
    boxes.deliver()

    (mail,) = boxes.of(colleague)
    assert (mail.calendar.method, mail.subject.partition(" :")[0]) == ("REQUEST", "Vous animez une session")


def test_trainer_of_a_remote_session_gets_its_link(session, colleague, coordinator):
    Session.objects.update(epm=None, place_kind=PlaceKind.REMOTE, link="https://visio.example.org/salle")
    session.refresh_from_db()

    change(session, coordinator, trainers=(colleague,))

    text = Mail.objects.get(member=colleague).text
    assert "Réunion à distance\u00a0: https://visio.example.org/salle" in text


def test_new_trainer_is_invited_and_former_trainer_gets_a_cancellation(
    boxes, session, animator, colleague, coordinator
):
    SessionTrainer.objects.create(session=session, member=animator, is_lead=True)

    change(session, coordinator, trainers=(colleague,))
    boxes.deliver()

    assert [mail.calendar.method for mail in (*boxes.of(colleague), *boxes.of(animator))] == ["REQUEST", "CANCEL"]


def test_new_trainer_of_a_moved_session_gets_one_mail(boxes, session, colleague, coordinator):
    change(session, coordinator, slots(9), trainers=(colleague,))
    boxes.deliver()

    (mail,) = boxes.of(colleague)
    assert days(mail) == [in_days(9)]
    assert Notice.objects.filter(member=colleague).count() == 1


# A change


@pytest.fixture
def session_with_animator(session, animator, boxes):
    """The animator has a place, and has received their first mail."""
    enrol(session=session, member=animator)
    boxes.deliver()
    return session


def test_each_change_updates_the_same_event(boxes, session_with_animator, animator, coordinator, other_epm):
    # « Each edit creates another calendar entry (5–6 copies) »: one identifier for ever, whatever the date.
    for options in ({"half_days": slots(9)}, {"half_days": slots(9, part="afternoon")}, {"note": "Clé à la mairie"}):
        change(session_with_animator, coordinator, **options)
        session_with_animator.refresh_from_db()
        boxes.deliver()

    half_day = session_with_animator.half_days.get()
    assert [numbers(mail) for mail in boxes.of(animator)] == [
        [("REQUEST", f"half-day-{half_day.pk}", sequence)] for sequence in ("1", "2", "3", "4")
    ]
    assert days(boxes.of(animator)[1]) == [in_days(9)]
    assert "Clé à la mairie" in boxes.of(animator)[3].calendar.events[0]["DESCRIPTION"]


def test_change_of_several_half_days_is_one_mail(boxes, training, animator, coordinator, other_epm):
    session = SessionFactory(training=training, dates=[in_days(7), in_days(8)])
    enrol(session=session, member=animator)
    boxes.deliver()

    change(session, coordinator, slots(9, 10, 11), place=SessionData.in_epm(other_epm, capacity=1).place)
    boxes.deliver()

    _, mail = boxes.of(animator)
    uids = [f"half-day-{half_day.pk}" for half_day in session.half_days.all()]
    assert [(method, uid) for method, uid, _ in numbers(mail)] == [("REQUEST", uid) for uid in uids]
    assert days(mail) == [in_days(9), in_days(10), in_days(11)]
    assert {event["LOCATION"] for event in mail.calendar.events} == {"EPM de Luzech, Place de la Mairie, 46500"}


def test_unchanged_half_day_is_not_sent_again(boxes, training, animator, coordinator):
    session = SessionFactory(training=training, dates=[in_days(7), in_days(8)])
    enrol(session=session, member=animator)
    boxes.deliver()

    change(session, coordinator, [*slots(7), *slots(9)])
    change(session, coordinator, [*slots(7), *slots(9)], capacity=7)
    boxes.deliver()

    assert [days(mail) for mail in boxes.of(animator)] == [[in_days(7), in_days(8)], [in_days(9)]]


def test_removed_half_day_is_cancelled(boxes, training, animator, coordinator):
    session = SessionFactory(training=training, dates=[in_days(7), in_days(8)])
    removed_pk = session.half_days.last().pk
    enrol(session=session, member=animator)
    boxes.deliver()

    change(session, coordinator, slots(7))
    boxes.deliver()

    assert numbers(boxes.of(animator)[1]) == [("CANCEL", f"half-day-{removed_pk}", "2")]


def test_moved_and_removed_half_days_take_two_messages(boxes, training, animator, coordinator):
    session = SessionFactory(training=training, dates=[in_days(7), in_days(8)])
    moved_pk, removed_pk = session.half_days.values_list("pk", flat=True)
    enrol(session=session, member=animator)
    boxes.deliver()

    change(session, coordinator, slots(20))
    boxes.deliver()

    assert [numbers(mail) for mail in boxes.of(animator)[1:]] == [
        [("REQUEST", f"half-day-{moved_pk}", "2")],
        [("CANCEL", f"half-day-{removed_pk}", "2")],
    ]
    assert Notice.objects.count() == 1


def test_waiting_member_is_notified_without_invitation_or_link(boxes, session, animator, coordinator):
    EnrolmentFactory(session=session, member=animator, waiting=True)
    EnrolmentFactory.create_batch(session.capacity, session=session)

    place = dataclasses.replace(SessionData.of(session).place, link="https://visio.example.org/salle")
    change(session, coordinator, slots(9), place=place)
    boxes.deliver()

    (mail,) = boxes.of(animator)
    assert mail.calendar is None
    assert "visio.example.org" not in mail.message.as_string()


def test_author_who_participates_gets_the_invitation_without_notice(boxes, session, coordinator):
    EnrolmentFactory(session=session, member=coordinator)

    change(session, coordinator, slots(9))
    boxes.deliver()

    assert [days(mail) for mail in boxes.of(coordinator)] == [[in_days(9)]]
    assert not Notice.objects.exists()


def test_member_without_mails_gets_a_notice_only(boxes, session, animator, coordinator):
    EnrolmentFactory(session=session, member=animator)
    MailChoice.objects.create(member=animator, matter=Matter.TRAINING, rhythm=Rhythm.NEVER)

    change(session, coordinator, slots(9))

    assert (boxes.deliver(), Notice.objects.count()) == (0, 1)


# A place lost, a session cancelled


def test_member_who_leaves_gets_a_cancellation_then_a_new_invitation(boxes, session_with_animator, animator):
    leave(session=session_with_animator, member=animator)
    enrol(session=session_with_animator, member=animator)
    boxes.deliver()

    uid = f"half-day-{session_with_animator.half_days.get().pk}"
    assert [numbers(mail) for mail in boxes.of(animator)] == [
        *([("REQUEST", uid, "1")], [("CANCEL", uid, "2")], [("REQUEST", uid, "3")]),
    ]


def test_removed_member_gets_the_reason_and_a_cancellation(boxes, session_with_animator, animator, coordinator):
    leave(session=session_with_animator, member=animator, by=coordinator, reason="Deux inscrits du même EPM")
    boxes.deliver()

    mail = boxes.of(animator)[1]
    assert mail.calendar.method == "CANCEL"
    assert "Raison\u00a0: Deux inscrits du même EPM" in mail.text


def test_member_who_leaves_the_waiting_list_gets_no_cancellation(boxes, session, animator):
    EnrolmentFactory(session=session, member=animator, waiting=True)

    leave(session=session, member=animator)

    assert boxes.deliver() == 0


def test_cancellation_removes_the_same_event(boxes, session_with_animator, animator, coordinator):
    # « Cancellation .ics adds a second event »; « SEQUENCE not raised on cancellation: the client ignores it ».
    cancel_session(session=session_with_animator, reason="Neige", by=coordinator)
    boxes.deliver()

    invitation, cancellation = boxes.of(animator)
    uid = f"half-day-{session_with_animator.half_days.get().pk}"
    assert (numbers(invitation), numbers(cancellation)) == ([("REQUEST", uid, "1")], [("CANCEL", uid, "2")])
    (event,) = cancellation.calendar.events
    assert (event["STATUS"], event["ORGANIZER"]) == ("CANCELLED", invitation.calendar.events[0]["ORGANIZER"])
    assert "Raison\u00a0: Neige" in cancellation.text


def test_cancellation_reaches_trainers_and_waiting_members(boxes, session, animator, colleague, coordinator):
    SessionTrainer.objects.create(session=session, member=animator, is_lead=True)
    EnrolmentFactory(session=session, member=colleague, waiting=True)

    cancel_session(session=session, reason="Neige", by=coordinator)
    boxes.deliver()

    assert boxes.of(animator)[0].calendar.method == "CANCEL"
    assert boxes.of(colleague)[0].calendar is None


def test_cancelled_draft_notifies_nobody(boxes, training, epm, colleague, coordinator):
    session_data = SessionData.in_epm(epm, capacity=4, trainers=(colleague,))
    session = open_session(
        training=training, session_data=session_data, half_days=slots(7), by=coordinator, is_draft=True
    )
    change(session, coordinator, slots(9))

    cancel_session(session=session, reason="Plus de formateur", by=coordinator)

    assert (boxes.deliver(), Notice.objects.count()) == (0, 0)


def test_nothing_is_sent_twice(boxes, session_with_animator, animator, coordinator):
    change(session_with_animator, coordinator, slots(9))
    boxes.deliver()
    boxes.deliver()
    change(session_with_animator, coordinator, slots(9))
    boxes.deliver()

    assert len(boxes.of(animator)) == 2
    assert session_with_animator.enrolments.get().status == EnrolmentStatus.CONFIRMED


def test_closed_half_day_is_not_sent_again(boxes, training, animator, coordinator):
    session = SessionFactory(training=training, dates=[in_days(7)])
    closed_half_day = HalfDayFactory(session=session, date=in_days(-1), closed_at=datetime.datetime.now(datetime.UTC))
    EnrolmentFactory(session=session, member=animator)

    change(session, coordinator, note="Clé à la mairie")
    boxes.deliver()

    assert days(boxes.of(animator)[0]) == [in_days(7)]
    closed_half_day.refresh_from_db()
    assert closed_half_day.sequence == 0
