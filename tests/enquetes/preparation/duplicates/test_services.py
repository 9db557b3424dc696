"""Likely duplicates decided by people: nothing is left out by itself, what is decided does not come back."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enquetes.preparation.cleaning.models import CleaningEntry
from enquetes.preparation.cleaning.services import put_back
from enquetes.preparation.duplicates import services
from enquetes.preparation.duplicates.models import DuplicateGroup
from enquetes.preparation.duplicates.services import (
    find_duplicates,
    keep_all,
    leave_out_of_group,
    search_duplicates,
    search_each_night,
)
from enquetes.preparation.enums import DuplicateDecision, DuplicateReason
from tests.enquetes.preparation.duplicates.conftest import said
from tests.factories.enquetes import collect_stored, store_answers
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db):
    return MemberFactory()


@pytest.fixture
def group(campaign) -> DuplicateGroup:
    find_duplicates(campaign=campaign)
    return DuplicateGroup.objects.get(reason=DuplicateReason.SAME)


def keys_of(group: DuplicateGroup) -> list[int]:
    return sorted(group.responses.values_list("pk", flat=True))


def test_groups_are_found_once_and_nothing_is_left_out(campaign):
    assert [find_duplicates(campaign=campaign) for _ in range(2)] == [2, 0]
    assert not campaign.collected.filter(is_left_out=True).exists()
    assert DuplicateGroup.objects.waiting().count() == 2


def test_response_is_left_out_with_its_reason_in_the_journal(campaign, group, by):
    second = keys_of(group)[1]

    decided = leave_out_of_group(group=group, response=second, reason=" Envoyée deux fois ", by=by)

    assert (decided.decision, decided.why, decided.decided_by) == (DuplicateDecision.LEFT_OUT, "Envoyée deux fois", by)
    assert list(campaign.collected.filter(is_left_out=True).values_list("pk", flat=True)) == [second]
    assert CleaningEntry.objects.get().reason == "Envoyée deux fois"
    assert find_duplicates(campaign=campaign) == 0


def test_kept_responses_do_not_come_back_even_when_one_was_put_away_and_back(campaign, group, by):
    keep_all(group=group, reason="Deux sœurs", by=by)
    assert find_duplicates(campaign=campaign) == 0

    other = DuplicateGroup.objects.get(reason=DuplicateReason.NEAR)
    left_out = group.responses.model.objects.get(pk=keys_of(other)[0])
    leave_out_of_group(group=other, response=left_out.pk, reason="La même", by=by)
    put_back(collected=left_out, reason="Finalement non", by=by)
    assert find_duplicates(campaign=campaign) == 0


def test_new_response_is_proposed_with_one_of_those_decided(campaign, version, commune, group, by):
    keep_all(group=group, reason="Deux sœurs", by=by)
    (late,) = collect_stored(campaign, store_answers(version, [said(commune)]))

    assert find_duplicates(campaign=campaign) == 1
    assert keys_of(DuplicateGroup.objects.waiting().latest("pk")) == sorted([min(keys_of(group)), late.pk])


def test_group_whose_responses_were_left_out_elsewhere_waits_no_more(campaign, group):
    group.responses.filter(pk=keys_of(group)[0]).update(is_left_out=True)

    assert group not in DuplicateGroup.objects.waiting()


@pytest.mark.parametrize("act", ["keep", "leave out"])
def test_what_is_refused(group, by, act):
    second = keys_of(group)[1]

    def decide(reason: str = "Oui", response: int = second):
        if act == "keep":
            return keep_all(group=group, reason=reason, by=by)
        return leave_out_of_group(group=group, response=response, reason=reason, by=by)

    with pytest.raises(ValidationError, match="Dites pourquoi"):
        decide(reason="  ")
    if act == "leave out":
        with pytest.raises(ValidationError, match="pas de ce groupe"):
            decide(response=1)
    decide()
    with pytest.raises(ValidationError, match="déjà décidé"):
        decide()


def test_last_response_that_counts_is_kept(group, by):
    first, second = keys_of(group)
    group.responses.filter(pk=first).update(is_left_out=True)

    with pytest.raises(ValidationError, match="Gardez au moins une"):
        leave_out_of_group(group=group, response=second, reason="La même", by=by)


def test_large_campaign_is_searched_at_night_alone(campaign, monkeypatch):
    monkeypatch.setattr(services, "MOST_AT_ONCE", 5)

    with pytest.raises(ValidationError, match="chaque nuit"):
        search_duplicates(campaign=campaign)
    assert search_each_night() == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(copies=st.lists(st.integers(1, 3), min_size=1, max_size=4), rounds=st.integers(1, 3))
def test_two_responses_are_proposed_together_once(campaign, version, commune, by, copies, rounds):
    """Whoever keeps everything is never asked twice about the same two, whichever comes first."""
    DuplicateGroup.objects.all().delete()
    campaign.collected.all().delete()
    seen = set()
    for _ in range(rounds):
        people = [said(commune, fois=rank) for rank, count in enumerate(copies) for _ in range(count)]
        collect_stored(campaign, store_answers(version, people))
        find_duplicates(campaign=campaign)
        for group in DuplicateGroup.objects.waiting():
            keys = keys_of(group)
            pairs = {(one, other) for one in keys for other in keys if one < other}
            assert not pairs & seen
            seen |= pairs
            keep_all(group=group, reason="Différentes", by=by)
        assert find_duplicates(campaign=campaign) == 0
