"""Offline entries: each is written once and gets its outcome."""

import datetime
import uuid

import pytest
from django.utils import timezone

from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.attendance.services.offline_attendance import write_entries
from formation.proof.certificates.models import Certificate
from formation.sessions.enrolment.models.enrolment import EnrolmentEvent
from formation.sessions.models.half_day import HalfDay
from tests.factories.formation import EnrolmentFactory
from tests.factories.reseau import MemberFactory, PositionFactory

STROKES = "M10,10L40,60M50,50L52,52"


def entry(about, **details) -> dict:
    return {"key": str(uuid.uuid4()), "about": str(about), "present": True, "how": "ticked", "age": 0, **details}


@pytest.fixture
def send(past_half_day, coordinator):
    """`send(entries, by=…)`: return a list of (state, why)."""

    def write(*entries, by=coordinator) -> list[tuple]:
        outcomes = write_entries(half_day=past_half_day, raw_entries=list(entries), by=by)
        assert [outcome["key"] for outcome in outcomes] == [raw_entry.get("key", "") for raw_entry in entries]
        return [(str(outcome["state"]), outcome.get("why", "")) for outcome in outcomes]

    return write


@pytest.fixture
def people(past_session):
    return EnrolmentFactory.create_batch(3, session=past_session)


def test_queue_sent_twice_is_written_once(send, people):
    queue = [entry(enrolment.pk, how="tablet", signature=STROKES) for enrolment in people]

    assert send(*queue) == [("written", "")] * 3
    rows = list(Attendance.objects.order_by("pk").values())
    assert send(*queue) == [("already", "")] * 3
    assert list(Attendance.objects.order_by("pk").values()) == rows


def test_entry_is_dated_by_its_age_not_by_the_tablet_clock(send, people):
    send(entry(people[0].pk, age=3600))

    age = timezone.now() - Attendance.objects.get().noted_at
    assert round(age.total_seconds() / 60) == 60


def test_last_entry_about_a_person_wins_even_if_the_queue_is_sent_again(send, people):
    ticked, unticked = entry(people[0].pk, age=9), entry(people[0].pk, present=False, age=8)

    assert send(ticked, unticked) == [("already", ""), ("written", "")]
    assert send(ticked, unticked) == [("already", ""), ("already", "")]
    assert not Attendance.objects.get().is_present


def test_refused_entry_does_not_block_the_others(send, people, past_session):
    former_enrolment = EnrolmentFactory(session=past_session, cancelled=True)

    states = send(
        entry(former_enrolment.pk), entry(people[0].pk), entry("999999"), {"key": "x", "about": str(people[1].pk)}
    )

    assert states == [
        ("refused", "Seules les personnes inscrites à cette session peuvent être notées."),
        ("written", ""),
        ("refused", "Cette personne n’est plus dans la session."),
        ("refused", "Demande incomprise."),
    ]
    assert Attendance.objects.get().enrolment == people[0]


def test_entry_for_a_half_day_closed_meanwhile_is_refused_with_the_reason(send, people, past_half_day, coordinator):
    close_attendance(half_day=past_half_day, presences=[], by=coordinator)

    assert send(entry(people[0].pk)) == [("refused", "L’émargement de cette demi-journée est déjà clos.")]
    assert not Attendance.objects.filter(is_present=True).exists()


@pytest.mark.parametrize(
    "raw_entry",
    [
        "no entry",
        {"key": "k"},
        entry("1", how="qr"),
        entry("1", age="soon"),
        entry("1", how="tablet"),
        entry("1", signature=["M1,1L2,2"]),
        entry("1", how="tablet", signature="M1,1L2,2<script>"),
        entry("1", how="tablet", signature="M1,1L601,2"),
        entry("1", typed_name="é" * 81),
    ],
)
def test_malformed_entry_is_refused(past_half_day, coordinator, raw_entry):
    (outcome,) = write_entries(half_day=past_half_day, raw_entries=[raw_entry], by=coordinator)

    assert outcome["state"] == "refused"
    assert not Attendance.objects.exists()


