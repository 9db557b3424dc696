"""Pages of kiosks: who opens them, what they say, and that nobody stays connected behind one."""

import datetime
import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import close_campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.kiosks.exit_codes import exit_code
from enquetes.fieldwork.kiosks.models import Kiosk
from enquetes.fieldwork.kiosks.services import close_kiosk, open_kiosk
from questionnaires.questions.outline import outline_of
from questionnaires.translations.models import TranslatedText
from questionnaires.translations.texts import french_texts
from tests.enquetes.fieldwork.kiosks.conftest import entry
from tests.extranet.demo.whole_pages.faults import page_faults
from tests.factories.b2i import LearnerFactory
from tests.factories.enquetes import CampaignFactory

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
    cache.clear()


@pytest.fixture
def visitor() -> CookielessClient:
    return CookielessClient()


@pytest.fixture
def base(campaign) -> str:
    return f"/enquetes/{campaign.slug}/bornes/"


@pytest.fixture
def address(kiosk) -> str:
    return f"/enquetes/borne/{kiosk.token}/"


def send(client, address, kiosk, *entries):
    payload = {"member": kiosk.queue_owner, "entries": entries}
    return client.post(f"{address}envoi/", json.dumps(payload), content_type="application/json")


def test_pages_are_for_those_who_keep_the_place(
    base, kiosk, coordinator, territorial, animator, colleague, stranger, other_territorial, client_of
):
    pages = {
        "": [200, 200, 200, 200, 200, 200],
        "installer/": [200, 200, 200, 200, 200, 200],
        f"{kiosk.pk}/": [200, 200, 200, 200, 404, 404],
        f"{kiosk.pk}/fermer/": [200, 200, 200, 200, 404, 404],
    }
    members = (coordinator, territorial, animator, colleague, stranger, other_territorial)
    readers = [client_of(member) for member in members]
    assert {page: [reader.get(base + page).status_code for reader in readers] for page in pages} == pages
    assert all(reader.post(f"{base}{kiosk.pk}/fermer/").status_code == 404 for reader in readers[4:])
    assert Kiosk.objects.get().is_open


def test_pages_are_of_nobody_else(base, kiosk, outsider, client_of):
    client = client_of(outsider)
    for page in ("", "installer/", f"{kiosk.pk}/", f"{kiosk.pk}/fermer/"):
        assert client.get(base + page).status_code in {302, 404}
        assert client.post(base + page).status_code in {302, 404, 405}
    assert Kiosk.objects.get().is_open


def test_list_shows_the_places_of_the_reader_alone(base, kiosk, campaign, other_epm, animator, coordinator, client_of):
    open_kiosk(campaign=campaign, epm=other_epm, by=coordinator)
    assert [len(client_of(member).get(base).context["kiosks"]) for member in (animator, coordinator)] == [1, 2]


def test_campaign_without_kiosks_has_no_page(base, animator, kiosk, client_of):
    Campaign.objects.update(has_kiosks=False)
    CampaignFactory(slug="brouillon", has_kiosks=True)
    for path in (base, f"{base}installer/", "/enquetes/brouillon/bornes/", "/enquetes/inconnue/bornes/"):
        assert client_of(animator).get(path).status_code == 404


def test_animator_installs_in_their_place_alone(base, epm, other_epm, animator, client_of):
    client = client_of(animator)
    assert client.get(f"{base}installer/").context["form"]["epm"].initial == epm
    refused = client.post(f"{base}installer/", {"epm": other_epm.pk})
    assert "Choisissez un espace de la liste." in refused.text
    page = client.post(f"{base}installer/", {"epm": epm.pk}, follow=True)
    kiosk = Kiosk.objects.get()
    assert (kiosk.epm, kiosk.opened_by) == (epm, animator)
    assert (exit_code(kiosk) in page.text, kiosk.token in page.text) == (True, True)
    assert "Votre compte est déconnecté de ce navigateur" in page.text


def test_opening_here_leaves_the_account(address, animator, client_of):
    client = client_of(animator)
    page = client.get(address)
    assert "Vous êtes connecté dans ce navigateur." in page.text
    assert "data-answers" not in page.text
    opened = client.post(f"{address}ouvrir/", follow=True)
    assert (opened.wsgi_request.user.is_authenticated, "data-answers" in opened.text) == (False, True)
    assert client.get("/compte/").status_code == 302


