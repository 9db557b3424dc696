"""Positions: live days, rights, and rules checked by both form and database."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reseau.enums import Role
from reseau.people.members.models.position import LAST_COORDINATOR_MESSAGE, SAME_POSITION_MESSAGE, Position
from reseau.people.members.validators import PLACE_FITS_ROLE_MESSAGE
from tests.factories.reseau import MemberFactory, PositionFactory

DAY = date(2026, 3, 12)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "is_live", "is_unfinished"),
    [
        (BEFORE, None, True, True),
        (DAY, None, True, True),
        (AFTER, None, False, True),
        (BEFORE, DAY, True, True),
        (DAY, DAY, True, True),
        (BEFORE, BEFORE, False, False),
    ],
)
def test_position_is_live_from_its_first_to_its_last_day(epm, start, end, is_live, is_unfinished):
    PositionFactory(epm=epm, start=start, end=end)

    assert Position.objects.live(DAY).exists() is is_live
    assert Position.objects.unfinished(DAY).exists() is is_unfinished


@pytest.mark.parametrize(
    ("start", "end", "is_live", "is_finished"),
    [(-1, None, True, False), (0, 0, True, False), (1, None, False, False), (-2, -1, False, True)],
)
def test_position_knows_whether_it_is_live_today(today, start, end, is_live, is_finished):
    position = Position(start=today + timedelta(days=start), end=None if end is None else today + timedelta(days=end))

    assert (position.is_live, position.is_finished) == (is_live, is_finished)


def test_position_gives_the_tokens_of_its_role_and_place(epm, figeac):
    animator = PositionFactory(epm=epm)
    territorial = PositionFactory(territorial=True, territory=figeac)
    coordinator = PositionFactory(coordinator=True)

    assert animator.audience_tokens == {"member", f"epm:{epm.pk}", f"territory:{figeac.pk}"}
    assert territorial.audience_tokens == {"member", f"territory:{figeac.pk}", f"watch:{figeac.pk}"}
    assert coordinator.audience_tokens == {"member", "coordinator"}
    assert [str(position) for position in (animator, territorial, coordinator)] == [
        "Animation d’un EPM, EPM de Gramat",
        "Animation territoriale, Figeac",
        "Coordination départementale, tout le département",
    ]


def refusal(position: Position) -> list[str]:
    with pytest.raises(ValidationError) as error:
        position.full_clean()
    return error.value.messages


@pytest.mark.parametrize(
    ("role", "with_epm", "with_territory"),
    [
        (Role.ANIMATOR, False, False),
        (Role.ANIMATOR, False, True),
        (Role.ANIMATOR, True, True),
        (Role.TERRITORIAL, False, False),
        (Role.TERRITORIAL, True, False),
        (Role.COORDINATOR, True, False),
        (Role.COORDINATOR, False, True),
    ],
)
def test_role_without_its_place_is_refused(animator, epm, figeac, role, with_epm, with_territory):
    position = Position(
        member=animator,
        role=role,
        epm=epm if with_epm else None,
        territory=figeac if with_territory else None,
        start=date(2010, 1, 1),
        end=date(2010, 12, 31),
    )

    assert refusal(position) == [PLACE_FITS_ROLE_MESSAGE]
    with pytest.raises(IntegrityError), transaction.atomic():
        position.save()


def test_position_that_ends_before_it_starts_is_refused(animator, other_epm):
    position = Position(member=animator, role=Role.ANIMATOR, epm=other_epm, start=DAY, end=BEFORE)

    assert refusal(position) == ["La fin du poste ne peut pas précéder son début."]
    with pytest.raises(IntegrityError), transaction.atomic():
        position.save()


@pytest.mark.parametrize("kind", ["animator", "territorial", "coordinator"])
def test_open_ended_position_held_twice_is_refused(epm, figeac, kind):
    places = {
        "animator": {"epm": epm},
        "territorial": {"territorial": True, "territory": figeac},
        "coordinator": {"coordinator": True},
    }
    position = PositionFactory(**places[kind])
    duplicate = Position(
        member=position.member, role=position.role, epm=position.epm, territory=position.territory, start=DAY
    )

    assert set(refusal(duplicate)) == {SAME_POSITION_MESSAGE}
    with pytest.raises(IntegrityError), transaction.atomic():
        duplicate.save()


def test_two_territories_may_be_watched_over_at_once(figeac, cahors):
    position = PositionFactory(territorial=True, territory=figeac)
    other = Position(member=position.member, role=position.role, territory=cahors, start=DAY)

    assert not Position.objects.same_as(other).exists()


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        (date(2025, 1, 1), date(2025, 6, 30), True),
        (date(2025, 6, 30), None, True),
        (date(2024, 1, 1), date(2025, 1, 1), True),
        (date(2025, 7, 1), None, False),
        (date(2024, 1, 1), date(2024, 12, 31), False),
    ],
)
def test_same_position_may_be_held_again_on_other_days(epm, start, end, is_refused):
    position = PositionFactory(epm=epm, start=date(2025, 1, 1), end=date(2025, 6, 30))
    new_position = Position(member=position.member, role=Role.ANIMATOR, epm=epm, start=start, end=end)

    assert Position.objects.same_as(new_position).exists() is is_refused
    if is_refused:
        assert refusal(new_position) == [SAME_POSITION_MESSAGE]
    else:
        new_position.full_clean()


def test_position_without_member_or_dates_is_refused_field_by_field(epm):
    with pytest.raises(ValidationError) as error:
        Position(role=Role.ANIMATOR, epm=epm, start=None).full_clean()

    assert set(error.value.message_dict) == {"member", "start"}


def test_dates_that_leave_no_coordinator_are_refused(db, yesterday):
    position = PositionFactory(coordinator=True)
    position.end = yesterday

    assert refusal(position) == [LAST_COORDINATOR_MESSAGE]

    PositionFactory(coordinator=True)
    position.full_clean()


def test_former_or_future_coordinator_does_not_count_as_another(db, today, yesterday):
    position = PositionFactory(coordinator=True)
    PositionFactory(coordinator=True, end=yesterday)
    PositionFactory(coordinator=True, start=today + timedelta(days=1))

    assert position.is_last_coordination is True


def test_coordinator_with_a_closed_account_does_not_count_as_another(db):
    position = PositionFactory(coordinator=True)
    PositionFactory(coordinator=True, member__is_active=False)

    assert position.is_last_coordination is True


def test_employer_is_that_of_the_main_position_or_nobody(epm):
    member = PositionFactory(epm=epm, employer_email="mairie@example.org").member
    assert Position.objects.employer_of(member) == "mairie@example.org"
    assert Position.objects.employer_of(MemberFactory()) == ""
