"""Texts read for those who code: the same words together, lookalikes, frequent words, nobody's words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.preparation.coding.texts import FrequentWord, folded_words, read_texts

pytestmark = pytest.mark.django_db


def test_same_words_are_one_group_the_most_frequent_first(campaign, question):
    texts = read_texts(campaign, question)

    assert [(group.text, group.count) for group in texts.groups] == [
        ("Plus de wifi", 9),
        ("Ouvrir le samedi", 4),
        ("Rien", 2),
        ("Plus de wifi gratuit", 1),
    ]
    assert (texts.count, texts.coded, texts.shows_none) == (16, 0, False)


def test_lookalikes_are_near_and_others_are_not(campaign, question):
    texts = read_texts(campaign, question)

    assert [group.text for group in texts.near(texts.groups[0])] == ["Plus de wifi gratuit"]
    assert texts.near(texts.groups[1]) == []


def test_frequent_words_count_people_and_leave_out_small_words(campaign, question):
    assert read_texts(campaign, question).frequent_words(4) == [
        FrequentWord("wifi", "wifi", 10),
        FrequentWord("ouvrir", "ouvrir", 4),
        FrequentWord("samedi", "samedi", 4),
    ]


def test_words_of_few_people_are_not_shown(campaign, question):
    campaign.smallest = 17

    texts = read_texts(campaign, question)

    assert (texts.groups, texts.count, texts.shows_none) == ((), 16, True)


def test_texts_left_out_or_beyond_the_quota_are_not_read(campaign, question):
    keys = list(campaign.collected.filter(response__answers__text="Ouvrir le samedi").values_list("pk", flat=True))
    CollectedResponse.objects.filter(pk__in=keys[:2]).update(is_left_out=True)
    CollectedResponse.objects.filter(pk=keys[2]).update(is_beyond_quota=True)

    assert [group.count for group in read_texts(campaign, question).groups if group.text == "Ouvrir le samedi"] == [1]


@given(st.text(max_size=60))
def test_folded_words_are_folded_already(text):
    assert folded_words(folded_words(text)) == folded_words(text)
