"""Answering by an open link: nothing is lost, no cookie is needed, each response counts once."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import close_campaign, plan_quotas, start_campaign
from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.answering.services import (
    DAYS_KEPT,
    UNKNOWN_CODE,
    begin_response,
    forget_unfinished_responses,
    leave_for_later,
    save_page,
    send_response,
)
from enquetes.fieldwork.collection.models import CollectedResponse
from questionnaires.answers.answer_rows import values_of
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import outline_of
from reseau.web.signed_links import link_token
from tests.factories.enquetes import CampaignFactory
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory, asked_if

pytestmark = pytest.mark.django_db


class CookielessClient(Client):
    """A browser that is given no cookie, and is asked for a token as a real one is."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)

    def request(self, **request):
        response = super().request(**request)
        assert not self.cookies
        return response


@pytest.fixture(autouse=True)
def _no_try_counted():
    """Forget the tries of other tests: all come from one address."""
    cache.clear()


@pytest.fixture
def visitor() -> CookielessClient:
    return CookielessClient()


@pytest.fixture
def campaign(db) -> Campaign:
    """Two sections; those who come are asked how often, and one woman is wanted."""
    first = QuestionnaireSectionFactory(rank=1, title="Vous")
    second = QuestionnaireSectionFactory(rank=2, title="L’espace", version=first.version)
    QuestionFactory(section=first, code="sexe", choices=("femme", "homme"), is_required=True)
    going = QuestionFactory(section=first, code="vient")
    asked_if(QuestionFactory(section=second, code="souvent", choices=("jour", "mois")), going, "oui")
    asked_if(QuestionFactory(section=second, code="mot", kind=QuestionKind.SHORT_TEXT, longest=40), going, "oui")
    campaign = CampaignFactory(questionnaire=first.version.questionnaire, slug="jeunes")
    plan_quotas(campaign=campaign, codes=["sexe"], wanted={("femme",): 1, ("homme",): 5})
    return start_campaign(campaign=campaign)


@pytest.fixture
def begun(campaign) -> UnfinishedResponse:
    return begin_response(campaign=campaign)


START = "/enquetes/jeunes/repondre/"


def url(response, end: str) -> str:
    return f"{START}{link_token(response)}/{end}"


def test_whole_answer_without_any_cookie(visitor, campaign):
    start = visitor.post(START)
    first = start["Location"]
    second = visitor.post(first, {"sexe": "homme", "vient": "oui"})["Location"]
    last = visitor.post(second, {"souvent": "mois", "mot": "Merci à vous"})["Location"]
    assertContains(visitor.get(last), "4 questions sur 4")
    thanks = visitor.post(last)

    assertRedirects(thanks, f"{START}merci/")
    collected = CollectedResponse.objects.get()
    values = values_of(outline_of(campaign.version), collected.response.answers.all())
    assert values == {"sexe": "homme", "vient": "oui", "souvent": "mois", "mot": "Merci à vous"}
    assert (collected.mode, collected.cell.categories) == ("link", ["homme"])
    assert not UnfinishedResponse.objects.exists()


def test_response_sent_twice_counts_once(visitor, begun):
    save_page(response=begun, codes={"sexe"}, values={"sexe": "homme"})
    last = url(begun, "envoyer/")

    sent = [visitor.post(last) for _ in range(2)]

    assert [answer["Location"] for answer in sent] == [f"{START}merci/"] * 2
    assert CollectedResponse.objects.count() == 1


def test_section_that_asks_nothing_is_passed_over(visitor, begun):
    answer = visitor.post(url(begun, "1/"), {"sexe": "homme", "vient": "non"})

    assert answer["Location"] == url(begun, "envoyer/")


def test_going_back_keeps_what_was_answered(visitor, begun):
    visitor.post(url(begun, "1/"), {"sexe": "homme", "vient": "oui"})

    back = visitor.post(url(begun, "2/"), {"souvent": "jour", "mot": "Bien", "back": "1"})

    assert back["Location"] == url(begun, "1/")
    begun.refresh_from_db()
    assert begun.values == {"sexe": "homme", "vient": "oui", "souvent": "jour", "mot": "Bien"}
    assertContains(visitor.get(url(begun, "2/")), 'value="Bien"')


def test_refused_answer_is_told_and_the_others_are_kept(visitor, begun):
    page = visitor.post(url(begun, "1/"), {"vient": "oui"})

    assertContains(page, "Choisissez une réponse.")
    begun.refresh_from_db()
    assert begun.values == {"vient": "oui"}


def test_response_left_for_later_is_found_by_its_code(visitor, begun):
    later = visitor.post(url(begun, "1/"), {"vient": "oui", "later": "1"})
    code = re.search(r"<b>([A-Z]{4}-[A-Z]{4})</b>", later.content.decode())[1]

    begun.refresh_from_db()
    assert code not in begun.code_digest
    for typed in (code, code.lower().replace("-", " ")):
        answer = CookielessClient().post(reverse("enquetes:answer_resume"), {"code": typed})
        assert answer["Location"] == url(begun, "1/")
    assert begun.values == {"vient": "oui"}


