"""The waiting list: order, rules, and places left for each territory."""

import datetime

import pytest
from django.utils import timezone

from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.enrolment.services.offers import release_kept_places
from formation.sessions.enrolment.waiting_list import Origin, Seats, turn_of, waiting_list_of, waiting_lists
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import EPMFactory, PositionFactory, TerritoryFactory

TODAY = datetime.date(2026, 3, 2)


def ask(session: Session, *, hours_ago: int = 0, epm: EPM | None = None, **enrolment) -> Member:
    """Put a member of `epm`, or of a new EPM, on the waiting list since then."""
    return wait(session, PositionFactory(epm=epm or EPMFactory()).member, hours_ago=hours_ago, **enrolment)


def wait(session: Session, member: Member, *, hours_ago: int = 0, **enrolment) -> Member:
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


# Members without an EPM, with several positions, or with positions of other days


def coordinator_who_waits(session: Session, *, hours_ago: int = 0) -> Member:
    """Without EPM nor territory."""
    return wait(session, PositionFactory(coordinator=True).member, hours_ago=hours_ago)


def test_two_members_without_epm_are_not_colleagues(session):
    """Neither of each other, nor of a coordinator who has a place."""
    EnrolmentFactory(session=session, member=PositionFactory(coordinator=True).member)
    first, second = (coordinator_who_waits(session, hours_ago=hours) for hours in (3, 2))
    other = ask(session, hours_ago=1)

    assert names(session) == [first, second, other]
    assert [turn.reasons[1:] for turn in waiting_list_of(session)] == [("l’ordre des demandes",)] * 3


def test_member_without_epm_comes_before_a_colleague_of_a_participant(session, epm):
    EnrolmentFactory(session=session, member=PositionFactory(epm=epm).member)
    colleague = ask(session, hours_ago=3, epm=epm)
    coordinator = coordinator_who_waits(session)

    assert names(session) == [coordinator, colleague]


def test_member_without_territory_has_no_kept_place(session):
    """Places of two territories are kept; the places of the members without any count for none."""
    Session.objects.update(capacity=3)
    session.refresh_from_db()
    kept_territories = [TerritoryFactory(name=name) for name in ("Gourdon", "Souillac")]
    for territory in kept_territories:
        TerritoryQuota.objects.create(session=session, territory=territory, places=1)
    EnrolmentFactory(session=session, member=PositionFactory(coordinator=True).member)
    coordinator = coordinator_who_waits(session, hours_ago=5)
    members = [
        ask(session, hours_ago=2, epm=EPMFactory(commune__territory=territory)) for territory in kept_territories
    ]

    assert names(session) == [*members, coordinator]
    assert turn_of(session.enrolments.get(member=coordinator)).reasons == (
        "vous n’avez encore suivi aucune formation",
        "l’ordre des demandes",
    )
    release_kept_places()
    assert set(session.enrolments.offered().values_list("member", flat=True)) == {member.pk for member in members}


def test_territorial_animator_has_a_kept_place_of_their_territory(session):
    territory = TerritoryFactory(name="Gourdon")
    TerritoryQuota.objects.create(session=session, territory=territory, places=1)
    other = ask(session, hours_ago=5)
    territorial = wait(session, PositionFactory(territorial=True, territory=territory).member)

    assert names(session) == [territorial, other]


def test_member_with_two_positions_is_ranked_once_by_the_older_one(session, epm, other_epm):
    for participant_epm in (epm, other_epm):
        EnrolmentFactory(session=session, member=PositionFactory(epm=participant_epm).member)
    member = PositionFactory(epm=EPMFactory(), start=in_days(-900)).member
    PositionFactory(member=member, epm=epm, start=in_days(-100))
    wait(session, member)
    colleague = ask(session, hours_ago=3, epm=other_epm)

    assert names(session) == [member, colleague]


def test_coordinator_who_also_works_in_an_epm_is_ranked_as_a_coordinator(session, epm):
    EnrolmentFactory(session=session, member=PositionFactory(epm=epm).member)
    member = PositionFactory(coordinator=True).member
    PositionFactory(member=member, epm=epm, start=in_days(-900))
    colleague = ask(session, hours_ago=3, epm=epm)
    wait(session, member)

    assert names(session) == [member, colleague]


def test_position_of_another_day_does_not_count(session, epm, former):
    """`former` left `epm` yesterday for another EPM, and comes back tomorrow."""
    EnrolmentFactory(session=session, member=PositionFactory(epm=epm).member)
    PositionFactory(member=former, epm=EPMFactory(), start=in_days(0))
    PositionFactory(member=former, epm=epm, start=in_days(1))
    colleague = ask(session, hours_ago=3, epm=epm)
    wait(session, former)

    assert names(session) == [former, colleague]


def test_participant_who_left_an_epm_yesterday_is_no_colleague(session, epm, former):
    EnrolmentFactory(session=session, member=former)
    first = ask(session, hours_ago=3, epm=epm)
    second = ask(session, hours_ago=2)

    assert names(session) == [first, second]


def test_member_whose_last_position_ends_today_still_waits(session, epm):
    last_day = wait(session, PositionFactory(epm=epm, end=in_days(0)).member)

    assert names(session) == [last_day]
    assert waiting_list_of(session, in_days(1)) == []


def test_outsider_has_no_rank(session, outsider):
    wait(session, outsider, hours_ago=24)
    second = ask(session)

    assert names(session) == [second]


# Turns


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
