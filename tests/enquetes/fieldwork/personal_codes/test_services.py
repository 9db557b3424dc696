"""Batches of codes drawn, printed again, used once; and what is refused, in words."""

import pytest
from django.core.exceptions import ValidationError

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING, close_campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.opening import NOT_THIS_WAY
from enquetes.fieldwork.personal_codes.derivation import printed_again
from enquetes.fieldwork.personal_codes.models import CodeBatch, PersonalCode
from enquetes.fieldwork.personal_codes.services import (
    MISTYPED,
    NO_NOTICE,
    NO_SCHOOL,
    UNKNOWN,
    USED,
    draw_codes,
    find_code,
    use_code,
)
from reseau.documents.papers.code_letters import LETTERS, check_letter, in_groups
from tests.factories.enquetes import CampaignFactory

pytestmark = pytest.mark.django_db


def refusals(**asked) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        draw_codes(**asked)
    return refusal.value.messages


def test_batch_has_codes_that_all_differ(campaign, coordinator):
    batch = draw_codes(campaign=campaign, label="Le magazine", size=400, by=coordinator)
    codes = printed_again(batch.codes.values_list("pk", "digest"))
    assert (len(set(codes)), batch.used, batch.made_by) == (400, 0, coordinator)


def test_table_holds_no_code(batch, codes):
    stored = str(list(PersonalCode.objects.values_list()))
    assert [code.replace("-", "") in stored for code in codes] == [False] * 6


def test_same_codes_are_printed_again_after_a_change_of_secret_key(batch, codes, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    rows = batch.codes.values_list("pk", "digest")
    assert [in_groups(letters) for letters in printed_again(rows)] == codes
    assert find_code(typed=codes[0]).batch == batch
    settings.SECRET_KEY_FALLBACKS = []
    assert printed_again(rows) == []


def test_code_is_found_as_it_is_typed(batch, codes):
    found = {find_code(typed=typed).pk for typed in (codes[0], codes[0].lower(), codes[0].replace("-", " "))}
    assert len(found) == 1


def test_wrong_letter_is_told_as_mistyped_and_another_code_as_unknown(codes):
    letters = codes[0].replace("-", "")
    others = [letter for letter in LETTERS if letter != letters[3]]
    told = {told_of(letters[:3] + letter + letters[4:]) for letter in others}
    assert told == {MISTYPED}
    drawn = ("A" if letters[0] != "A" else "B") + letters[1:-1]
    assert told_of(drawn + check_letter(drawn)) == UNKNOWN


def told_of(typed: str, campaign: Campaign | None = None) -> str:
    with pytest.raises(ValidationError) as refusal:
        find_code(typed=typed, campaign=campaign)
    return refusal.value.messages[0]


def test_code_of_another_campaign_is_told(codes):
    other = CampaignFactory(title="Autre", has_codes=True)
    assert told_of(codes[0], other) == "Ce code est celui d’une autre enquête\u00a0: «\u00a0Vos écrans\u00a0»."


def test_code_is_used_once(batch, codes):
    code = find_code(typed=codes[0])
    use_code(code=code)
    with pytest.raises(ValidationError, match="Ce code a déjà servi"):
        use_code(code=code)
    assert told_of(codes[0]) == USED
    batch.refresh_from_db()
    assert (batch.used, batch.rate) == (1, "17\u00a0%")


def test_batch_is_refused_in_words(campaign, coordinator):
    asked = {"campaign": campaign, "label": "Lot", "size": 6}
    assert refusals(**asked | {"size": 4}) == ["5 codes au moins\u00a0: sinon, le taux dirait qui a répondu."]
    assert refusals(**asked | {"size": 1_001})[0].startswith("Assurez-vous que cette valeur est inférieure ou égale")
    draw_codes(**asked)
    assert refusals(**asked) == ["Un lot de codes de cette enquête porte déjà ce nom."]
    Campaign.objects.filter(pk=campaign.pk).update(has_codes=False)
    assert refusals(**asked) == [NOT_THIS_WAY]
    close_campaign(campaign=campaign)
    assert refusals(**asked) == [NOT_RUNNING]
    assert CodeBatch.objects.count() == 1


def test_larger_group_of_a_campaign_is_the_smallest_batch(campaign):
    Campaign.objects.filter(pk=campaign.pk).update(smallest=8)
    assert refusals(campaign=campaign, label="Lot", size=7)[0].startswith("8 codes au moins")


def test_minors_need_a_school_and_the_notice_to_their_parents(campaign):
    minors = Campaign.objects.filter(pk=campaign.pk)
    minors.update(is_of_minors=True, parents_notice="  ")
    asked = {"campaign": campaign, "label": "3e B", "size": 24}
    assert refusals(**asked, school="Collège de Gourdon") == [NO_NOTICE]
    minors.update(parents_notice="Votre enfant peut refuser.")
    assert refusals(**asked) == [NO_SCHOOL]
    assert str(draw_codes(**asked, school="Collège de Gourdon")) == "Collège de Gourdon, 3e B"


def test_no_table_ties_a_code_to_a_response():
    """Neither a relation nor a day: only the batch stands beside a code."""
    names = {field.name for field in PersonalCode._meta.get_fields()}
    assert names == {"id", "batch", "digest", "is_used", "unfinished_response"}
    assert not {field.related_model for field in CollectedResponse._meta.get_fields()} & {PersonalCode, CodeBatch}
