"""Positions opened and closed: access follows the position."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import ValidationError
from django.test import Client

from reseau.enums import Contract, Role
from reseau.people.connections.limits import CARD_BACKEND
from reseau.people.connections.models import Connection
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import LAST_COORDINATOR_MESSAGE, SAME_POSITION_MESSAGE, Position
from reseau.people.members.services import close_position, end_connections_of_former_members, open_position
from tests.factories.reseau import MemberFactory, PositionFactory


def is_in_network(member: Member) -> bool:
    return Member.objects.get(pk=member.pk).is_in_network


@pytest.mark.parametrize("days_left", [None, 0, 30])
def test_closed_position_ended_yesterday(epm, coordinator, today, yesterday, days_left):
    end = None if days_left is None else today + timedelta(days=days_left)
    position = PositionFactory(epm=epm, end=end)

    close_position(position=position, by=coordinator)

    position.refresh_from_db()
    assert position.end == yesterday
    assert is_in_network(position.member) is False


@pytest.mark.parametrize("days_ahead", [0, 10])
def test_closed_position_that_began_today_or_later_is_deleted(epm, coordinator, today, days_ahead):
    position = PositionFactory(epm=epm, start=today + timedelta(days=days_ahead))

    close_position(position=position, by=coordinator)

    assert Position.objects.filter(member=position.member).exists() is False
    assert is_in_network(position.member) is False


def test_closed_position_that_began_yesterday_lasted_one_day(epm, coordinator, yesterday):
    position = PositionFactory(epm=epm, start=yesterday)

    close_position(position=position, by=coordinator)

    position.refresh_from_db()
    assert (position.start, position.end) == (yesterday, yesterday)


def test_closing_a_position_that_has_ended_changes_nothing(epm, coordinator, yesterday):
    position = PositionFactory(epm=epm, end=yesterday - timedelta(days=100))

    close_position(position=position, by=coordinator)

    position.refresh_from_db()
    assert position.end == yesterday - timedelta(days=100)


def test_closing_one_of_two_positions_keeps_the_access(epm, other_epm, coordinator):
    position = PositionFactory(epm=epm)
    PositionFactory(epm=other_epm, member=position.member)

    close_position(position=position, by=coordinator)

    assert Member.objects.get(pk=position.member_id).epm_ids == {other_epm.pk}


def test_position_of_the_last_coordinator_cannot_be_closed(coordinator):
    position = coordinator.positions.get()

    with pytest.raises(ValidationError) as error:
        close_position(position=position, by=coordinator)

    assert error.value.messages == [LAST_COORDINATOR_MESSAGE]
    assert is_in_network(coordinator) is True


def test_position_of_a_coordinator_can_be_closed_when_another_remains(coordinator):
    other_coordinator = MemberFactory(coordinator=True)

    close_position(position=coordinator.positions.get(), by=other_coordinator)

    assert is_in_network(coordinator) is False


def test_opened_position_gives_access(former, other_epm, coordinator):
    position = Position(member=former, role=Role.ANIMATOR, epm=other_epm, contract=Contract.VOLUNTEER)

    opened_position = open_position(position=position, by=coordinator)

    assert opened_position.pk == former.positions.get(epm=other_epm).pk
    assert Member.objects.get(pk=former.pk).epm_ids == {other_epm.pk}


def test_position_already_held_cannot_be_opened(animator, epm, coordinator):
    position = Position(member=animator, role=Role.ANIMATOR, epm=epm)

    with pytest.raises(ValidationError) as error:
        open_position(position=position, by=coordinator)

    assert set(error.value.messages) == {SAME_POSITION_MESSAGE}
    assert animator.positions.count() == 1


def test_last_position_that_closes_ends_the_connections_of_its_member(animator, colleague, coordinator, client_of):
    clients = [client_of(animator), client_of(animator), client_of(colleague)]

    close_position(position=animator.positions.get(), by=coordinator)

    assert [get_user(client).is_authenticated for client in clients] == [False, False, True]
    assert list(Connection.objects.values_list("member", flat=True)) == [colleague.pk]


def test_position_closed_among_others_ends_no_connection(animator, other_epm, coordinator, client_of):
    PositionFactory(epm=other_epm, member=animator)
    client = client_of(animator)

    close_position(position=animator.positions.get(epm=other_epm), by=coordinator)

    assert get_user(client) == animator


def test_position_that_ends_by_its_date_ends_the_connections_within_the_day(
    animator, colleague, yesterday, client_of, learner
):
    superuser = MemberFactory(is_superuser=True)
    for member in (animator, colleague, superuser):
        client_of(member)
    by_card = Client()
    by_card.force_login(learner, backend=CARD_BACKEND)
    animator.positions.update(end=yesterday)

    assert end_connections_of_former_members() == 1

    members = set(Connection.objects.values_list("member", flat=True))
    assert members == {colleague.pk, superuser.pk, learner.pk}
