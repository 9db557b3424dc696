"""No person and no room is in two half-days at once; a refusal names the busy person or room."""

import dataclasses

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from formation.enums import DayPart, EnrolmentStatus
from formation.sessions.enrolment.services.enrolments import enrol, leave
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.sessions.occupancy import Claim
from formation.sessions.session_data import Place, SessionData
from formation.year.session_changes.services import cancel_session, change_session, open_session
from tests.factories.formation import in_days
from tests.factories.reseau import EPMFactory, PositionFactory

MORNING = Slot.usual(in_days(7), DayPart.MORNING)
AFTERNOON = Slot.usual(in_days(7), DayPart.AFTERNOON)


def test_claims_are_written_in_one_order_whoever_writes_them():
    day, other_day = in_days(7), in_days(8)
    ordered = [
        Claim(1, day, DayPart.AFTERNOON, None, None),
        Claim(1, day, DayPart.MORNING, 1, None),
        Claim(1, day, DayPart.MORNING, 2, None),
        Claim(1, day, DayPart.MORNING, None, 1),
        Claim(1, day, DayPart.MORNING, None, 2),
        Claim(1, other_day, DayPart.AFTERNOON, None, None),
    ]

    keys = [claim.sort_key for claim in ordered]
    assert keys == sorted(set(keys))


@pytest.fixture
def open_at(training, epm, coordinator):
    """`open_at(*slots, epm=…, trainers=…)`: open a session at these times, by default in `epm`."""

    def call(*slots, epm=epm, **session_data) -> Session:
        return open_session(
            training=training,
            session_data=SessionData.in_epm(epm, capacity=4, **session_data),
            half_days=slots,
            by=coordinator,
        )

    return call


def refusal_of(call, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        call(*args, **kwargs)
    return refusal.value.messages


def occupancies() -> set[tuple]:
    return set(Occupancy.objects.values_list("member", "epm", "part"))


def test_taken_room_is_refused(open_at, epm):
    open_at(MORNING)

    assert [text.split(" le ")[0] for text in refusal_of(open_at, MORNING)] == [f"L’{epm.name} est déjà pris"]
    assert Session.objects.count() == 1
    open_at(AFTERNOON)
    open_at(MORNING, epm=EPMFactory())


def test_taken_trainer_is_refused(open_at, animator):
    open_at(MORNING, trainers=(animator,))

    assert refusal_of(open_at, MORNING, epm=EPMFactory(), trainers=(animator,))[0].startswith(
        f"{animator} a déjà une session"
    )


def test_taken_participant_is_refused(open_at, animator):
    enrol(session=open_at(MORNING), member=animator)
    other_session = open_at(MORNING, epm=EPMFactory())

    assert refusal_of(enrol, session=other_session, member=animator)[0].startswith("Vous avez déjà une session le")
    assert not other_session.enrolments.exists()


def test_taken_trainer_cannot_enrol_elsewhere(open_at, animator):
    open_at(MORNING, trainers=(animator,))
    other_session = open_at(MORNING, epm=EPMFactory())

    assert refusal_of(enrol, session=other_session, member=animator)[0].startswith("Vous avez déjà une session le")


def test_waiting_member_is_not_busy(open_at, animator):
    full_session = open_at(MORNING)
    Session.objects.filter(pk=full_session.pk).update(capacity=1)
    enrol(session=full_session, member=PositionFactory().member)
    assert enrol(session=full_session, member=animator).status == EnrolmentStatus.WAITING

    assert enrol(session=open_at(MORNING, epm=EPMFactory()), member=animator).is_confirmed


def test_member_who_leaves_is_free_again(open_at, animator):
    session = open_at(MORNING)
    enrol(session=session, member=animator)
    leave(session=session, member=animator)

    assert enrol(session=open_at(MORNING, epm=EPMFactory()), member=animator).is_confirmed


def test_occupancies_follow_a_moved_session(open_at, epm, animator, coordinator):
    session, elsewhere = open_at(MORNING), EPMFactory()
    enrol(session=session, member=animator)
    assert occupancies() == {(None, epm.pk, "morning"), (animator.pk, None, "morning")}

    session_data = dataclasses.replace(SessionData.of(session), place=Place(epm=elsewhere))
    change_session(session=session, session_data=session_data, half_days=[AFTERNOON], by=coordinator)

    assert occupancies() == {(None, elsewhere.pk, "afternoon"), (animator.pk, None, "afternoon")}


def test_move_onto_other_sessions_of_its_people_is_refused(open_at, animator, coordinator):
    session = open_at(MORNING)
    enrol(session=session, member=animator)
    enrol(session=open_at(AFTERNOON, epm=EPMFactory()), member=animator)
    change = {"session": session, "session_data": SessionData.of(session), "half_days": [AFTERNOON], "by": coordinator}

    assert refusal_of(change_session, **change)[0].startswith(f"{animator} a déjà une session le")
    assert session.half_days.get().part == DayPart.MORNING


def test_cancelled_session_frees_its_room(open_at, coordinator):
    cancel_session(session=open_at(MORNING), reason="Salle fermée", by=coordinator)

    open_at(MORNING)
    assert Occupancy.objects.count() == 1


def test_database_refuses_a_second_row_for_the_same_time(open_at, epm):
    half_day = open_at(MORNING).half_days.get()
    other_half_day = open_at(AFTERNOON).half_days.get()

    with pytest.raises(IntegrityError):
        Occupancy.objects.create(half_day=other_half_day, date=half_day.date, part=half_day.part, epm=epm)
