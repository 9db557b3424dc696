"""Tests of the pages of paper: who opens them, what they do and refuse."""

import json
import uuid
from io import BytesIO

import pytest
from pypdf import PdfReader

from enquetes.fieldwork.enums import KeyedSheetState
from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.paper.models.sheet import SheetKeying
from enquetes.fieldwork.paper.services.batches import make_batch
from enquetes.fieldwork.paper.services.keying import KEYED_TWICE, NO_CODE, YOURS_ALREADY, key_sheet
from enquetes.fieldwork.paper.typed_answers import FORGOTTEN
from enquetes.fieldwork.paper.views.batches import DECIDED_NEXT, PRINTED_AT_ONCE
from reseau.web.offline_entries import owner_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def base(campaign) -> str:
    return f"/enquetes/{campaign.slug}/papier/"


def key(sheet, typed, by, **said):
    return key_sheet(campaign=sheet.batch.campaign, code=str(sheet.code), typed=typed, by=by, **said)


def posted(sheet, typed, **more) -> dict:
    return {"sheet-code": str(sheet.code), **typed, **more}


def test_each_page_is_for_those_who_may(
    base, batch, sheet, typed, coordinator, territorial, animator, stranger, client_of
):
    key(sheet, typed, animator)
    key(sheet, typed | {"sexe": "2"}, coordinator)
    pages = {
        "": [200, 200, 200, 404],
        "nouveau-lot/": [200, 404, 404, 404],
        "qualite/": [200, 200, 404, 404],
        "saisie/": [200, 200, 200, 404],
        "saisie/communes/": [200, 200, 200, 404],
        f"saisie/feuille/?code={sheet.code}": [200, 200, 200, 404],
        f"{batch.pk}/": [200, 200, 200, 404],
        f"{batch.pk}/modifier/": [200, 404, 404, 404],
        f"{batch.pk}/feuilles.pdf": [200, 200, 200, 404],
        f"{batch.pk}/1/": [200, 200, 404, 404],
        f"{batch.pk}/2/": [404, 404, 404, 404],
    }
    readers = [client_of(member) for member in (coordinator, territorial, animator, stranger)]
    assert {page: [reader.get(base + page).status_code for reader in readers] for page in pages} == pages


def test_keyer_sees_their_own_batches_alone(base, batch, campaign, coordinator, animator, client_of):
    PaperBatch.objects.create(campaign=campaign, label="Cahors", size=1)
    assert "Cahors" not in client_of(animator).get(base).text
    assert "Cahors" in client_of(coordinator).get(base).text


def test_coordinator_makes_and_changes_a_batch(base, campaign, coordinator, animator, client_of):
    client = client_of(coordinator)
    client.post(base + "nouveau-lot/", {"label": "Gourdon", "size": "4", "keyers": [str(animator.pk)]})
    batch = PaperBatch.objects.get()
    assert (batch.label, batch.sheets.count(), list(batch.keyers.all())) == ("Gourdon", 4, [animator])
    day = campaign.opens_on
    client.post(f"{base}{batch.pk}/modifier/", {"label": "Gourdon, marché", "answered_on": f"{day}"})
    batch.refresh_from_db()
    assert (batch.label, batch.answered_on, batch.keyers.count()) == ("Gourdon, marché", day, 0)


def test_batch_is_refused_in_words(base, batch, campaign, coordinator, client_of):
    client = client_of(coordinator)
    refused = client.post(base + "nouveau-lot/", {"label": batch.label, "size": "4"})
    assert "Un lot de cette enquête porte déjà ce nom." in refused.text
    refused = client.post(f"{base}{batch.pk}/modifier/", {"label": "Lot", "answered_on": "2001-01-01"})
    assert "Ce jour n’est pas entre le début et la fin de l’enquête." in refused.text
    campaign.has_paper = False
    campaign.save()
    assert client.get(base + "nouveau-lot/").status_code == 404


