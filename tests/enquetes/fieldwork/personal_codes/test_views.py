"""Pages of batches of codes: the coordination's alone; slips that people read, and no name."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import close_campaign
from enquetes.fieldwork.personal_codes.models import CodeBatch, PersonalCode
from enquetes.fieldwork.personal_codes.services import draw_codes, find_code, use_code
from enquetes.fieldwork.personal_codes.views import LOST

pytestmark = pytest.mark.django_db
BASE = "/enquetes/ecrans/codes/"


@pytest.fixture
def client(client_of, coordinator):
    """A browser of the coordination."""
    return client_of(coordinator)


def read_pages(response) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(response.content)).pages]


def test_each_page_is_for_the_coordination(batch, coordinator, territorial, animator, stranger, client_of):
    pages = ("", "nouveau-lot/", f"{batch.pk}/", f"{batch.pk}/bulletins.pdf")
    readers = [client_of(member) for member in (coordinator, territorial, animator, stranger)]
    assert {page: [reader.get(BASE + page).status_code for reader in readers] for page in pages} == {
        page: [200, 404, 404, 404] for page in pages
    }


def test_codes_of_other_campaigns_are_not_found(client, batch):
    Campaign.objects.filter(pk=batch.campaign_id).update(slug="autre")
    assert client.get(f"{BASE}{batch.pk}/").status_code == 404
    Campaign.objects.update(slug="ecrans", has_codes=False)
    assert client.get(BASE).status_code == 404


def test_batch_is_drawn_on_its_page(client, campaign):
    page = client.post(f"{BASE}nouveau-lot/", {"label": "Courrier", "size": "12"})
    batch = CodeBatch.objects.get()
    assertRedirects(page, f"{BASE}{batch.pk}/")
    assert (batch.label, batch.school, batch.codes.count()) == ("Courrier", "", 12)


def test_refused_batch_keeps_what_was_typed(client, batch):
    page = client.post(f"{BASE}nouveau-lot/", {"label": "Courrier", "size": "4"})
    assertContains(page, "sinon, le taux dirait qui a répondu")
    assertContains(page, 'value="Courrier"')
    page = client.post(f"{BASE}nouveau-lot/", {"label": batch.label, "size": "9"})
    assertContains(page, "Un lot de codes de cette enquête porte déjà ce nom.")
    close_campaign(campaign=batch.campaign)
    assertContains(
        client.post(f"{BASE}nouveau-lot/", {"label": "A", "size": "9"}), "Cette campagne n’est pas en cours."
    )


def test_slips_bear_the_codes_the_address_and_the_last_day(client, batch, codes):
    response = client.get(f"{BASE}{batch.pk}/bulletins.pdf")
    (text,) = read_pages(response)
    assert [text.count(words) for words in (*codes, "Vos écrans", "/enquetes/code/")] == [1] * 6 + [6, 6]
    assert text.count(f"{batch.campaign.closes_on.year}") >= 6
    assert PdfReader(BytesIO(response.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_used_codes_are_printed_again_like_the_others(client, batch, codes):
    before = client.get(f"{BASE}{batch.pk}/bulletins.pdf").content
    use_code(code=find_code(typed=codes[2]))
    assert client.get(f"{BASE}{batch.pk}/bulletins.pdf").content == before


def test_codes_of_a_forgotten_secret_key_are_not_printed_wrong(client, batch, coordinator, client_of, settings):
    settings.SECRET_KEY = "another key"
    page = client_of(coordinator).get(f"{BASE}{batch.pk}/bulletins.pdf", follow=True)
    assert [str(message) for message in page.context["messages"]] == [LOST]


def test_minors_have_a_letter_before_the_slips_and_no_name_anywhere(client, campaign):
    Campaign.objects.filter(pk=campaign.pk).update(is_of_minors=True, parents_notice="Votre enfant peut refuser.")
    assertContains(client.get(f"{BASE}nouveau-lot/"), "une lettre pour les parents, à photocopier")
    page = client.post(f"{BASE}nouveau-lot/", {"label": "3e B", "size": "24"})
    assertContains(page, "Champ requis.")
    client.post(f"{BASE}nouveau-lot/", {"label": "3e B", "size": "24", "school": "Collège de Gourdon"})
    batch = CodeBatch.objects.get()
    assertContains(client.get(f"{BASE}{batch.pk}/"), "La première page est la lettre aux parents")
    pages = read_pages(client.get(f"{BASE}{batch.pk}/bulletins.pdf"))
    assert len(pages) == 4
    assert all(words in pages[0] for words in ("Votre enfant peut refuser.", "Collège de Gourdon", "3e B"))
    assert sum(page.count("/enquetes/code/") for page in pages[1:]) == 24


def test_empty_notice_to_parents_is_refused_on_the_page(client, campaign):
    Campaign.objects.filter(pk=campaign.pk).update(is_of_minors=True, parents_notice=" ")
    page = client.post(f"{BASE}nouveau-lot/", {"label": "3e B", "size": "24", "school": "Collège de Gourdon"})
    assertContains(page, "L’information des parents est vide")
    assert not PersonalCode.objects.exists()


def test_campaign_page_shows_the_rate_of_each_batch(client, campaign):
    page = client.get(campaign.get_absolute_url())
    assertContains(page, "Aucun code n’est encore tiré")
    for rank in range(9):
        batch = draw_codes(campaign=campaign, label=f"Envoi {rank}", size=8)
    CodeBatch.objects.filter(pk=batch.pk).update(used=6)
    page = client.get(campaign.get_absolute_url())
    assertContains(page, "75\u00a0%")
    assertContains(page, "Voir tous les lots de codes")
    assertNotContains(page, "Envoi 0")
    assertContains(client.get(BASE), "Envoi 0")


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_length(client, campaign, count, django_assert_max_num_queries):
    for rank in range(count):
        draw_codes(campaign=campaign, label=f"Lot {rank}", size=5)
    client.get(BASE)
    with django_assert_max_num_queries(9):
        client.get(BASE)
