"""Tests of the cleaning journal: what is done, undone, refused, and what came stays known."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import QuotaCell
from enquetes.fieldwork.collection.services import collect_response
from enquetes.findings.crossing.populations import population_of
from enquetes.preparation.cleaning.responses import raw_values
from enquetes.preparation.cleaning.services import (
    COUNTED_ALREADY,
    LEFT_OUT_ALREADY,
    NO_SUCH_QUESTION,
    NOTHING_CHANGED,
    SAY_WHY,
    correct_answer,
    leave_out,
    put_back,
)
from questionnaires.answers.answer_rows import values_of
from tests.factories.enquetes import CampaignFactory

pytestmark = pytest.mark.django_db
VALUES = {"sexe": "femme", "age": "aine", "usages": ["jeux", "mail"], "fois": 450, "mot": "Bonjour"}


@pytest.fixture
def campaign(version):
    campaign = CampaignFactory(running=True, version=version, quota_variables=["sexe"])
    for rank, code in enumerate(("femme", "homme"), start=1):
        QuotaCell.objects.create(campaign=campaign, rank=rank, categories=[code], wording=code, wanted=1)
    return campaign


@pytest.fixture
def collected(campaign):
    return collect_response(campaign=campaign, values=VALUES, mode=Mode.LINK)


def refusal_of(call, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        call(**kwargs)
    return refused.value.messages


def counted(version) -> int:
    return population_of(version).responses().count()


def test_response_left_out_counts_no_more_and_is_put_back(version, collected, coordinator):
    entry = leave_out(collected=collected, reason="Rempli pour rire", by=coordinator)
    collected.refresh_from_db()
    assert (counted(version), collected.cell.got, entry.done_by, str(entry)) == (
        0, 0, coordinator, "Laissée de côté, Rempli pour rire",
    )  # fmt: skip
    assert refusal_of(leave_out, collected=collected, reason="Encore", by=coordinator) == [LEFT_OUT_ALREADY]
    put_back(collected=collected, reason="C’était sérieux", by=coordinator)
    collected.refresh_from_db()
    assert (counted(version), collected.cell.got, collected.cleaning.count()) == (1, 1, 2)
    assert refusal_of(put_back, collected=collected, reason="Encore", by=coordinator) == [COUNTED_ALREADY]


def test_response_put_back_in_a_full_cell_is_beyond_the_quota(version, campaign, collected, coordinator):
    leave_out(collected=collected, reason="Doute", by=coordinator)
    collect_response(campaign=campaign, values=VALUES, mode=Mode.LINK)
    put_back(collected=collected, reason="Sûr", by=coordinator)
    collected.refresh_from_db()
    assert (collected.is_beyond_quota, collected.cell.got, counted(version)) == (True, 1, 1)


def test_correction_is_read_by_figures_and_what_came_stays_known(outline, collected, coordinator):
    correct_answer(collected=collected, question="fois", value=45, reason="Un zéro de trop", by=coordinator)
    entry = correct_answer(collected=collected, question="fois", value=4, reason="Non, 4", by=coordinator)
    assert values_of(outline, collected.response.answers.all()) == VALUES | {"fois": 4}
    assert (entry.before, entry.after) == ([45, None], [4, None])
    assert raw_values(outline, collected) == VALUES


def test_correction_without_reason_or_effect_is_refused(outline, collected, coordinator):
    kept = {"collected": collected, "by": coordinator}
    assert refusal_of(correct_answer, **kept, question="fois", value=4, reason=" ") == [SAY_WHY]
    assert refusal_of(correct_answer, **kept, question="fois", value=450, reason="Vu") == [NOTHING_CHANGED]
    assert refusal_of(correct_answer, **kept, question="taille", value=4, reason="Vu") == [NO_SUCH_QUESTION]
    assert refusal_of(correct_answer, **kept, question="sexe", value="autre", reason="Vu") == [
        "Choisissez une réponse de la liste."
    ]
    assert (collected.cleaning.count(), values_of(outline, collected.response.answers.all())) == (0, VALUES)


corrections = st.lists(
    st.one_of(
        st.tuples(st.just("sexe"), st.sampled_from(["femme", "homme", None])),
        st.tuples(st.just("usages"), st.sampled_from([["jeux"], ["mail", "papiers"], None])),
        st.tuples(st.just("fois"), st.one_of(st.none(), st.integers(0, 500))),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corrections)
def test_any_corrections_leave_what_came_and_the_last_value(outline, campaign, coordinator, given_corrections):
    collected = collect_response(campaign=campaign, values=VALUES, mode=Mode.LINK)
    expected = dict(VALUES)
    for code, value in given_corrections:
        if expected.get(code) == value:
            continue
        correct_answer(collected=collected, question=code, value=value, reason="Vu sur la feuille", by=coordinator)
        expected.pop(code, None)
        expected |= {} if value is None else {code: value}
    assert values_of(outline, collected.response.answers.all()) == expected
    assert raw_values(outline, collected) == VALUES
