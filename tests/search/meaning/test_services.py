"""What is kept of the meaning of documents, and what is near a question: the model itself, on a few texts."""

import pytest

from search.meaning import services
from search.meaning.models import DocumentMeaning
from search.meaning.services import forget_meanings, forget_other_meanings, keep_meanings, near_in_meaning
from search.meaning.space import MODEL, unpacked
from search.meaning.texts import PARTS, parts_of
from tests.factories.search import DocumentFactory

pytestmark = pytest.mark.django_db

MONEY = DocumentFactory.build(
    key="money",
    title="Tenir son budget",
    body="On apprend à suivre ses dépenses du mois, à prévoir les factures et à mettre un peu d’argent de côté.",
)
PHOTO = DocumentFactory.build(
    key="photo",
    title="Ranger ses photos",
    body="On trie les images du téléphone, on crée des albums, on garde les plus belles et on les montre à tous.",
)
CARD = DocumentFactory.build(key="card", title="Jeanne Delpech", body="Animatrice à Gramat.")


@pytest.fixture(autouse=True)
def meaning(settings):
    """The option on, and nothing known of earlier tests."""
    settings.SEARCH_MEANING = True
    services._space.forget()
    yield
    services._space.forget()


def kept() -> dict[str, str]:
    return dict(DocumentMeaning.objects.values_list("identity", "digest"))


def test_question_finds_what_means_the_same_without_a_word_of_it():
    keep_meanings(documents=[MONEY, PHOTO, CARD])
    assert near_in_meaning(text="comment dépenser moins")[0] == MONEY.id
    services._space.forget()
    assert near_in_meaning(text="how to sort my pictures")[0] == PHOTO.id


def test_card_with_a_few_words_is_near_to_nothing():
    assert parts_of(CARD) == []
    keep_meanings(documents=[CARD])
    assert (kept(), near_in_meaning(text="Jeanne Delpech")) == ({}, ())


def test_same_texts_are_computed_once_and_changed_ones_again(monkeypatch):
    keep_meanings(documents=[MONEY])
    before = kept()
    calls = []
    monkeypatch.setattr("search.meaning.space.vectors_of", lambda texts: calls.append(list(texts)) or _empty())
    keep_meanings(documents=[MONEY])
    assert (calls, kept()) == ([[]], before)
    monkeypatch.undo()

    longer = DocumentFactory.build(key="money", title="Tenir son budget en famille", body=MONEY.body)
    keep_meanings(documents=[longer])
    assert kept().keys() == before.keys()
    assert kept() != before


def _empty():
    import numpy as np  # noqa: PLC0415 - of the extra

    return np.empty((0, 512))


def test_text_cut_short_is_forgotten():
    keep_meanings(documents=[MONEY, PHOTO])
    keep_meanings(documents=[DocumentFactory.build(key="money", title="Tenir son budget", body="Supprimé.")])
    assert kept().keys() == {PHOTO.id}


def test_what_leaves_the_index_is_forgotten():
    keep_meanings(documents=[MONEY, PHOTO])
    forget_meanings(ids=[MONEY.id])
    assert kept().keys() == {PHOTO.id}
    forget_other_meanings(kind="sheet", ids=[])
    assert kept() == {}


def test_long_text_is_cut_in_parts_that_bear_its_title():
    long_text = DocumentFactory.build(key="long", title="Long", body="mot " * 1000)
    assert len(parts_of(long_text)) == PARTS + 1
    assert all(part.startswith("Long") for part in parts_of(long_text))
    keep_meanings(documents=[long_text])
    assert unpacked(DocumentMeaning.objects.get().vectors).shape == (PARTS + 1, 512)


def test_model_that_fails_stops_no_index(monkeypatch, caplog):
    def fail(texts):
        raise RuntimeError(MODEL)

    monkeypatch.setattr("search.meaning.space.vectors_of", fail)
    keep_meanings(documents=[MONEY])
    assert (kept(), "can't be kept" in caplog.text) == ({}, True)


def test_option_that_is_off_keeps_and_finds_nothing(settings, django_assert_num_queries):
    settings.SEARCH_MEANING = False
    with django_assert_num_queries(0):
        keep_meanings(documents=[MONEY])
        forget_meanings(ids=[MONEY.id])
        assert near_in_meaning(text="comment dépenser moins") == ()


def test_rebuild_without_the_option_forgets_all(settings):
    keep_meanings(documents=[MONEY, PHOTO])
    settings.SEARCH_MEANING = False
    forget_other_meanings(kind="sheet", ids=[MONEY.id, PHOTO.id])
    assert kept() == {}


def test_space_is_read_again_only_when_something_changed(django_assert_num_queries):
    keep_meanings(documents=[MONEY])
    near_in_meaning(text="budget")
    with django_assert_num_queries(0):
        near_in_meaning(text="dépenses")
    services._space.forget()
    with django_assert_num_queries(1):
        near_in_meaning(text="dépenses")
    keep_meanings(documents=[PHOTO])
    services._space.forget()
    with django_assert_num_queries(2):
        near_in_meaning(text="ranger mes images")
