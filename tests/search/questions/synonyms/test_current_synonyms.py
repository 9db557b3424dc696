"""Sets of synonyms: their rules, and their effect as soon as they are saved."""

import tomllib
from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from search.index.services import rebuild_index
from search.language.search_question import LEADS_TO, expression_key
from search.questions.results.searcher import Searcher
from search.questions.synonyms.current_synonyms import VOCABULARY, current_synonyms, ensure_starting_sets, starting_sets
from search.questions.synonyms.models import MAX_SETS, SynonymSet
from search.questions.synonyms.validators import check_expressions, split_expressions
from tests.factories.reseau import EPMFactory
from tests.factories.search import SynonymSetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_frameworks")]


def faults(expressions: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        SynonymSet(expressions=expressions).full_clean()
    return caught.value.messages


def titles_of(text: str) -> list[str]:
    """Titles that a visitor finds."""
    return sorted(hit.title for hit in Searcher(AnonymousUser()).find(text).page)


def test_set_is_named_after_its_expressions():
    synonym_set = SynonymSet(expressions="mail, courriel , mél")
    synonym_set.full_clean()
    assert (str(synonym_set), synonym_set.expressions) == ("mail / courriel / mél", "mail\ncourriel\nmél")
    assert str(SynonymSet()) == ""


def test_expression_of_another_set_is_refused_with_the_name_of_that_set():
    SynonymSetFactory(expressions="mail\ncourriel")
    assert faults("mél / courriels") == [
        "« courriels » est déjà dans le jeu « mail / courriel » : complétez-le plutôt."
    ]


def test_set_may_keep_its_own_expressions():
    synonyms = SynonymSetFactory(expressions="mail\ncourriel")
    synonyms.expressions += "\nmél"
    assert synonyms.full_clean() is None


def test_number_of_sets_is_limited():
    SynonymSet.objects.bulk_create(SynonymSet(expressions=f"a{n}\nb{n}") for n in range(MAX_SETS))
    assert faults("mail / mél") == [f"Il y a déjà {MAX_SETS} jeux de synonymes : retirez ceux qui ne servent plus."]


@pytest.mark.parametrize("expressions", ["mail", ""])
def test_database_refuses_less_than_two_expressions(expressions):
    with pytest.raises(IntegrityError), transaction.atomic():
        SynonymSetFactory(expressions=expressions)


def test_database_refuses_the_same_set_twice():
    SynonymSetFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        SynonymSetFactory()


def test_current_synonyms_cost_one_query(django_assert_num_queries):
    SynonymSetFactory(expressions="mail\nmél")
    SynonymSetFactory(expressions="clé USB\nclé mémoire")
    with django_assert_num_queries(1):
        assert current_synonyms() == (("mail", "mél"), ("clé USB", "clé mémoire"))


def test_saved_change_applies_without_a_rebuild():
    EPMFactory(name="Atelier courriel")
    EPMFactory(name="Atelier messagerie électronique")
    rebuild_index()
    before = titles_of("mél")
    synonyms = SynonymSetFactory(expressions="mél\ncourriel")
    with_courriel = titles_of("mél")
    synonyms.expressions = "mél\nmessagerie électronique"
    synonyms.save()
    with_messagerie = titles_of("mél")
    synonyms.delete()

    assert (before, with_courriel, with_messagerie, titles_of("mél")) == (
        [],
        ["Atelier courriel"],
        ["Atelier messagerie électronique"],
        [],
    )


def test_starting_sets_are_valid():
    for expressions in starting_sets():
        check_expressions(expressions)
        assert split_expressions("\n".join(expressions)) == list(expressions)
    assert max(len("\n".join(expressions)) for expressions in starting_sets()) <= 1_200


def test_expression_is_typed_for_one_starting_set():
    typed = [word for expressions in starting_sets() for word in expressions if not word.startswith(LEADS_TO)]
    counts = Counter(map(expression_key, typed))
    assert [key for key, count in counts.items() if count > 1] == []
    assert len(starting_sets()) >= 300


def test_every_starting_set_says_where_it_comes_from():
    vocabulary = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    assert [row for row in (*vocabulary["sets"], *vocabulary["leads"]) if not row.get("source")] == []


def test_initial_sets_are_created_on_a_site_without_sets():
    assert (ensure_starting_sets(), current_synonyms()) == (len(starting_sets()), starting_sets())


def test_initial_sets_leave_existing_sets_unchanged():
    SynonymSetFactory(expressions="ordi\nordinateur")
    assert (ensure_starting_sets(), current_synonyms()) == (1, (("ordi", "ordinateur"),))


def test_what_follows_an_arrow_is_found_and_does_not_find():
    SynonymSetFactory(expressions="doctolib\n→ rendez-vous médical")
    EPMFactory(name="Atelier rendez-vous médical")
    EPMFactory(name="Atelier doctolib")
    rebuild_index()
    assert titles_of("doctolib") == ["Atelier doctolib", "Atelier rendez-vous médical"]
    assert titles_of("rendez-vous médical") == ["Atelier rendez-vous médical"]


def test_two_sets_may_lead_to_the_same_words():
    SynonymSetFactory(expressions="doctolib\n→ santé")
    SynonymSet(expressions="ameli → santé").full_clean()