def test_wrong_or_former_code_opens_nothing(visitor, begun):
    former = leave_for_later(response=begun)
    leave_for_later(response=begun)

    for code in (former, "ABCD-EFGH", "x"):
        assertContains(visitor.post(reverse("enquetes:answer_resume"), {"code": code}), UNKNOWN_CODE)


def test_codes_cannot_be_tried_without_end(visitor):
    answers = [visitor.post(reverse("enquetes:answer_resume"), {"code": "ABCD-EFGH"}).status_code for _ in range(16)]

    assert answers == [200] * 15 + [429]


def test_full_quota_is_told_once_and_as_soon_as_known(visitor, campaign, begun):
    earlier = begin_response(campaign=campaign)
    save_page(response=earlier, codes={"sexe"}, values={"sexe": "femme"})
    send_response(response=earlier)

    told = visitor.post(url(begun, "1/"), {"sexe": "femme", "vient": "oui"})
    assertContains(told, "nous avons déjà assez de réponses comme la vôtre")
    assertContains(told, url(begun, "2/"))
    again = visitor.post(url(begun, "1/"), {"sexe": "femme", "vient": "oui"})
    assert again["Location"] == url(begun, "2/")

    visitor.post(url(begun, "envoyer/"))
    assert CollectedResponse.objects.get(is_beyond_quota=True).cell.turned_away == 1


def test_stopping_forgets_everything(visitor, begun):
    assertContains(visitor.post(url(begun, "arreter/")), "Rien de ce que vous avez répondu n’est gardé.")

    assert not UnfinishedResponse.objects.exists()
    assert not CollectedResponse.objects.exists()


def test_required_answer_that_is_missing_is_refused_at_the_end(visitor, begun):
    page = visitor.post(url(begun, "envoyer/"))

    assertContains(page, "Choisissez une réponse.")
    assert UnfinishedResponse.objects.count() == 1
    assert not CollectedResponse.objects.exists()


@pytest.mark.parametrize(
    ("opens", "closes", "words"), [(3, 9, "pas encore ouverte"), (-9, -1, "Cette enquête est terminée")]
)
def test_campaign_of_other_days_says_so(visitor, campaign, begun, opens, closes, words):
    today = timezone.localdate()
    Campaign.objects.update(opens_on=today + timedelta(days=opens), closes_on=today + timedelta(days=closes))

    assertContains(visitor.get(START), words)
    assertContains(visitor.post(START), words)
    assertContains(visitor.get(url(begun, "1/")), words)
    assert UnfinishedResponse.objects.count() == 1


def test_campaign_closed_meanwhile_refuses_in_words(visitor, campaign, begun):
    save_page(response=begun, codes={"sexe"}, values={"sexe": "homme"})
    close_campaign(campaign=campaign)

    assertContains(visitor.post(url(begun, "envoyer/")), "Cette campagne n’est pas en cours.")


def test_drafts_and_campaigns_without_link_are_not_found(visitor, campaign):
    CampaignFactory(slug="brouillon")
    Campaign.objects.filter(pk=campaign.pk).update(has_link=False, has_paper=True)

    for slug in ("brouillon", "jeunes", "inconnue"):
        assert visitor.get(f"/enquetes/{slug}/repondre/").status_code == 404
        assert visitor.get(f"/enquetes/{slug}/repondre/merci/").status_code == 404


def test_forged_address_opens_nothing(visitor, begun):
    other = begin_response(campaign=begun.campaign)
    forged = f"{begun.pk}-{link_token(other).partition('-')[2]}"

    for token in (forged, str(begun.pk), "x", "9" * 40):
        for end in ("1/", "envoyer/"):
            assert visitor.get(f"{START}{token}/{end}").status_code == 404


def test_pages_of_a_response_are_kept_by_nobody(visitor, begun):
    page = visitor.get(url(begun, "1/"))

    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert "no-store" in page["Cache-Control"]


def test_notice_to_parents_comes_before_the_questions(visitor, campaign):
    Campaign.objects.update(is_of_minors=True, parents_notice="Votre enfant peut refuser.")

    assertContains(visitor.get(START), "Votre enfant peut refuser.")


def test_old_responses_and_those_of_closed_campaigns_are_forgotten(campaign, begun):
    old = begin_response(campaign=campaign)
    UnfinishedResponse.objects.filter(pk=old.pk).update(changed_on=timezone.localdate() - timedelta(days=DAYS_KEPT + 1))

    forget_unfinished_responses()
    assert list(UnfinishedResponse.objects.all()) == [begun]

    close_campaign(campaign=campaign)
    forget_unfinished_responses()
    assert not UnfinishedResponse.objects.exists()


def test_visitors_see_the_campaigns_that_they_may_answer(visitor, campaign):
    CampaignFactory(title="Pas commencée")

    page = visitor.get(reverse("enquetes:campaigns"))

    assertContains(page, START)
    assertNotContains(page, "Pas commencée")
    Campaign.objects.filter(pk=campaign.pk).update(has_link=False, has_paper=True)
    assertNotContains(visitor.get(reverse("enquetes:campaigns")), START)