def test_late_arrival_with_a_known_name_gets_a_place(send, past_session):
    late_member = PositionFactory(member__first_name="Zoé", member__last_name="Lacoste-Vidal").member

    assert send(entry("late", member="zoe lacoste vidal", how="tablet", typed_name="Zoé L.")) == [("written", "")]
    line = Attendance.objects.get()
    assert (line.enrolment.member, line.how, line.typed_name) == (late_member, "tablet", "Zoé L.")
    assert EnrolmentEvent.objects.get(enrolment=line.enrolment).reason == "Arrivée le jour même"


def test_late_arrival_with_an_ambiguous_or_unknown_name_is_refused(send, past_session):
    PositionFactory.create_batch(2, member__first_name="Zoé", member__last_name="Lacoste")
    MemberFactory(first_name="Ancien", last_name="Membre")
    past_session.capacity = 1
    past_session.save()
    EnrolmentFactory(session=past_session)
    unique_member = PositionFactory(member__first_name="Paule", member__last_name="Unique").member

    reasons = [reason for _, reason in send(*(entry("late", member=words) for words in (
        "Zoé Lacoste", "Ancien Membre", "", str(unique_member.pk)
    )))]  # fmt: skip

    assert reasons == [
        "Plusieurs membres s’appellent «\u00a0Zoé Lacoste\u00a0». Choisissez dans la page.",
        "Aucun membre du réseau ne s’appelle «\u00a0Ancien Membre\u00a0». Cherchez son nom dans la page.",
        "Aucun membre du réseau ne s’appelle «\u00a0\u00a0». Cherchez son nom dans la page.",
        "Impossible d’ajouter Paule Unique\u00a0: sa place est prise.",
    ]
    assert past_session.enrolments.count() == 1


def test_sheet_is_signed_and_closed_offline(send, people, coordinator, past_half_day):
    closing = entry("close", signature=STROKES)

    assert send(entry(people[0].pk, age=60), closing) == [("written", ""), ("written", "")]
    assert send(closing) == [("already", "")]
    half_day = HalfDay.objects.get(pk=past_half_day.pk)
    assert (half_day.closed_by, half_day.signature) == (coordinator, STROKES)
    assert sorted(Attendance.objects.values_list("is_present", flat=True)) == [False, False, True]
    # Closing issues the certificate by itself.
    assert Certificate.objects.get().enrolment == people[0]
    assert send(closing, by=MemberFactory(coordinator=True)) == [
        ("refused", "L’émargement de cette demi-journée est déjà clos.")
    ]


def test_sheet_is_not_closed_offline_before_the_half_day_begins(half_day, coordinator):
    """Whenever the entry arrives, it counts for the minute of the press."""
    ten_minutes_later = half_day.begins_at + datetime.timedelta(minutes=10)

    def close(minutes_ago: int) -> list[str]:
        closing = entry("close", typed_name="Camille", age=60 * minutes_ago)
        outcomes = write_entries(half_day=half_day, raw_entries=[closing], by=coordinator, now=ten_minutes_later)
        return [str(outcome["state"]) for outcome in outcomes]

    assert close(minutes_ago=11) == ["refused"]
    assert close(minutes_ago=10) == ["written"]
    assert HalfDay.objects.get(pk=half_day.pk).closed_at == half_day.begins_at


def test_closing_needs_a_signature_and_an_empty_sheet_a_confirmation(send, people, past_half_day):
    assert send(entry("close")) == [("refused", "Signez pour clore l’émargement.")]
    assert send(entry("close", typed_name="Camille")) == [
        ("refused", "Aucune présence n’est notée. Cochez «\u00a0Personne n’est venu\u00a0», puis signez de nouveau.")
    ]
    assert not HalfDay.objects.get(pk=past_half_day.pk).is_closed
    assert send(entry("close", typed_name="Camille", present=False)) == [("written", "")]
