"""Responses stored and read back: any answer that is accepted comes back as it was."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.answers.answer_rows import values_of
from questionnaires.answers.models import Answer, Response
from questionnaires.answers.services import correct_response, store_response
from questionnaires.filling.checks import check_values
from questionnaires.questions.outline import outline_of, read_outline
from questionnaires.questions.services.versions import put_into_use

DAY = date(2026, 11, 29)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
VALUES = st.fixed_dictionaries(
    {"vient": st.sampled_from(["oui", "non"])},
    optional={
        "pourquoi": TEXT,
        "combien": st.integers(1, 99),
        "usages": st.lists(st.sampled_from(["jeux", "mail", "autre"])) | st.just(["aucun"]),
        "usages.words": TEXT,
        "note": st.sampled_from(["1", "2", "3", "4"]),
        "avis": st.dictionaries(st.sampled_from(["accueil", "lieu"]), st.sampled_from(["bien", "mal"])),
        "mot": TEXT,
    },
)


@pytest.fixture
def used(version):
    return put_into_use(version=version)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=VALUES)
def test_response_comes_back_as_it_was_checked(used, values):
    outline = outline_of(used)
    response = store_response(version=used, values=values, day=DAY)
    assert values_of(outline, response.answers.order_by("pk")) == check_values(outline, values)


def test_draft_takes_no_response(version):
    with pytest.raises(ValidationError) as refused:
        store_response(version=version, values={"vient": "oui"}, day=DAY)
    assert refused.value.messages == ["Cette version est en préparation\u00a0: elle ne reçoit pas encore de réponses."]
    assert not Response.objects.exists()


def test_refused_response_leaves_nothing(used):
    with pytest.raises(ValidationError):
        store_response(version=used, values={"note": "9"}, day=DAY)
    assert (Response.objects.count(), Answer.objects.count()) == (0, 0)


def test_correction_replaces_all_answers(used):
    response = store_response(version=used, values={"vient": "non", "pourquoi": "Loin", "mot": "A"}, day=DAY)
    correct_response(response=response, values={"vient": "oui", "combien": 4})
    assert values_of(read_outline(used), response.answers.all()) == {"vient": "oui", "combien": 4}


def test_refused_correction_changes_nothing(used):
    response = store_response(version=used, values={"vient": "oui", "combien": 4}, day=DAY)
    with pytest.raises(ValidationError):
        correct_response(response=response, values={"vient": "oui", "combien": 400})
    assert values_of(read_outline(used), response.answers.all()) == {"vient": "oui", "combien": 4}


def test_keys_of_responses_tell_no_order(used):
    keys = [store_response(version=used, values={"vient": "oui"}, day=DAY).pk for _ in range(12)]
    assert keys != sorted(keys)
    assert len(set(keys)) == 12
