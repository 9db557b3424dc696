"""Tests of double keying: who keys what, what is refused, what is collected."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.services import NOT_RUNNING, close_campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.enums import KeptValue, KeyedSheetState
from enquetes.fieldwork.paper.services.batches import change_batch, make_batch
from enquetes.fieldwork.paper.services.decisions import CHOOSE, NOTHING_TO_DECIDE, decide_differences
from enquetes.fieldwork.paper.services.keying import (
    BATCH_KEYED,
    EMPTY_SHEET,
    KEYED_TWICE,
    NO_CODE,
    NOT_YOURS,
    YOURS_ALREADY,
    key_sheet,
)
from enquetes.fieldwork.paper.typed_answers import FORGOTTEN
from questionnaires.answers.answer_rows import values_of
from tests.factories.enquetes import CampaignFactory
from tests.factories.questionnaires import QuestionnaireSectionFactory

pytestmark = pytest.mark.django_db


def key(sheet, typed, by, **said):
    keying = key_sheet(campaign=sheet.batch.campaign, code=str(sheet.code), typed=typed, by=by, **said)
    sheet.refresh_from_db()
    return keying


def refusal_of(call, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        call(*args, **kwargs)
    return refused.value.messages


def answers(sheet, outline) -> dict:
    return values_of(outline, sheet.collected.response.answers.all())


def test_sheet_keyed_twice_alike_is_collected(sheet, typed, animator, coordinator, outline):
    key(sheet, typed, animator)
    assert (sheet.state, sheet.collected) == (KeyedSheetState.KEYED_ONCE, None)
    key(sheet, typed, coordinator)
    assert (sheet.state, sheet.collected.mode, sheet.collected.campaign) == (
        KeyedSheetState.COLLECTED, Mode.PAPER, sheet.batch.campaign,
    )  # fmt: skip
    assert answers(sheet, outline) == {
        "sexe": "femme", "age": "adulte", "vient": "oui", "usages": ["jeux", "papiers"], "note": "4",
        "avis": {"accueil": "bien"}, "fois": 12, "mot": "Merci",
    }  # fmt: skip
    assert list(sheet.keyings.values_list("values", "answers", "is_by_same_person")) == [({}, 8, False)] * 2


def test_differences_wait_for_a_decision(sheet, typed, animator, coordinator, outline):
    key(sheet, typed, animator)
    key(sheet, typed | {"sexe": "2", "usages": "2", "fois": "-"}, coordinator)
    assert (sheet.state, sheet.collected) == (KeyedSheetState.DIFFERS, None)
    assert list(sheet.differences.values_list("question", "first", "second")) == [
        ("sexe", ["femme", None], ["homme", None]),
        ("usages", [["jeux", "papiers"], None], [["mail"], None]),
        ("fois", [12, None], [None, None]),
    ]
    decide_differences(
        sheet=sheet,
        decisions={
            "sexe": (KeptValue.SECOND, ""), "usages": (KeptValue.OTHER, "12"), "fois": (KeptValue.FIRST, ""),
        },
        by=coordinator,
    )  # fmt: skip
    sheet.refresh_from_db()
    found = answers(sheet, outline)
    assert (found["sexe"], found["usages"], found["fois"]) == ("homme", ["jeux", "mail"], 12)
    assert set(sheet.differences.values_list("kept", "decided_by")) == {(kept, coordinator.pk) for kept in KeptValue}
    refused = refusal_of(decide_differences, sheet=sheet, decisions={}, by=coordinator)
    assert refused == [NOTHING_TO_DECIDE]


def test_difference_left_open_collects_nothing(sheet, typed, animator, coordinator):
    key(sheet, typed, animator)
    key(sheet, typed | {"sexe": "2", "age": "3"}, coordinator)
    with pytest.raises(ValidationError) as refused:
        decide_differences(sheet=sheet, decisions={"sexe": (KeptValue.OTHER, "9")}, by=coordinator)
    assert set(refused.value.message_dict) == {"sexe", "age"}
    assert refused.value.message_dict["age"] == [CHOOSE]
    sheet.refresh_from_db()
    assert (sheet.state, CollectedResponse.objects.count()) == (KeyedSheetState.DIFFERS, 0)
    assert set(sheet.differences.values_list("kept", flat=True)) == {""}


def test_same_person_keys_again_only_after_saying_so(sheet, typed, animator):
    key(sheet, typed, animator)
    assert refusal_of(key, sheet, typed, animator) == [YOURS_ALREADY]
    assert key(sheet, typed, animator, says_again=True).is_by_same_person
    assert sheet.state == KeyedSheetState.COLLECTED


def test_third_keying_and_whole_batch_are_refused(batch, typed, animator, coordinator):
    sheets = list(batch.sheets.all())
    for sheet in sheets[:2]:
        key(sheet, typed, animator)
        key(sheet, typed, coordinator)
    assert refusal_of(key, sheets[0], typed, coordinator) == [KEYED_TWICE]
    key(sheets[2], typed, animator)
    key(sheets[2], typed | {"sexe": "2"}, coordinator)
    assert refusal_of(key, sheets[0], typed, coordinator) == [BATCH_KEYED]


def test_sending_twice_counts_once(sheet, typed, animator):
    sent = uuid.uuid4()
    first = key(sheet, typed, animator, key=sent)
    assert key(sheet, typed, animator, key=sent) == first
    assert sheet.keyings.count() == 1


def test_code_of_another_campaign_is_refused_with_its_name(sheet, typed, animator, campaign):
    other = CampaignFactory(
        title="Les jeunes du Lot", running=True, version=QuestionnaireSectionFactory(version__in_use=True).version
    )
    refused = refusal_of(key_sheet, campaign=other, code=str(sheet.code), typed=typed, by=animator)
    assert refused == [f"Cette feuille est d’une autre enquête\u00a0: «\u00a0{campaign.title}\u00a0»."]


def test_wrong_codes_and_batches_of_others_are_refused(sheet, typed, animator, campaign, coordinator):
    last = str(sheet.code)[-1]
    for code in ("", str(sheet.code)[:-1] + str((int(last) + 1) % 10)):
        assert refusal_of(key_sheet, campaign=campaign, code=code, typed=typed, by=animator) == [NO_CODE]
    private = make_batch(campaign=campaign, label="Cahors", size=1, by=coordinator).sheets.get()
    assert refusal_of(key, private, typed, animator) == [NOT_YOURS]


def test_sheet_needs_an_answer_or_a_blank_to_each_question(sheet, typed, animator):
    with pytest.raises(ValidationError) as refused:
        key(sheet, typed | {"age": "", "sexe": "7"}, animator)
    assert refused.value.message_dict == {
        "age": [FORGOTTEN], "sexe": ["«\u00a07\u00a0» n’est pas sur la feuille\u00a0: de 1 à 2."],
    }  # fmt: skip
    assert refusal_of(key, sheet, dict.fromkeys(typed, "-"), animator) == [EMPTY_SHEET]


def test_required_question_may_be_blank_on_paper(version, sheet, typed, animator, coordinator):
    version.questions.filter(code="sexe").update(is_required=True)
    for by in (animator, coordinator):
        key(sheet, typed | {"sexe": "-"}, by)
    assert sheet.state == KeyedSheetState.COLLECTED


def test_closed_campaign_keys_no_sheet(sheet, typed, animator, campaign):
    close_campaign(campaign=campaign)
    assert refusal_of(key, sheet, typed, animator) == [NOT_RUNNING]


def test_response_has_the_day_noted_for_its_batch(batch, sheet, typed, animator, coordinator, campaign):
    day = campaign.closes_on
    change_batch(batch=batch, label="Gramat", answered_on=day, keyers=[animator])
    sheet.batch.refresh_from_db()
    key(sheet, typed, animator)
    key(sheet, typed, coordinator)
    assert sheet.collected.response.day == day
