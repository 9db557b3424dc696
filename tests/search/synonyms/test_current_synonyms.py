"""Sets of synonyms: their rules, and their effect as soon as they are saved."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from search.index.services import rebuild_index
from search.results.searcher import Searcher
from search.synonyms.current_synonyms import STARTING_SETS, current_synonyms, ensure_starting_sets
from search.synonyms.models import MAX_SETS, SynonymSet
from search.synonyms.validators import check_expressions
from tests.factories.reseau import EPMFactory
from tests.factories.search import SynonymSetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_frameworks")]


def faults(expressions: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        SynonymSet(expressions=expressions).full_clean()
    return caught.value.messages


def found(text: str) -> list[str]:
    """Titles that a visitor finds."""
    return sorted(hit.title for hit in Searcher(AnonymousUser()).find(text).page)


def test_set_is_named_after_its_expressions():
    written = SynonymSet(expressions="mail, courriel , mél")
    written.full_clean()
    assert (str(written), written.expressions) == ("mail / courriel / mél", "mail\ncourriel\nmél")
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
    before = found("mél")
    synonyms = SynonymSetFactory(expressions="mél\ncourriel")
    with_courriel = found("mél")
    synonyms.expressions = "mél\nmessagerie électronique"
    synonyms.save()
    with_messagerie = found("mél")
    synonyms.delete()

    assert (before, with_courriel, with_messagerie, found("mél")) == (
        [],
        ["Atelier courriel"],
        ["Atelier messagerie électronique"],
        [],
    )


def test_initial_sets_are_valid_and_disjoint():
    for expressions in STARTING_SETS:
        check_expressions(expressions)
        SynonymSet(expressions="\n".join(expressions)).full_clean()
        SynonymSetFactory(expressions="\n".join(expressions))


def test_initial_sets_are_created_on_a_site_without_sets():
    assert (ensure_starting_sets(), current_synonyms()) == (len(STARTING_SETS), STARTING_SETS)


def test_initial_sets_leave_existing_sets_unchanged():
    SynonymSetFactory(expressions="ordi\nordinateur")
    assert (ensure_starting_sets(), current_synonyms()) == (1, (("ordi", "ordinateur"),))
