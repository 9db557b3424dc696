"""Opening, changing and cancelling a session."""

import dataclasses
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from formation.enums import DayPart, EnrolmentStatus
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.sessions.enrolment.services.enrolments import leave
from formation.sessions.enums import PlaceKind
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.session import Session
from formation.sessions.session_data import Place, SessionData
from formation.sessions.wording import moment_in_words
from formation.year.session_changes.services import cancel_session, change_session, open_session
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days
from tests.factories.reseau import EPMFactory


def morning(days: int) -> Slot:
    return Slot.usual(in_days(days), DayPart.MORNING)


def afternoon(days: int) -> Slot:
    return Slot.usual(in_days(days), DayPart.AFTERNOON)


def slots_of(session: Session) -> list[Slot]:
    return [half_day.slot for half_day in session.half_days.all()]


@pytest.fixture
def change(session, epm, coordinator):
    """Change `session`; arguments that are not given stay as they are."""

    def call(**values) -> Session:
        half_days = values.pop("half_days", slots_of(session))
        place = values.pop("place", None) or Place(epm=values.pop("epm", epm))
        session_data = dataclasses.replace(SessionData.of(session), place=place, **values)
        return change_session(session=session, session_data=session_data, half_days=half_days, by=coordinator)

    return call


def test_session_is_opened_with_half_days_in_order(training, epm, coordinator):
    at = timezone.now() - datetime.timedelta(days=90)

    session = open_session(
        training=training,
        session_data=SessionData.in_epm(epm, capacity=6, note="Repas partagé"),
        half_days=[afternoon(3), morning(3)],
        by=coordinator,
        at=at,
    )

    session.refresh_from_db()
    assert (session.training, session.epm, session.capacity, session.note) == (training, epm, 6, "Repas partagé")
    assert (session.created_by, session.created) == (coordinator, at)
    assert slots_of(session) == [morning(3), afternoon(3)]


@pytest.mark.parametrize("wrong", [{"capacity": 9}, {"half_days": []}, {"half_days": [morning(3), morning(3)]}])
def test_invalid_session_is_not_opened(training, epm, coordinator, wrong):
    values = {"capacity": 6, "half_days": [morning(3)]} | wrong
    session_data = SessionData.in_epm(epm, capacity=values["capacity"])

    with pytest.raises(ValidationError):
        open_session(training=training, session_data=session_data, half_days=values["half_days"], by=coordinator)

    assert not Session.objects.exists()


def test_unchanged_half_day_keeps_its_row(session, change, half_day):
    later = Slot(date=half_day.date, start=datetime.time(9, 30), end=datetime.time(12, 30), part=DayPart.MORNING)

    change(half_days=[later, afternoon(7)])

    assert slots_of(session) == [later, afternoon(7)]
    assert session.half_days.first() == half_day


def test_moved_half_day_keeps_its_row(session, change, half_day):
    change(half_days=[morning(14)])

    assert [(row.pk, row.slot) for row in session.half_days.all()] == [(half_day.pk, morning(14))]


def test_shifted_half_days_do_not_clash(session, change):
    HalfDayFactory(session=session, date=in_days(14))

    change(half_days=[morning(14), morning(21)])

    assert slots_of(session) == [morning(14), morning(21)]


def test_omitted_half_day_is_removed(session, change):
    HalfDayFactory(session=session, date=in_days(14))

    change(half_days=[morning(14)])

    assert slots_of(session) == [morning(14)]


@pytest.mark.parametrize("wrong", [{"capacity": 9}, {"epm": None}, {"minimum": 0}])
def test_session_is_not_changed_into_an_invalid_one(session, change, wrong):
    with pytest.raises(ValidationError):
        change(note="Repas partagé", **wrong)

    session.refresh_from_db()
    assert (session.capacity, session.note) == (8, "")