def test_logging_somebody_out_needs_their_own_page(address, animator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(animator)
    assert client.post(f"{address}ouvrir/").status_code == 403


def test_page_leads_nowhere_and_is_of_nobody(visitor, address, animator):
    page = visitor.get(address)
    assert re.findall(r"<a\b|<header\b|<form[^>]*\b(?:action|method)=", page.text) == []
    assert (animator.first_name in page.text, "data-owner" in page.text) == (False, False)
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert "no-store" in page["Cache-Control"]
    assert "Cette borne a besoin de JavaScript" in page.text


def test_page_is_without_fault(visitor, address):
    assert page_faults(visitor.get(address).content) == []


def test_page_holds_the_whole_questionnaire_without_the_code(visitor, address, kiosk):
    page = visitor.get(address)
    rules = json.loads(re.search(r'<script id="regles" type="application/json">(.*?)</script>', page.text)[1])
    outline = outline_of(kiosk.campaign.version)
    assert [rule["code"] for rule in rules] == [question.code for question in outline.questions]
    assert page.text.count('class="asked-question') == len(outline.questions)
    words = re.sub(r"data-digest=\"\w+\"|borne/[^\"/]+/|data-kiosk=\"[^\"]+\"", "", page.text)
    assert exit_code(kiosk) not in words


def test_page_in_a_whole_translation(visitor, address, kiosk):
    texts = french_texts(outline_of(kiosk.campaign.version))
    assert visitor.get(f"{address}de/").status_code == 404
    TranslatedText.objects.bulk_create(
        TranslatedText(
            version=kiosk.campaign.version, language="de", place=each.place, source=each.text, text=f"DE {each.text}"
        )
        for each in texts
    )
    page = visitor.get(f"{address}de/")
    assert ('lang="de"' in page.text, "DE Votre note" in page.text, 'data-language="de"' in page.text) == (True,) * 3
    assert f'data-language-page="{address}de/"' in visitor.get(address).text
    assert [visitor.get(f"{address}{end}/").status_code for end in ("ar", "xx")] == [404, 404]


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        ("kiosk", "kiosk", "Cette borne est fermée"),
        ("campaign", "over", "Cette enquête est terminée"),
        ("past", "over", "Cette enquête est terminée"),
        ("future", "early", "Cette enquête n’est pas encore ouverte"),
    ],
)
def test_closed_kiosk_answers_in_words(visitor, address, kiosk, campaign, state, reason, words):
    today = timezone.localdate()
    if state == "kiosk":
        close_kiosk(kiosk=kiosk)
    elif state == "campaign":
        close_campaign(campaign=campaign)
    else:
        days = (-9, -1) if state == "past" else (1, 9)
        opens_on, closes_on = (today + datetime.timedelta(days=day) for day in days)
        Campaign.objects.update(opens_on=opens_on, closes_on=closes_on)
    page = visitor.get(address)
    assert (page.status_code, words in page.text, "Commencer" in page.text) == (200, True, False)
    assert visitor.get(f"{address}etat/").json()["closed"] == reason


def test_forged_address_opens_nothing(visitor, kiosk, campaign, other_epm, coordinator):
    other = open_kiosk(campaign=campaign, epm=other_epm, by=coordinator)
    forged = f"{kiosk.pk}-{other.token.partition('-')[2]}"
    for token in (forged, str(kiosk.pk), "x", "9" * 40):
        for end in ("", "etat/", "de/"):
            assert visitor.get(f"/enquetes/borne/{token}/{end}").status_code == 404
        assert send(visitor, f"/enquetes/borne/{token}/", kiosk, entry()).status_code == 404
    assert not CollectedResponse.objects.exists()


def test_responses_are_written_without_cookie_and_once(visitor, address, kiosk):
    sent = entry()
    answers = [send(visitor, address, kiosk, sent).json()["entries"][0]["state"] for _ in range(2)]
    assert (answers, CollectedResponse.objects.count()) == (["written", "already"], 1)


def test_responses_of_another_owner_are_not_taken(visitor, address, kiosk):
    payload = {"member": "borne-0", "entries": [entry()]}
    answer = visitor.post(f"{address}envoi/", json.dumps(payload), content_type="application/json")
    assert (answer.status_code, CollectedResponse.objects.count()) == (409, 0)


def test_queue_waits_while_somebody_is_connected(address, animator, client_of, visitor, kiosk):
    assert client_of(animator).get(f"{address}etat/").json()["member"] == ""
    assert visitor.get(f"{address}etat/").json() == {"member": kiosk.queue_owner, "token": "", "closed": ""}


def test_full_quota_is_told_before_the_end(visitor, address, kiosk, campaign):
    campaign.quota_cells.create(rank=1, categories=["femme"], wording="Femme", wanted=1, got=1)
    campaign.quota_cells.create(rank=2, categories=["homme"], wording="Homme", wanted=1)
    Campaign.objects.update(quota_variables=["sexe"])
    bodies = ({"sexe": "femme"}, {"sexe": "homme"}, {}, {"sexe": ["x"]}, ["x"], "x")
    answers = [
        visitor.post(f"{address}place/", json.dumps(body), content_type="application/json").json()["full"]
        for body in bodies
    ]
    assert answers == [True, *[False] * 5]
    assert "data-place=" in visitor.get(address).text


def test_page_that_speaks_too_often_is_asked_to_wait(visitor, address, kiosk, monkeypatch):
    monkeypatch.setattr("enquetes.fieldwork.kiosks.views.answering.SAID", {"kiosk": "1/10m/ip"})
    first, second = (send(visitor, address, kiosk, entry()).status_code for _ in range(2))
    assert (first, second, visitor.post(f"{address}place/").status_code) == (200, 503, 503)


def test_closing_and_opening_again(base, kiosk, address, animator, client_of, visitor):
    client = client_of(animator)
    client.post(f"{base}{kiosk.pk}/fermer/")
    assert "Rouvrir la borne" in client.get(f"{base}{kiosk.pk}/").text
    assert "Cette borne est fermée" in visitor.get(address).text
    client.post(f"{base}installer/", {"epm": kiosk.epm_id})
    assert "Cette borne est fermée" not in visitor.get(address).text


def test_list_of_surveys_leads_those_who_keep_a_place_to_kiosks(campaign, animator, client_of, client):
    assert 'href="/enquetes/usages/bornes/"' in client_of(animator).get("/enquetes/").text
    assert "Bornes d’enquête" not in client.get("/enquetes/").text
    assert "Bornes d’enquête" not in client_of(LearnerFactory().member).get("/enquetes/").text

    close_campaign(campaign=campaign)
    assert "Bornes d’enquête" not in client_of(animator).get("/enquetes/").text


def test_coordination_chooses_kiosks_for_a_campaign(coordinator, client_of, version):
    page = client_of(coordinator).get("/enquetes/nouvelle/").text
    assert 'name="has_kiosks"' in page
