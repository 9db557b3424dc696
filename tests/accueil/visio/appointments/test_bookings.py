"""Bookings: what they take, what refuses them, what a move and a cancellation tell and free."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from accueil.visio.appointments.enums import AppointmentState, BookedBy
from accueil.visio.appointments.models import KEPT, Appointment, AppointmentQuarter
from accueil.visio.appointments.services.bookings import BookedPerson, book, cancel, move, welcome_instead
from accueil.visio.appointments.services.erasure import erase_people
from accueil.visio.appointments.services.outcome import write_outcome
from accueil.visio.rooms.models import VisioDesk
from accueil.visio.slots.services import refresh_days
from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from formation.sessions.models.occupancy import Occupancy
from reseau.places.opening_hours.hours import osm_date
from reseau.texts.wording import day_in_full
from tests.clock import freeze_time
from tests.factories.accueil import AppointmentFactory, PartnerOfficeFactory, VisioDeskFactory, VisioRoomFactory
from tests.factories.reseau import CommuneFactory, PositionFactory

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


def at(hour: str) -> datetime.time:
    return datetime.time.fromisoformat(hour)


def events_to(address: str) -> list:
    """Return the calendar events of the mails to an address, in their order."""
    mails = Mail.objects.filter(outsider=address).order_by("pk")
    enclosures = [enclosure for mail in mails for enclosure in mail.enclosures.all()]
    calendars = [Calendar.from_ical(bytes(enclosure.content)) for enclosure in enclosures]
    return [event for calendar in calendars for event in calendar.walk("VEVENT")]


def test_booking_takes_room_desk_and_who_books(booked, room, desk, animator, slot):
    appointment = booked("10:30")

    assert (appointment.room, appointment.desk, appointment.welcomed_by) == (room, desk, animator)
    assert (appointment.slot, appointment.call_link) == (slot, slot.link)
    assert list(appointment.taken_quarters.values_list("quarter", flat=True)) == [42, 43]


def test_hour_that_is_taken_is_refused_with_the_nearest_free_ones(booked, colleague):
    booked("10:00")

    with pytest.raises(ValidationError) as refusal:
        booked("10:00")

    assert refusal.value.messages[1] == "Libre ce jour-là\u00a0: 9\u00a0h, 9\u00a0h\u00a030 et 10\u00a0h\u00a030."


def test_agent_is_free_but_the_room_is_taken(booked, colleague, epm):
    VisioDeskFactory(epm=epm)
    booked("10:00")

    with pytest.raises(ValidationError):
        booked("10:00", by=colleague)


def test_second_room_takes_the_second_desk_and_the_colleague(booked, colleague, epm, slot):
    slot.pk = None
    slot.room = VisioRoomFactory(epm=epm)
    slot.save()
    refresh_days(slot=slot)
    first = booked("10:00")
    with pytest.raises(ValidationError):
        booked("10:00")
    desk = VisioDeskFactory(epm=epm)

    second = booked("10:00")

    assert (second.desk, second.welcomed_by, first.room != second.room) == (desk, colleague, True)


def test_nobody_welcomes_during_a_half_day_of_training(booked, animator, half_day):
    Occupancy.objects.create(half_day=half_day, date=half_day.date, part=half_day.part, member=animator)

    with pytest.raises(ValidationError, match="Rien n’est libre ce jour-là"):
        booked("10:00")


def test_member_of_two_places_is_in_one_appointment(booked, animator, day):
    other = AppointmentFactory(day=day, begins=at("10:00"), welcomed_by=animator)

    with pytest.raises(ValidationError):
        booked("10:00")

    assert AppointmentQuarter.objects.exclude(appointment=other).count() == 0


def test_team_that_has_left_welcomes_nobody(booked, animator, day):
    animator.positions.update(end=day - datetime.timedelta(days=1))

    with pytest.raises(ValidationError):
        booked("10:00")


@pytest.mark.parametrize("what", ["desk", "room", "partner", "service", "motive", "place"])
def test_what_is_closed_is_not_booked(booked, desk, room, partner, service, motive, epm, day, what):
    match what:
        case "desk":
            type(desk).objects.update(is_in_service=False)
        case "room":
            type(room).objects.update(is_confidential=False)
        case "partner":
            type(partner).objects.update(state="left")
        case "service":
            type(service).objects.update(is_offered=False)
        case "motive":
            type(motive).objects.update(is_offered=False)
            motive.refresh_from_db()
        case "place":
            epm.opening_hours = f"Tu 09:00-12:00; {osm_date(day)} off"
            epm.save()

    with pytest.raises(ValidationError):
        booked("10:00")


def test_place_that_has_just_closed_is_refused_in_words(booked, epm):
    type(epm).objects.filter(pk=epm.pk).update(is_open=False)

    with pytest.raises(ValidationError, match="vient de fermer"):
        booked("10:00")


def test_day_past_the_horizon_or_past_is_refused(booked, day):
    for wrong in (day + 20 * WEEK, timezone.localdate() - WEEK):
        with pytest.raises(ValidationError, match="Rien n’est libre"):
            booked("10:00", day=wrong)


def test_public_needs_a_day_of_notice(epm, service, motive, desk, animator, slot, day, monkeypatch):
    on_the_eve = timezone.make_aware(datetime.datetime.combine(day, at("10:05"))) - datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: on_the_eve)
    common = {"epm": epm, "service": service, "motive": motive, "day": day, "person": BookedPerson("Odile R.")}

    with pytest.raises(ValidationError):
        book(begins=at("10:00"), through=BookedBy.PERSON, **common)
    assert book(begins=at("10:30"), through=BookedBy.PERSON, **common).begins == at("10:30")
    assert book(begins=at("10:00"), through=BookedBy.TEAM, by=animator, **common).begins == at("10:00")


def test_move_keeps_the_event_and_raises_its_rank_for_all(booked, animator, colleague, day):
    appointment = booked("10:00", email="odile@example.org")

    moved = move(appointment=appointment, day=day, begins=at("11:00"), by=colleague)

    assert list(moved.taken_quarters.values_list("quarter", flat=True)) == [44, 45]
    for address in ("odile@example.org", "caf@example.org"):
        first, second = events_to(address)
        assert first["uid"] == second["uid"]
        assert (first["sequence"], second["sequence"]) == (0, 1)
        assert timezone.localtime(second["dtstart"].dt).time() == at("11:00")


def test_move_to_another_place_takes_its_room_desk_and_team_and_tells_all(booked, animator, elsewhere, day):
    appointment = booked("10:00", email="odile@example.org")

    moved = move(appointment=appointment, day=day, begins=at("10:00"), epm=elsewhere, by=animator)

    assert (moved.room.name, moved.desk.name, moved.welcomed_by.email) == ("Alcôve", "Portable", "la-bas@example.org")
    assert moved.call_link == "https://visio.example.org/ailleurs"
    assert set(moved.taken_quarters.values_list("room", "desk")) == {(moved.room_id, moved.desk_id)}
    for address in ("odile@example.org", "caf@example.org"):
        first, second = events_to(address)
        assert (first["uid"], first["sequence"] + 1) == (second["uid"], second["sequence"])
        assert elsewhere.name in second["location"]
    text = f"{day_in_full(day)} à 10\u00a0h, {elsewhere}, au lieu de"
    assert Notice.objects.filter(member=moved.welcomed_by, text__contains=text).exists()
    assert not Notice.objects.filter(member=animator, text__contains="Vous n’accueillez plus").exists()
    assert booked("10:00", name="Camille B.").welcomed_by == animator


def test_whoever_no_longer_welcomes_after_a_move_is_told_and_their_calendar_is_freed(
    booked, animator, coordinator, elsewhere, day
):
    appointment = booked("10:00")

    move(appointment=appointment, day=day, begins=at("11:00"), epm=elsewhere, by=coordinator)

    notice = Notice.objects.get(member=animator, text__contains="Vous n’accueillez plus")
    mail = Mail.objects.get(member=animator)
    event = Calendar.from_ical(bytes(mail.enclosures.get().content)).walk("VEVENT")[0]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    assert notice.url == f"/points-visio/lieux/{appointment.epm.slug}/"


def test_move_to_another_place_needs_its_own_free_hour_and_two_hours_of_notice(booked, animator, elsewhere, day):
    appointment = booked("11:30")
    half_past_eight = timezone.make_aware(datetime.datetime.combine(day, at("08:30")))
    taken = VisioDesk.objects.filter(epm=elsewhere)
    taken.update(is_in_service=False)
    with pytest.raises(ValidationError):
        move(appointment=appointment, day=day, begins=at("10:00"), epm=elsewhere)
    taken.update(is_in_service=True)

    with freeze_time(half_past_eight):
        with pytest.raises(ValidationError):
            move(appointment=appointment, day=day, begins=at("10:00"), epm=elsewhere)
        assert move(appointment=appointment, day=day, begins=at("10:00")).epm == appointment.epm
        assert move(appointment=appointment, day=day, begins=at("11:00"), epm=elsewhere).epm == elsewhere


def test_mails_to_the_partner_name_nobody_and_no_motive_is_mailed(booked, motive):
    booked("10:00", name="Odile Rare", email="odile@example.org")

    to_partner = Mail.objects.get(outsider="caf@example.org")
    assert "Odile" not in f"{to_partner.subject} {to_partner.text}"
    assert not [mail for mail in Mail.objects.all() if motive.words in f"{mail.subject} {mail.text}"]


def test_move_to_a_taken_hour_changes_nothing(booked, day):
    first, second = booked("10:00"), booked("11:00")

    with pytest.raises(ValidationError):
        move(appointment=second, day=day, begins=at("10:00"))

    second.refresh_from_db()
    assert (second.begins, AppointmentQuarter.objects.count(), first.begins) == (at("11:00"), 4, at("10:00"))


def test_move_over_its_own_hour_is_free(booked, day, service):
    service.minutes = 60
    service.save()
    appointment = booked("09:00")

    assert move(appointment=appointment, day=day, begins=at("10:00")).begins == at("10:00")


def test_cancelled_appointment_frees_everything_and_is_told(booked, animator, colleague):
    appointment = booked("10:00", email="odile@example.org")

    cancel(appointment=appointment, by=colleague)

    again = booked("10:00", name="Camille B.")
    last = events_to("odile@example.org")[-1]
    assert (last["status"], last["sequence"], again.begins) == ("CANCELLED", 1, at("10:00"))
    assert Notice.objects.filter(member=animator, text__contains="annulé").exists()
    with pytest.raises(ValidationError, match="n’est plus réservé"):
        move(appointment=appointment, day=appointment.day, begins=at("11:00"))


def held(appointment: Appointment, **fields) -> Appointment:
    """Take an appointment two weeks back."""
    past = timezone.localdate() - 2 * WEEK
    appointment.taken_quarters.update(day=past)
    Appointment.objects.filter(pk=appointment.pk).update(day=past, **fields)
    return Appointment.objects.get(pk=appointment.pk)


def test_outcome_counts_the_journey_that_was_avoided(booked, partner, epm):
    """A degree of latitude is some 111 km as the crow flies, 145 by road: to the office and back, less to the place."""
    PartnerOfficeFactory(partner=partner, commune=CommuneFactory(town_hall_latitude=44.0, town_hall_longitude=1.72))
    PartnerOfficeFactory(partner=partner, commune=CommuneFactory(town_hall_latitude=40.0, town_hall_longitude=1.72))
    home = CommuneFactory(town_hall_latitude=44.68, town_hall_longitude=1.72)
    appointment = held(booked("10:00", commune=home))

    seen = write_outcome(appointment=appointment, state=AppointmentState.SEEN, real_minutes=25, has_documents=True)

    # 0.68 degree less 0.10, twice, times 111.195 km and 1.3.
    assert (seen.kilometres, seen.real_minutes, seen.has_documents) == (168, 25, True)


def test_outcome_is_corrected_and_an_excuse_frees_the_room(booked):
    appointment = held(booked("10:00"))

    write_outcome(appointment=appointment, state=AppointmentState.SEEN, real_minutes=30)
    excused = write_outcome(appointment=appointment, state=AppointmentState.EXCUSED)

    assert (excused.real_minutes, excused.has_documents, excused.taken_quarters.count()) == (None, None, 0)
    absent = write_outcome(appointment=appointment, state=AppointmentState.NO_SHOW)
    assert absent.taken_quarters.count() == 2


def test_outcome_waits_for_its_hour_and_needs_a_length(booked):
    appointment = booked("10:00")

    with pytest.raises(ValidationError, match="pas encore commencé"):
        write_outcome(appointment=appointment, state=AppointmentState.NO_SHOW)
    with pytest.raises(ValidationError, match="combien de temps"):
        write_outcome(appointment=held(appointment), state=AppointmentState.SEEN)


def test_people_are_erased_after_thirty_days_with_the_mails_to_them(booked):
    recent = held(booked("10:00", email="camille@example.org"))
    old = held(booked("11:00", email="odile@example.org", commune=CommuneFactory()))
    Appointment.objects.filter(pk=old.pk).update(day=timezone.localdate() - KEPT - datetime.timedelta(days=1))

    assert (erase_people(), erase_people()) == (1, 0)

    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.name, old.phone, old.email, old.commune, old.partner_id) == ("", "", "", None, recent.partner_id)
    assert recent.name == "Odile R."
    assert set(Mail.objects.values_list("outsider", flat=True)) == {"camille@example.org", "caf@example.org"}


def test_somebody_else_of_the_team_welcomes_instead(booked, animator, epm):
    appointment = booked("10:00")
    assert welcome_instead(appointment=appointment) is False
    other = PositionFactory(epm=epm).member
    animator.positions.update(end=timezone.localdate() - datetime.timedelta(days=1))

    assert welcome_instead(appointment=appointment)

    appointment.refresh_from_db()
    assert set(appointment.taken_quarters.values_list("welcomed_by", flat=True)) == {appointment.welcomed_by_id}
    assert appointment.welcomed_by == other