@pytest.mark.parametrize("half_days", [[], [morning(-6)], [afternoon(-7)]])
def test_half_day_with_a_presence_neither_moves_nor_goes(past_session, past_half_day, coordinator, half_days):
    present, absent = EnrolmentFactory.create_batch(2, session=past_session)
    Attendance.objects.create(half_day=past_half_day, enrolment=present, is_present=True)
    Attendance.objects.create(half_day=past_half_day, enrolment=absent, is_present=False)
    SignedSheet.objects.create(session=past_session, half_day=past_half_day, kind="pdf", size=1)

    with pytest.raises(ValidationError) as refusal:
        change_session(
            session=past_session,
            session_data=SessionData.of(past_session),
            half_days=[*half_days, morning(7)],
            by=coordinator,
        )

    (message,) = refusal.value.messages
    assert "déjà 1\u00a0présence, 1\u00a0absence et 1\u00a0feuille signée." in message
    assert (slots_of(past_session), past_half_day.attendances.count()) == ([morning(-7)], 2)


def test_half_day_with_a_presence_may_get_new_hours(past_session, past_half_day, coordinator):
    Attendance.objects.create(half_day=past_half_day, enrolment=EnrolmentFactory(session=past_session), is_present=True)
    longer = Slot(past_half_day.date, datetime.time(9), datetime.time(13), DayPart.MORNING)

    change_session(
        session=past_session,
        session_data=SessionData.of(past_session),
        half_days=[longer, morning(7)],
        by=coordinator,
    )

    assert slots_of(past_session) == [longer, morning(7)]


def test_closed_half_day_is_never_removed(session, change):
    closed_half_day = HalfDayFactory(session=session, date=in_days(-7), closed_at=timezone.now())

    change(half_days=[])

    assert list(session.half_days.all()) == [closed_half_day]


def test_closed_half_day_cannot_be_added_again(session, change):
    HalfDayFactory(session=session, date=in_days(-7), closed_at=timezone.now())

    with pytest.raises(ValidationError, match="est indiquée deux fois"):
        change(half_days=[morning(-7)])


def test_session_without_half_day_is_refused(session, change):
    with pytest.raises(ValidationError, match="Indiquez au moins une demi-journée"):
        change(half_days=[])

    assert session.half_days.count() == 1


def test_invalid_hours_are_refused(session, change):
    with pytest.raises(ValidationError, match="L’heure de fin"):
        change(half_days=[Slot(in_days(7), datetime.time(12), datetime.time(9), DayPart.MORNING)])


def test_enrolled_and_waiting_members_are_notified_of_place_date_and_note(session, change):
    recipients = {EnrolmentFactory(session=session).member, EnrolmentFactory(session=session, waiting=True).member}
    EnrolmentFactory(session=session, cancelled=True)

    change(
        epm=EPMFactory(name="La Fabrique", commune__name="Luzech"),
        half_days=[Slot.usual(datetime.date(2126, 3, 12), DayPart.MORNING)],
        note="Apporter son ordinateur",
        capacity=1,
    )

    text = (
        "Session modifiée\u00a0: Animer un atelier collectif. Lieu\u00a0: La Fabrique, Luzech. "
        "Dates\u00a0: mardi 12 mars 2126. À savoir\u00a0: Apporter son ordinateur"
    )
    notices = Notice.objects.all()
    assert {notice.member for notice in notices} == recipients
    assert {(notice.text, notice.url) for notice in notices} == {(text, f"/formation/sessions/{session.pk}/")}


def test_new_link_is_notified_without_being_shown(session, change):
    enrolment = EnrolmentFactory(session=session)

    change(place=Place(kind=PlaceKind.REMOTE, link="https://visio.example.org/a"))
    change(place=Place(kind=PlaceKind.REMOTE, link="https://visio.example.org/b"))

    assert [notice.text for notice in Notice.objects.filter(member=enrolment.member).order_by("pk")][1:] == [
        "Session modifiée\u00a0: Animer un atelier collectif. Le lien de la réunion n’est plus le même"
    ]


def test_new_capacity_notifies_nobody(session, change):
    EnrolmentFactory(session=session)

    change(capacity=4)

    assert not Notice.objects.exists()


