"""An EPM where people work always has somebody who answers for it, whatever the order of arrivals and departures."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alertes.channels.notices.models import Notice
from reseau.enums import Role
from reseau.people.members.models.position import Position
from reseau.people.members.referents import epms_without_referent, own_referents, referents_of
from reseau.people.members.services import (
    NOT_A_SUCCESSOR_MESSAGE,
    NOT_LIVE_MESSAGE,
    close_position,
    keep_referents,
    name_referent,
    open_position,
    release_referent,
)
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory
from tests.random_runs import random_steps


def arrive(epm, *, by, **fields) -> Position:
    position = Position(member=MemberFactory(), role=Role.ANIMATOR, epm=epm, **fields)
    return open_position(position=position, by=by)


def told(member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("text", flat=True))


def test_first_person_of_a_place_is_of_reference_and_the_next_is_not(epm, coordinator, today):
    future = arrive(epm, by=coordinator, start=today + timedelta(days=3))
    first, second = arrive(epm, by=coordinator), arrive(epm, by=coordinator)

    assert [each.is_referent for each in (future, first, second)] == [False, True, False]
    assert referents_of(epm) == [first.member]


def test_last_person_of_reference_does_not_leave_without_a_relay(epm, other_epm, coordinator, yesterday):
    first, second = arrive(epm, by=coordinator), arrive(epm, by=coordinator)
    elsewhere = arrive(other_epm, by=coordinator)
    Position.objects.filter(pk=first.pk).update(start=yesterday)

    with pytest.raises(ValidationError, match="C’est la dernière personne référente de l’EPM de Gramat"):
        close_position(position=first, by=coordinator)
    with pytest.raises(ValidationError) as refusal:
        close_position(position=first, by=coordinator, successor=elsewhere)
    assert refusal.value.messages == [NOT_A_SUCCESSOR_MESSAGE]
    assert Position.objects.get(pk=first.pk).end is None

    close_position(position=first, by=coordinator, successor=second)

    assert referents_of(epm) == [second.member]
    assert told(second.member) == [f"Vous êtes maintenant la personne référente de l’EPM de Gramat, dit {coordinator}."]


def test_territory_that_takes_over_is_told_once(epm, territorial, other_territorial, coordinator, yesterday):
    first = PositionFactory(epm=epm, is_referent=True)
    PositionFactory.create_batch(2, epm=epm)

    close_position(position=first, by=coordinator, territory_takes_over=True)
    keep_referents()
    keep_referents()

    assert referents_of(epm) == [territorial]
    assert told(territorial) == ["Personne n’est nommé référent à l’EPM de Gramat\u00a0: vous prenez le relais."]
    assert told(other_territorial) == []


def test_person_alone_in_a_place_leaves_freely(epm, coordinator):
    close_position(position=arrive(epm, by=coordinator), by=coordinator)

    assert list(epms_without_referent()) == []


def test_position_that_ends_by_its_date_leaves_the_place_to_whoever_is_alone_there(epm, coordinator, yesterday):
    PositionFactory(epm=epm, is_referent=True, end=yesterday)
    rest = PositionFactory(epm=epm)
    closed_account = PositionFactory(epm=epm, member__is_active=False)

    assert keep_referents() == 1

    rest.refresh_from_db()
    assert (rest.is_referent, Position.objects.get(pk=closed_account.pk).is_referent) == (True, False)
    assert keep_referents() == 0


def test_position_that_is_not_live_is_not_named(epm, coordinator, yesterday, today):
    for dates in ({"end": yesterday}, {"start": today + timedelta(days=1)}):
        with pytest.raises(ValidationError, match=NOT_LIVE_MESSAGE):
            name_referent(position=PositionFactory(epm=epm, **dates), by=coordinator)


def test_only_positions_in_an_epm_are_of_reference(coordinator):
    with pytest.raises(IntegrityError), transaction.atomic():
        coordinator.positions.update(is_referent=True)


class Arrivals(RuleBasedStateMachine):
    """People arrive, are named, let go and leave in any order: refusals leave the place with somebody."""

    @initialize()
    def open_place(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.epm, self.by = EPMFactory(), PositionFactory(coordinator=True).member
        self.is_left = False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def live(self) -> list[Position]:
        return list(Position.objects.live().filter(epm=self.epm).order_by("pk"))

    @rule()
    def someone_arrives(self) -> None:
        if not self.live():
            self.is_left = False
        arrive(self.epm, by=self.by)

    @precondition(lambda self: self.live())
    @rule(data=st.data())
    def someone_is_named(self, data) -> None:
        name_referent(position=data.draw(st.sampled_from(self.live())), by=self.by)
        self.is_left = False

    @precondition(lambda self: self.live())
    @rule(data=st.data())
    def someone_lets_go(self, data) -> None:
        try:
            release_referent(position=data.draw(st.sampled_from(self.live())), by=self.by)
        except ValidationError:
            assert own_referents(self.epm).count() == 1

    @precondition(lambda self: self.live())
    @rule(data=st.data(), has_heir=st.booleans(), is_left=st.booleans())
    def someone_leaves(self, data, has_heir, is_left) -> None:
        position = data.draw(st.sampled_from(self.live()))
        heir = data.draw(st.sampled_from(self.live())) if has_heir else None
        key, referents = position.pk, set(own_referents(self.epm).values_list("pk", flat=True))
        try:
            close_position(position=position, by=self.by, successor=heir, territory_takes_over=is_left)
        except ValidationError:
            assert referents == {key}
        else:
            self.is_left |= is_left and not has_heir and referents == {key}

    @invariant()
    def place_has_somebody(self) -> None:
        if not hasattr(self, "epm"):
            return
        if self.live() and not self.is_left:
            assert own_referents(self.epm).exists()
        assert referents_of(self.epm)


@pytest.mark.usefixtures("db")
def test_any_order_of_arrivals_and_departures_leaves_somebody_who_answers():
    run_state_machine_as_test(Arrivals, settings=random_steps(runs=12, steps=15))