def test_each_printed_copy_bears_its_code(base, batch, coordinator, client_of):
    response = client_of(coordinator).get(f"{base}{batch.pk}/feuilles.pdf")
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(response.content)).pages]
    codes = [str(sheet.code) for sheet in batch.sheets.all()]
    assert [sum(code in page for page in pages) for code in codes] == [len(pages) // 3] * 3
    assert "1 sur" in pages[0]


def test_large_batch_is_printed_in_several_files(base, campaign, coordinator, client_of):
    batch = make_batch(campaign=campaign, label="Le magazine", size=PRINTED_AT_ONCE + 2)
    client = client_of(coordinator)
    page = client.get(f"{base}{batch.pk}/").text
    assert [f"feuilles.pdf?de={first}" in page for first in (1, 101, 102, 201)] == [True, True, False, False]
    assert "Imprimer les feuilles 101 à 102" in page

    pdf = PdfReader(BytesIO(client.get(f"{base}{batch.pk}/feuilles.pdf?de=101").content))

    text = "".join(sheet.extract_text() for sheet in pdf.pages)
    codes = [str(sheet.code) for sheet in batch.sheets.all()]
    assert [code in text for code in codes] == [False] * PRINTED_AT_ONCE + [True] * 2
    assert client.get(f"{base}{batch.pk}/feuilles.pdf?de=103").status_code == 404


def test_page_of_a_batch_bounds_the_sheets_to_decide(base, campaign, coordinator, client_of):
    batch = make_batch(campaign=campaign, label="Le magazine", size=DECIDED_NEXT + 3)
    batch.sheets.update(state=KeyedSheetState.DIFFERS)

    page = client_of(coordinator).get(f"{base}{batch.pk}/")

    assert (len(page.context["differing"]), "3 autres ensuite." in page.text) == (DECIDED_NEXT, True)


def test_sheet_is_keyed_without_a_script(base, sheet, typed, animator, client_of):
    client = client_of(animator)
    refused = client.post(base + "saisie/", posted(sheet, typed | {"age": ""}))
    assert (FORGOTTEN in refused.text.replace("&nbsp;", "\u00a0"), SheetKeying.objects.count()) == (True, 0)
    assert 'value="13"' in refused.text
    assert client.post(base + "saisie/", posted(sheet, typed)).status_code == 302
    assert YOURS_ALREADY in client.post(base + "saisie/", posted(sheet, typed)).text
    client.post(base + "saisie/", posted(sheet, typed, **{"says-again": "on"}))
    sheet.refresh_from_db()
    assert sheet.state == KeyedSheetState.COLLECTED
    assert KEYED_TWICE in client.post(base + "saisie/", posted(sheet, typed)).text


def test_kept_sheets_are_written_once_each(base, sheet, typed, animator, client_of):
    client, sent = client_of(animator), str(uuid.uuid4())

    def send(**entry) -> list[dict]:
        entry = {"key": sent, "about": str(sheet.code), "typed": typed} | entry
        body = json.dumps({"member": owner_key(animator), "entries": [entry]})
        return client.post(base + "saisie/envoi/", body, content_type="application/json").json()["entries"]

    assert [send()[0]["state"], send()[0]["state"]] == ["written", "already"]
    (refused,) = send(key=str(uuid.uuid4()), typed=typed | {"age": "9"})
    assert refused["why"] == "Question 2\u00a0: «\u00a09\u00a0» n’est pas sur la feuille\u00a0: de 1 à 3."
    (refused,) = send(key=str(uuid.uuid4()))
    assert refused["why"] == YOURS_ALREADY
    assert send(key=str(uuid.uuid4()), again=True)[0]["state"] == "written"
    assert send(key=str(uuid.uuid4()), typed="1")[0]["state"] == "refused"
    sheet.refresh_from_db()
    assert sheet.state == KeyedSheetState.COLLECTED


def test_page_says_at_once_what_becomes_of_a_code(base, batch, sheet, typed, animator, coordinator, client_of):
    client = client_of(animator)

    def ask(code) -> dict:
        return client.get(base + "saisie/feuille/", {"code": code}).json()

    assert ask("12-345-6") == {"why": NO_CODE}
    assert ask(sheet.code) == {"code": str(sheet.code), "own": False, "again": False}
    key(sheet, typed, animator)
    assert ask(sheet.code) == {"code": str(sheet.code), "own": True, "again": True}
    key(sheet, typed, coordinator)
    assert ask(sheet.code) == {"why": KEYED_TWICE}


def test_differences_are_decided_on_their_page(base, batch, sheet, typed, animator, coordinator, client_of):
    key(sheet, typed, animator)
    key(sheet, typed | {"sexe": "2", "mot": "Merci à tous"}, coordinator)
    client, page = client_of(coordinator), f"{base}{batch.pk}/1/"
    text = client.get(page).text
    assert all(
        words in text for words in ("Première saisie\u00a0: Femme", "Seconde saisie\u00a0: Homme", "Merci à tous")
    )
    refused = client.post(page, {"sexe": "other", "sexe-autre": "4", "mot": "first"})
    assert "n’est pas sur la feuille" in refused.text
    assert client.post(page, {"sexe": "other", "sexe-autre": "1", "mot": "second"}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == KeyedSheetState.COLLECTED
    assert set(sheet.collected.response.answers.filter(question__code="mot").values_list("text", flat=True)) == {
        "Merci à tous"
    }


def test_quality_tells_faults_by_person_and_by_question(base, batch, typed, animator, coordinator, client_of):
    first, second, _ = batch.sheets.all()
    for sheet, seconds in ((first, typed), (second, typed | {"sexe": "2"})):
        key(sheet, typed, animator)
        key(sheet, seconds, coordinator)
    client = client_of(coordinator)
    client.post(f"{base}{batch.pk}/2/", {"sexe": "first"})
    text = " ".join(client.get(base + "qualite/").text.split())
    compared = '<td class="number" data-column-name="Réponses comparées">16</td>'
    faults = [f'{compared} <td class="number" data-column-name="Erreurs tranchées">{count}</td>' for count in (0, 1)]
    assert [each in text for each in faults] == [True, True]
    assert "1. Vous êtes" in text


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_much_for_one_batch_as_for_three(
    base, campaign, coordinator, client_of, count, django_assert_max_num_queries
):
    for rank in range(count):
        PaperBatch.objects.create(campaign=campaign, label=f"Lot {rank}", size=1)
    client = client_of(coordinator)
    client.get(base)
    with django_assert_max_num_queries(9):
        client.get(base)


def test_campaign_page_leads_to_its_paper(base, campaign, coordinator, client_of):
    page, link = campaign.get_absolute_url(), f'href="{base}"'
    client = client_of(coordinator)
    assert link in client.get(page).text
    campaign.has_paper = False
    campaign.save()
    assert link not in client.get(page).text