def test_author_of_the_change_is_not_notified(session, change, coordinator):
    EnrolmentFactory(session=session, member=coordinator)

    change(half_days=[morning(14)])

    assert not Notice.objects.exists()


def test_each_change_is_notified(session, change):
    EnrolmentFactory(session=session)

    change(half_days=[morning(14)])
    change(half_days=[morning(7)])
    change(half_days=[morning(14)])

    assert Notice.objects.count() == 3


def test_new_places_are_offered_in_the_order_of_the_waiting_list(session, change):
    Session.objects.update(capacity=1)
    EnrolmentFactory(session=session)
    first, second = EnrolmentFactory.create_batch(2, session=session, waiting=True)

    change(capacity=2)

    assert {enrolment.pk: enrolment.status for enrolment in (first, second) if enrolment.refresh_from_db() is None} == {
        first.pk: EnrolmentStatus.OFFERED,
        second.pk: EnrolmentStatus.WAITING,
    }
    assert [notice.member for notice in Notice.objects.all()] == [first.member]


def test_offer_ends_when_a_session_moved_nearer_begins(session, change):
    Session.objects.update(capacity=1)
    holder, waiting = EnrolmentFactory(session=session), EnrolmentFactory(session=session, waiting=True)
    leave(session=session, member=holder.member)
    Notice.objects.update(read_at=timezone.now())

    changed = change(half_days=[morning(1)])

    waiting.refresh_from_db()
    assert (waiting.status, waiting.offered_until) == (EnrolmentStatus.OFFERED, changed.begins_at)
    offer = Notice.objects.get(member=waiting.member, key__contains=":offered:")
    assert f"gardée pour vous jusqu’au {moment_in_words(changed.begins_at)}." in offer.text
    assert offer.read_at is None


def test_offer_that_ends_before_the_moved_session_is_not_shortened(session, change):
    offer = EnrolmentFactory(session=session, offered=True)

    change(half_days=[morning(3)])

    until = offer.offered_until
    offer.refresh_from_db()
    assert offer.offered_until == until


def test_capacity_below_the_places_taken_is_refused(session, change):
    EnrolmentFactory(session=session)
    EnrolmentFactory(session=session, offered=True)

    with pytest.raises(ValidationError) as refusal:
        change(capacity=1)

    assert refusal.value.message_dict == {
        "capacity": ["2\u00a0personnes ont une place\u00a0: il faut au moins autant de places."]
    }


def test_cancelled_session_cannot_change(session, change, coordinator):
    cancel_session(session=session, reason="Trop peu d’inscrits", by=coordinator)

    with pytest.raises(ValidationError, match="elle ne change plus"):
        change(capacity=4)


def test_cancellation_is_notified_once_with_its_reason(training, epm, coordinator):
    session = SessionFactory(training=training, epm=epm, dates=[datetime.date(2126, 3, 12)])
    recipients = {EnrolmentFactory(session=session).member, EnrolmentFactory(session=session, waiting=True).member}
    EnrolmentFactory(session=session, cancelled=True)
    EnrolmentFactory(session=session, member=coordinator)

    cancel_session(session=session, reason="Formateur malade", by=coordinator)

    session.refresh_from_db()
    assert (session.is_cancelled, session.cancel_reason) == (True, "Formateur malade")
    assert {notice.member for notice in Notice.objects.all()} == recipients
    assert {notice.text for notice in Notice.objects.all()} == {
        "Session annulée\u00a0: Animer un atelier collectif, le mardi 12 mars 2126. Raison\u00a0: Formateur malade"
    }


def test_cancelled_session_cannot_be_cancelled_again(session, coordinator):
    cancel_session(session=session, reason="Neige", by=coordinator)

    with pytest.raises(ValidationError, match="déjà annulée"):
        cancel_session(session=session, reason="Neige", by=coordinator)


def test_session_with_a_closed_half_day_cannot_be_cancelled(session, coordinator):
    HalfDayFactory(session=session, date=in_days(-7), closed_at=timezone.now())

    with pytest.raises(ValidationError, match="a eu lieu"):
        cancel_session(session=session, reason="Neige", by=coordinator)
