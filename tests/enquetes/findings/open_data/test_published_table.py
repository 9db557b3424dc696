"""Nobody is told apart, whatever is chosen: by traits, weights, or questions that only some were asked."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enquetes.findings.open_data.choice import OfferedChoices, OpenChoice
from enquetes.findings.open_data.enums import Treatment
from enquetes.findings.open_data.package import build_package
from enquetes.findings.open_data.published_table import mends_of, published_table, read_needed_table
from enquetes.preparation.weighting.services import weight_responses
from questionnaires.questions.models import Question
from tests.enquetes.findings.open_data.test_package import MARGINS
from tests.factories.questionnaires import asked_if

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(campaign) -> OfferedChoices:
    """The young alone are asked what they come for, the survey is weighted by sex."""
    by_code = {question.code: question for question in Question.objects.filter(version=campaign.version)}
    asked_if(by_code["usages"], by_code["age"], "jeune")
    weight_responses(version=campaign.version, table=MARGINS)
    return OfferedChoices.of(campaign)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data(), has_weights=st.booleans())
def test_no_choice_of_columns_publishes_a_small_group(campaign, offered, data, has_weights):
    treatments = {
        question.code: data.draw(st.sampled_from(offered.treatments(question)), label=question.code)
        for question in offered.questions
    }
    choice = OpenChoice(treatments, has_weights, suppresses=True)

    try:
        package = build_package(campaign, choice, offered)
    except ValidationError:
        return

    traits = [column.name for column in package.table.columns if choice.of(column.question).is_trait]
    traits += ["poids"] if has_weights else []
    groups = Counter(tuple(row[name] for name in traits) for row in package.rows)
    assert min(groups.values()) >= campaign.smallest
    assert {code for code in offered.known if choice.of(code).is_published} <= {
        column.question for column in package.table.columns if column.name in traits
    }
    order = [tuple(row[name] for name in package.table.names) for row in package.rows]
    assert order == sorted(order)


def test_presence_of_an_answer_counts_where_it_tells_a_trait_that_is_left_out(campaign, offered):
    """Of the women, seven are old and were not asked: left out, their age would stand in the empty cells."""
    choice = OpenChoice({"sexe": Treatment.TRAIT, "usages": Treatment.PLAIN})

    published = published_table(read_needed_table(campaign, offered, choice, whole=False), offered, choice)

    assert published.traits == ("sexe", "?usages")
    kept = OpenChoice({**choice.treatments, "age": Treatment.TRAIT})
    beside = published_table(read_needed_table(campaign, offered, kept, whole=False), offered, kept)
    assert beside.traits == ("sexe", "age")


def test_mends_say_what_is_left_if_it_is_done(campaign, offered):
    choice = OpenChoice({"sexe": Treatment.TRAIT, "age": Treatment.TRAIT, "fois": Treatment.TRAIT}, has_weights=True)
    table = read_needed_table(campaign, offered, choice, whole=False)

    mends = {mend.words: mend for mend in mends_of(table, offered, choice, wanted=5)}

    assert list(mends) == ["Vous êtes", "Votre âge", "Combien de fois\u00a0?", "Le poids des réponses"]
    for code, words in (("sexe", "Vous êtes"), ("age", "Votre âge"), ("fois", "Combien de fois\u00a0?")):
        without = choice.with_treatment(code, Treatment.LEFT_OUT)
        again = read_needed_table(campaign, offered, without, whole=False)
        assert mends[words].left_out == published_table(again, offered, without).check(5).alone
    assert mends["Vous êtes"].grouped is None
    grouped = choice.with_treatment("fois", Treatment.GROUPED)
    assert mends["Combien de fois\u00a0?"].grouped == published_table(table, offered, grouped).check(5).alone
