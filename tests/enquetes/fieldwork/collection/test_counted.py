"""Tests of which responses figures and weights count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enquetes.design.variables.variable import variable_of
from enquetes.findings.crossing.cross_table import cross
from enquetes.findings.crossing.masking import TOTAL
from enquetes.findings.crossing.populations import CategoryFilter, population_of
from enquetes.findings.crossing.question_figures import figures_of_variable
from enquetes.preparation.weighting.services import weight_responses
from tests.enquetes.findings.crossing.test_cross_table import sexes_by_age
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers

pytestmark = pytest.mark.django_db
COLLECTED = "enquetes_collectedresponse"


@pytest.fixture
def collected(version):
    campaign = CampaignFactory(running=True, version=version)
    responses = store_answers(version, sexes_by_age(femme_jeune=30, homme_jeune=20, homme_aine=10))
    return collect_stored(campaign, responses)


def answered(outline, version, *filters):
    return figures_of_variable(variable_of(outline, "sexe"), population_of(version, *filters)).answered


@pytest.mark.parametrize("reason", ["is_left_out", "is_beyond_quota"])
def test_response_that_does_not_count_is_in_no_figure(version, outline, collected, reason):
    setattr(collected[0], reason, True)
    collected[0].save()
    young = variable_of(outline, "age").categories[0].key
    only_young = CategoryFilter(variable_of(outline, "age"), frozenset({young}))
    assert (answered(outline, version), answered(outline, version, only_young)) == (59, 49)
    table = cross(variable_of(outline, "sexe"), variable_of(outline, "age"), population_of(version))
    assert table.cells[TOTAL, TOTAL].count == 59


def test_response_that_does_not_count_has_no_weight(version, collected):
    collected[0].is_left_out = True
    collected[0].save()
    weighting = weight_responses(
        version=version, table="variable;modalité;effectif\nsexe;femme;50\nsexe;homme;50".encode()
    )
    assert weighting.answers == 59
    assert not weighting.weights.filter(response=collected[0].response_id).exists()


def test_campaign_of_which_all_counts_joins_nothing(version, outline, collected):
    population = population_of(version)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        figures_of_variable(variable_of(outline, "sexe"), population)
    assert [query["sql"] for query in queries if COLLECTED in query["sql"]] == []


def test_response_of_another_campaign_changes_nothing(version, outline, collected):
    other = CampaignFactory()
    collected[0].campaign, collected[0].is_left_out = other, True
    collected[0].save()
    assert not population_of(version).has_uncounted
