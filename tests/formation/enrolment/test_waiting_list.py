"""The waiting list: who passes first, by which rule, and how many places are left for whom."""

import datetime

import pytest
from django.utils import timezone

from formation.attendance.models.attendance import Attendance
from formation.enrolment.waiting_list import Origin, Seats, lines_of, turn_of, waiting_line
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import EPMFactory, PositionFactory, TerritoryFactory

TODAY = datetime.date(2026, 3, 2)


def ask(session: Session, *, hours_ago: int = 0, epm: EPM | None = None, **enrolment) -> Member:
    """Somebody of `epm`, or of another one of her own, waits since then."""
    member = PositionFactory(epm=epm or EPMFactory()).member
    asked = timezone.now() - datetime.timedelta(hours=hours_ago)
    EnrolmentFactory(session=session, member=member, waiting=True, requested_at=asked, **enrolment)
    return member


def trained(member: Member, *, closed: bool = True) -> Member:
    """She was at a half-day a month ago."""
    half_day = SessionFactory(dates=[in_days(-30)]).half_days.get()
    half_day.closed_at = timezone.now() if closed else None
    half_day.save()
    enrolment = EnrolmentFactory(session=half_day.session, member=member)
    Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=True)
    return member


def names(session: Session) -> list[Member]:
    return [turn.enrolment.member for turn in waiting_line(session)]


def test_requests_pass_in_their_order_when_nothing_sets_people_apart(session):
    late, early = ask(session), ask(session, hours_ago=2)
    EnrolmentFactory(session=SessionFactory(training=session.training), waiting=True)

    assert names(session) == [early, late]
    assert [turn.rank for turn in waiting_line(session)] == [1, 2]


def test_who_has_never_followed_a_training_passes_first(session):
    experienced = trained(ask(session, hours_ago=5))
    beginner = ask(session)

    assert names(session) == [beginner, experienced]


def test_lifted_rule_orders_nobody(session):
    Session.objects.update(never_trained_first=False)
    session.refresh_from_db()
    experienced = trained(ask(session, hours_ago=5))
    beginner = ask(session)

    assert names(session) == [experienced, beginner]


def test_presence_counts_once_its_attendance_is_closed(session):
    noted = trained(ask(session, hours_ago=5), closed=False)
    other = ask(session)

    assert names(session) == [noted, other]


def test_one_person_of_each_epm_passes_before_a_second_one(session, epm):
    first = ask(session, hours_ago=3, epm=epm)
    second = ask(session, hours_ago=2, epm=epm)
    other = ask(session, hours_ago=1)

    assert names(session) == [first, other, second]


def test_colleague_of_who_has_a_place_passes_after_the_others(session, epm):
    EnrolmentFactory(session=session, member=PositionFactory(epm=epm).member)
    colleague = ask(session, hours_ago=3, epm=epm)
    other = ask(session)

    assert names(session) == [other, colleague]


def test_territory_that_misses_its_places_passes_first_until_the_day(session):
    kept = TerritoryFactory(name="Gourdon")
    TerritoryQuota.objects.create(session=session, territory=kept, places=1)
    other = ask(session, hours_ago=5)
    ours = [ask(session, hours_ago=hours, epm=EPMFactory(commune__territory=kept)) for hours in (3, 2)]

    assert names(session) == [ours[0], other, ours[1]]

    session.quotas_until = in_days(-1)
    assert names(session) == [other, *ours]


def test_whom_the_coordination_put_first_passes_before_every_rule(session):
    beginner = ask(session, hours_ago=5)
    chosen = trained(ask(session, put_first_at=timezone.now()))

    assert names(session) == [chosen, beginner]
    assert waiting_line(session)[0].reasons == ("la coordination vous a mis en tête",)


def test_who_left_the_network_has_no_turn(session, former):
    EnrolmentFactory(session=session, member=former, waiting=True, requested_at=timezone.now() - datetime.timedelta(1))
    second = ask(session)

    assert names(session) == [second]


def test_person_reads_her_rank_and_what_gives_it(session, epm):
    ask(session, hours_ago=5)
    EnrolmentFactory(session=session, member=PositionFactory(epm=epm).member)
    colleague = trained(ask(session, epm=epm))

    turn = turn_of(session.enrolments.get(member=colleague))

    assert turn.words == "vous êtes 2ᵉ sur la liste d’attente"
    assert turn.reasons_in_words == (
        "vous avez déjà suivi une formation, quelqu’un de votre EPM passe déjà et l’ordre des demandes"
    )


def test_lines_of_many_sessions_cost_two_queries(session, django_assert_num_queries):
    others = [SessionFactory(training=session.training, epm=EPMFactory()) for _ in range(3)]
    for one in (session, *others):
        ask(one)
        ask(one)

    with django_assert_num_queries(2):
        lines = lines_of([session, *others])

    assert [len(line) for line in lines.values()] == [2, 2, 2, 2]


@pytest.mark.parametrize(
    ("taken", "origin", "free"),
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
def test_places_kept_for_a_territory_are_not_free_for_the_others(taken, origin, free):
    """Four places, two of them kept for territory 10."""
    quota = TerritoryQuota(territory_id=10, places=2)

    assert Seats(Session(capacity=4), [quota], taken, TODAY).free_for(origin) == free


def test_places_are_kept_until_their_last_day_included():
    quota = TerritoryQuota(territory_id=10, places=2)
    session = Session(capacity=2, quotas_until=TODAY)

    assert Seats(session, [quota], [], TODAY).free_for(Origin(1, 20)) == 0
    assert Seats(session, [quota], [], TODAY + datetime.timedelta(days=1)).free_for(Origin(1, 20)) == 2
