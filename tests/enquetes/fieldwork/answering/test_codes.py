"""Answering with a personal code: typed as one can, it leads to the sections, and counts once."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import close_campaign
from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.answering.open_days import OVER
from enquetes.fieldwork.answering.services import open_by_code, save_page
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.personal_codes.derivation import printed_again
from enquetes.fieldwork.personal_codes.models import CodeBatch
from enquetes.fieldwork.personal_codes.services import MISTYPED, UNKNOWN, USED, draw_codes
from reseau.documents.papers.code_letters import check_letter, in_groups
from reseau.web.signed_links import link_token
from tests.enquetes.fieldwork.answering.test_views import CookielessClient
from tests.factories.enquetes import CampaignFactory

pytestmark = pytest.mark.django_db
DOOR, OWN_DOOR = "/enquetes/code/", "/enquetes/ecrans/code/"


@pytest.fixture(autouse=True)
def _no_try_counted():
    """Forget the tries of other tests: all come from one address."""
    cache.clear()


@pytest.fixture
def visitor() -> CookielessClient:
    return CookielessClient()


@pytest.fixture
def campaign(version) -> Campaign:
    return CampaignFactory(
        running=True, version=version, title="Vos écrans", slug="ecrans", has_link=False, has_codes=True
    )


@pytest.fixture
def code(campaign) -> str:
    batch = draw_codes(campaign=campaign, label="Courrier", size=5)
    return in_groups(printed_again(batch.codes.values_list("pk", "digest"))[0])


def type_code(visitor, code: str, door: str = DOOR):
    return visitor.post(door, {"code": code})


def test_whole_answer_with_a_code_and_without_any_cookie(visitor, campaign, code):
    start = type_code(visitor, code.lower().replace("-", " "))["Location"]
    assertContains(visitor.get(start), "rien ne le relie à vos réponses")
    first = visitor.post(start)["Location"]
    last = visitor.post(first, {"sexe": "femme", "mot": "Merci"})["Location"]
    assertRedirects(visitor.post(last), "/enquetes/ecrans/repondre/merci/")
    collected = CollectedResponse.objects.get()
    assert (collected.mode, collected.campaign) == ("code", campaign)
    assert (CodeBatch.objects.get().used, UnfinishedResponse.objects.count()) == (1, 0)


def test_used_code_is_refused_in_words(visitor, code):
    last = type_code(visitor, code)["Location"] + "envoyer/"
    visitor.post(last)
    assertRedirects(visitor.post(last), "/enquetes/ecrans/repondre/merci/")
    assertContains(type_code(visitor, code), USED)
    assert (CollectedResponse.objects.count(), CodeBatch.objects.get().used) == (1, 1)


def test_same_code_takes_up_what_is_not_sent(visitor, code):
    start = type_code(visitor, code)["Location"]
    later = visitor.post(f"{start}1/", {"sexe": "femme", "later": "1"})
    assertContains(later, "Gardez le papier où est votre code")
    again = type_code(CookielessClient(), code)["Location"]
    assert again == f"{start}1/"
    assert UnfinishedResponse.objects.get().code_digest is None


def test_code_opens_a_new_response_after_one_that_was_given_up(visitor, code):
    start = type_code(visitor, code)["Location"]
    visitor.post(f"{start}arreter/")
    assert type_code(visitor, code)["Location"] != start


def test_wrong_codes_are_told_apart(visitor, code):
    letters = code.replace("-", "")
    wrong = "A" if letters[4] != "A" else "B"
    assertContains(type_code(visitor, letters[:4] + wrong + letters[5:]), MISTYPED)
    assertContains(type_code(visitor, "ABCD-EFGH"), MISTYPED)
    assertContains(type_code(visitor, "BBBBBBBB" + check_letter("BBBBBBBB")), UNKNOWN)
    assertContains(type_code(visitor, ""), "Écrivez le code.")


def test_code_of_another_campaign_is_told_on_the_page_of_a_campaign(visitor, code):
    CampaignFactory(
        running=True, version=CampaignFactory().questionnaire.versions.create(), slug="autre", has_codes=True
    )
    page = type_code(visitor, code, "/enquetes/autre/code/")
    assertContains(page, "Ce code est celui d’une autre enquête\u00a0: «\u00a0Vos écrans\u00a0».")
    assert type_code(visitor, code, OWN_DOOR).status_code == 302


def test_code_of_a_closed_campaign_is_told(visitor, campaign, code):
    start = type_code(visitor, code)["Location"]
    close_campaign(campaign=campaign)
    assertContains(type_code(visitor, code), OVER)
    assertContains(visitor.get(OWN_DOOR), "Cette enquête est terminée")
    assertContains(visitor.get(start), "Cette enquête est terminée")


def test_code_of_a_campaign_of_other_days_is_told(visitor, code):
    Campaign.objects.update(opens_on=timezone.localdate() + timedelta(days=2))
    assertContains(type_code(visitor, code), "Cette enquête n’est pas encore ouverte")
    assert not UnfinishedResponse.objects.exists()


def test_codes_that_open_nothing_cannot_be_tried_without_end(visitor, code):
    wrong = "BBBBBBBB" + check_letter("BBBBBBBB")
    assert [type_code(visitor, code).status_code for _ in range(20)] == [302] * 20
    assert [type_code(visitor, wrong).status_code for _ in range(16)] == [200] * 15 + [429]
    assert type_code(visitor, code).status_code == 429


def test_open_link_of_a_campaign_by_code_alone_is_not_found(visitor, campaign, code):
    assert visitor.get("/enquetes/ecrans/repondre/").status_code == 404
    assertContains(visitor.get("/enquetes/"), OWN_DOOR)
    Campaign.objects.update(has_codes=False, has_link=True)
    assert visitor.get(OWN_DOOR).status_code == 404


def test_start_page_of_a_code_is_kept_by_nobody_and_tells_the_parents(visitor, code):
    Campaign.objects.update(is_of_minors=True, parents_notice="Votre enfant peut refuser.")
    page = visitor.get(type_code(visitor, code)["Location"])
    assertContains(page, "Votre enfant peut refuser.")
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assertNotContains(page, code)


def test_sent_response_keeps_nothing_of_its_code(code):
    response = open_by_code(typed=code)
    save_page(response=response, codes={"sexe"}, values={"sexe": "femme"})
    token = link_token(response)
    CookielessClient().post(f"/enquetes/ecrans/repondre/{token}/envoyer/")
    collected = CollectedResponse.objects.get()
    personal = CodeBatch.objects.get().codes.get(is_used=True)
    kept = {str(value) for value in (collected.pk, collected.sent_key, collected.sent_key.int)}
    assert not kept & {str(personal.pk), personal.digest, str(response.pk)}
