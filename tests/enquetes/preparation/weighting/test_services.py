"""Tests of weightings: made from a table, used, redone, refused with the reason."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enquetes.preparation.weighting.models import ResponseWeight, Weighting
from enquetes.preparation.weighting.services import use_no_weighting, use_weighting, weight_responses
from tests.factories.enquetes import store_answers

pytestmark = pytest.mark.django_db
TABLE = b"variable;categorie;effectif\nsexe;femme;520\nsexe;homme;480\nage;jeune;40\nage;adulte;35\nage;aine;25\n"


@pytest.fixture
def responses(version):
    values = [
        {"sexe": sex, "age": age, "vient": "oui"}
        for sex, age, count in (
            ("femme", "jeune", 2), ("femme", "adulte", 6), ("femme", "aine", 9),
            ("homme", "jeune", 3), ("homme", "adulte", 4), ("homme", "aine", 5),
        )
        for _ in range(count)
    ]  # fmt: skip
    return store_answers(version, [*values, {"vient": "non"}])


def test_each_response_has_its_weight(version, responses, coordinator):
    weighting = weight_responses(version=version, table=TABLE, source="INSEE", trim=(0.1, 5), by=coordinator)
    weights = dict(weighting.weights.values_list("response", "weight"))
    assert set(weights) == {response.pk for response in responses}
    assert sum(weights.values()) == pytest.approx(30)
    women = sum(weights[response.pk] for response in responses[:17])
    assert women / 29 == pytest.approx(0.52, abs=1e-6)
    assert weights[responses[-1].pk] == pytest.approx(1)
    assert (weighting.is_used, weighting.answers, weighting.made_by, weighting.source) == (
        True,
        30,
        coordinator,
        "INSEE",
    )
    assert (weighting.lowest, weighting.highest, weighting.at_lowest, weighting.at_highest) == (0.1, 5, 0, 0)
    assert weighting.missing == {"Vous êtes": 1, "Votre âge": 1}
    assert weighting.margins == [
        ["sexe", {"femme": 520, "homme": 480}], ["age", {"jeune": 40, "adulte": 35, "aine": 25}],
    ]  # fmt: skip
    squares = sum(weight * weight for weight in weights.values())
    assert weighting.effective_size == pytest.approx(900 / squares)
    assert weighting.design_effect == pytest.approx(30 * squares / 900)


def test_weighting_redone_replaces_the_one_in_use_and_keeps_it(version, responses):
    first = weight_responses(version=version, table=TABLE)
    second = weight_responses(version=version, table=b"variable;categorie;part\nsexe;femme;50\nsexe;homme;50\n")
    assert list(Weighting.objects.filter(is_used=True)) == [second]
    assert (first.weights.count(), second.weights.count()) == (30, 30)
    use_weighting(weighting=first)
    assert list(Weighting.objects.filter(is_used=True)) == [first]
    use_no_weighting(version=version)
    assert list(Weighting.objects.filter(is_used=True)) == []
    assert ResponseWeight.objects.count() == 60


def test_weighting_that_does_not_converge_leaves_the_former(version, responses):
    first = weight_responses(version=version, table=TABLE)
    with pytest.raises(ValidationError, match="Les poids limites sont trop serrés"):
        weight_responses(version=version, table=TABLE, trim=(0.9, 1.1))
    assert list(Weighting.objects.filter(is_used=True)) == [first]
    assert Weighting.objects.count() == 1


def test_margin_that_lacks_an_answer_is_refused(version, responses):
    with pytest.raises(ValidationError) as refusal:
        weight_responses(version=version, table=b"variable;categorie;part\nage;jeune;50\nage;adulte;50\n")
    assert refusal.value.messages == [
        "La marge «\u00a0Votre âge\u00a0» ne dit rien de réponses reçues\u00a0: «\u00a0Aine\u00a0» (14)."
    ]


def test_queries_do_not_grow_with_responses(version, responses, django_assert_num_queries):
    weight_responses(version=version, table=TABLE)
    with CaptureQueriesContext(connection) as queries:
        weight_responses(version=version, table=TABLE)
    # A row is locked in two queries where the database has locks.
    assert len(queries) <= 27 + (connection.vendor == "postgresql")
    store_answers(version, [{"sexe": "femme", "age": "jeune"}] * 50)
    with django_assert_num_queries(len(queries)):
        weight_responses(version=version, table=TABLE)


def test_variables_with_the_same_words_are_told_apart_by_their_codes(version, responses):
    version.questions.filter(code="age").update(wording="Vous êtes")
    weighting = weight_responses(version=version, table=TABLE)
    assert weighting.missing == {"sexe": 1, "age": 1}
