"""Fingerprints: the same answers alone give the same one, whatever their order; near is near both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.duplicates.fingerprints import Fingerprint, likely_duplicates
from enquetes.preparation.enums import DuplicateReason
from tests.factories.enquetes import collect_stored, store_answers

ROWS = st.lists(
    st.tuples(st.integers(1, 12), st.none(), st.none() | st.integers(1, 3), st.none(), st.none(), st.sampled_from(
        ["", "Oui", "Un texte assez long pour dire quelque chose"]
    )),
    max_size=14,
    unique=True,
)  # fmt: skip


def print_of(rows, key: int = 1) -> Fingerprint:
    return Fingerprint.of(key, [(key, *row) for row in rows])


@given(ROWS, st.randoms())
def test_order_of_answers_changes_nothing(rows, draw):
    shuffled = list(rows)
    draw.shuffle(shuffled)

    assert print_of(shuffled, 2).whole == print_of(rows).whole
    assert print_of(shuffled, 2).parts == print_of(rows).parts
    assert (print_of(rows).whole == b"") == (len(rows) < 8)


@given(ROWS, ROWS)
def test_near_is_symmetric_and_what_is_equal_is_near(one, other):
    first, second = print_of(one), print_of(other)

    assert first.is_near(second) == second.is_near(first)
    assert first.is_near(first)
    if first.whole and first.whole == second.whole:
        assert first.is_near(second)


@pytest.mark.django_db
def test_same_answers_on_a_day_by_a_way_and_same_texts_are_found(campaign, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = list(likely_duplicates(campaign))

    same, near = found
    texts = {key: text for key, text in campaign.collected.values_list("pk", "response__answers__number") if text}
    assert [reason for reason, _ in found] == [DuplicateReason.SAME, DuplicateReason.NEAR]
    assert [texts[key] for key in same[1]] == [3, 3]
    assert {CollectedResponse.objects.get(pk=key).mode for key in same[1]} == {"link"}
    assert {texts[key] for key in near[1]} == {7, 8}


@pytest.mark.django_db
def test_saying_that_many_write_is_no_duplicate(campaign, version, commune):
    CollectedResponse.objects.all().delete()
    people = [{"mot": "Il faut garder le guichet ouvert", "fois": rank} for rank in range(6)]
    collect_stored(campaign, store_answers(version, people))

    assert list(likely_duplicates(campaign)) == []


@pytest.mark.django_db
def test_responses_that_do_not_count_are_not_searched(campaign):
    keys = {key for _, own in likely_duplicates(campaign) for key in own}
    CollectedResponse.objects.filter(pk=min(keys)).update(is_left_out=True)

    assert len(list(likely_duplicates(campaign))) == 1
