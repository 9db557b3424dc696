"""The waiting list: order, rules, and places left for each territory."""

import datetime

import pytest
from django.utils import timezone

from formation.attendance.models.attendance import Attendance
from formation.enrolment.waiting_list import Origin, Seats, turn_of, waiting_list_of, waiting_lists
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import EPMFactory, PositionFactory, TerritoryFactory

TODAY = datetime.date(2026, 3, 2)


def ask(session: Session, *, hours_ago: int = 0, epm: EPM | None = None, **enrolment) -> Member:
    """Put a member of `epm`, or of a new EPM, on the waiting list since then."""
    member = PositionFactory(epm=epm or EPMFactory()).member
    requested_at = timezone.now() - datetime.timedelta(hours=hours_ago)
    EnrolmentFactory(session=session, member=member, waiting=True, requested_at=requested_at, **enrolment)
    return member


def close_half_day_with(member: Member, *, is_closed: bool = True) -> Member:
    """Record that the member attended a half-day a month ago."""
    half_day = SessionFactory(dates=[in_days(-30)]).half_days.get()
    half_day.closed_at = timezone.now() if is_closed else None
    half_day.save()
    enrolment = EnrolmentFactory(session=half_day.session, member=member)
    Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=True)
    return member


def names(session: Session) -> list[Member]:
    return [turn.enrolment.member for turn in waiting_list_of(session)]


def test_equal_members_are_ordered_by_request(session):
    late_member, early_member = ask(session), ask(session, hours_ago=2)
    EnrolmentFactory(session=SessionFactory(training=session.training), waiting=True)

    assert names(session) == [early_member, late_member]
    assert [turn.rank for turn in waiting_list_of(session)] == [1, 2]


def test_member_without_any_training_comes_first(session):
    experienced = close_half_day_with(ask(session, hours_ago=5))
    beginner = ask(session)

    assert names(session) == [beginner, experienced]


def test_lifted_rule_does_not_apply(session):
    Session.objects.update(never_trained_first=False)
    session.refresh_from_db()
    experienced = close_half_day_with(ask(session, hours_ago=5))
    beginner = ask(session)

    assert names(session) == [experienced, beginner]


def test_presence_counts_only_once_attendance_is_closed(session):
    member_present = close_half_day_with(ask(session, hours_ago=5), is_closed=False)
    other_member = ask(session)

    assert names(session) == [member_present, other_member]


def test_first_person_of_each_epm_comes_before_a_second_one(session, epm):
    first = ask(session, hours_ago=3, epm=epm)
    second = ask(session, hours_ago=2, epm=epm)
    other_member = ask(session, hours_ago=1)

    assert names(session) == [first, other_member, second]


def test_colleague_of_a_participant_comes_after_the_others(session, epm):
    EnrolmentFactory(session=session, member=PositionFactory(epm=epm).member)
    colleague = ask(session, hours_ago=3, epm=epm)
    other_member = ask(session)

    assert names(session) == [other_member, colleague]


def test_territory_with_kept_places_comes_first_until_the_last_day(session):
    territory = TerritoryFactory(name="Gourdon")
    TerritoryQuota.objects.create(session=session, territory=territory, places=1)
    other_member = ask(session, hours_ago=5)
    members_of_territory = [
        ask(session, hours_ago=hours, epm=EPMFactory(commune__territory=territory)) for hours in (3, 2)
    ]

    assert names(session) == [members_of_territory[0], other_member, members_of_territory[1]]

    session.quotas_until = in_days(-1)
    assert names(session) == [other_member, *members_of_territory]


def test_places_kept_in_another_session_change_nothing(session):
    kept = TerritoryFactory(name="Gourdon")
    elsewhere = SessionFactory(training=session.training, epm=EPMFactory())
    TerritoryQuota.objects.create(session=elsewhere, territory=kept, places=1)
    other = ask(session, hours_ago=5)
    theirs = ask(session, epm=EPMFactory(commune__territory=kept))

    assert names(session) == [other, theirs]


def test_member_put_first_comes_before_every_rule(session):
    beginner = ask(session, hours_ago=5)
    member_put_first = close_half_day_with(ask(session, put_first_at=timezone.now()))

    assert names(session) == [member_put_first, beginner]
    assert waiting_list_of(session)[0].reasons == ("la coordination vous a mis en tête",)


def test_former_member_has_no_rank(session, former):
    EnrolmentFactory(session=session, member=former, waiting=True, requested_at=timezone.now() - datetime.timedelta(1))
    second = ask(session)

    assert names(session) == [second]


def test_member_sees_their_rank_and_its_reasons(session, epm):
    ask(session, hours_ago=5)
    EnrolmentFactory(session=session, member=PositionFactory(epm=epm).member)
    colleague = close_half_day_with(ask(session, epm=epm))

    turn = turn_of(session.enrolments.get(member=colleague))

    assert turn.words == "vous êtes 2ᵉ sur la liste d’attente"
    assert turn.reasons_in_words == (
        "vous avez déjà suivi une formation, quelqu’un de votre EPM passe déjà et l’ordre des demandes"
    )


def test_waiting_lists_of_many_sessions_take_two_queries(session, django_assert_num_queries):
    other_sessions = [SessionFactory(training=session.training, epm=EPMFactory()) for _ in range(3)]
    for any_session in (session, *other_sessions):
        ask(any_session)
        ask(any_session)

    with django_assert_num_queries(2):
        lines = waiting_lists([session, *other_sessions])

    assert [len(line) for line in lines.values()] == [2, 2, 2, 2]


@pytest.mark.parametrize(
    ("origins", "origin", "expected"),
    [
        ([], Origin(1, 10), 4),
        ([], Origin(2, 20), 2),
        ([Origin(1, 10)], Origin(2, 20), 2),
        ([Origin(1, 10), Origin(3, 10)], Origin(2, 20), 2),
        ([Origin(1, 10), Origin(3, 10), Origin(4, 10)], Origin(2, 20), 1),
        ([Origin(2, 20), Origin(5, 20)], Origin(6, 20), 0),
        ([Origin(2, 20), Origin(5, 20)], Origin(), 0),
        ([Origin(2, 20), Origin(5, 20)], Origin(1, 10), 2),
    ],
)
def test_kept_places_are_not_free_for_other_territories(origins, origin, expected):
    """Four places, two of them kept for territory 10."""
    quota = TerritoryQuota(territory_id=10, places=2)

    assert Seats(Session(capacity=4), [quota], origins, TODAY).free_for(origin) == expected


def test_kept_places_include_the_last_day():
    quota = TerritoryQuota(territory_id=10, places=2)
    session = Session(capacity=2, quotas_until=TODAY)

    assert Seats(session, [quota], [], TODAY).free_for(Origin(1, 20)) == 0
    assert Seats(session, [quota], [], TODAY + datetime.timedelta(days=1)).free_for(Origin(1, 20)) == 2
