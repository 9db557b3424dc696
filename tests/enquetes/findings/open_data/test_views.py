"""Pages of open data: chosen and checked by the coordination, taken by everybody, withdrawn."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client
from frictionless import Package

from enquetes.design.campaigns.services import close_campaign
from enquetes.findings.open_data.choice import OfferedChoices, OpenChoice
from enquetes.findings.open_data.models import PublishedOpenData
from enquetes.findings.open_data.services import publish_open_data
from enquetes.findings.publication.services import publish_results
from enquetes.preparation.weighting.services import weight_responses
from tests.enquetes.findings.open_data.test_package import MARGINS
from tests.factories.enquetes import collect_stored, store_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(campaign):
    campaign.title, campaign.slug = "Vos usages", "usages"
    campaign.save()
    return close_campaign(campaign=campaign)


PUBLIC, CHOICE = "/enquetes/usages/donnees-ouvertes/", "/enquetes/usages/resultats/donnees-ouvertes/"


@pytest.fixture
def sent(closed) -> dict[str, str]:
    """What the form sends as it is proposed, with small groups suppressed."""
    proposed = OfferedChoices.of(closed).default()
    return {f"q_{code}": str(treatment) for code, treatment in proposed.treatments.items()} | {"lignes": "on"}


def published(campaign):
    proposed = OfferedChoices.of(campaign).default()
    return publish_open_data(campaign=campaign, choice=OpenChoice(proposed.treatments, suppresses=True))


def test_coordination_publishes_then_withdraws(client_of, coordinator, closed, sent):
    client = client_of(coordinator)

    assert client.post(CHOICE, sent).url == PUBLIC
    page = Client().get(PUBLIC)
    assert (page.context["facts"]["rows"], page.context["facts"]["suppressed"]) == (28, 3)
    assert f'href="{PUBLIC}"' in Client().get("/enquetes/donnees-ouvertes/").text
    rows = list(csv.DictReader(StringIO(Client().get(f"{PUBLIC}reponses.csv").content.decode())))
    assert len(rows) == 28
    assert set(rows[0]) == {name for entry in page.context["facts"]["entries"] for name, _ in entry["columns"]}

    client.post(f"{CHOICE}retirer/")
    for path in (PUBLIC, f"{PUBLIC}reponses.csv", f"{PUBLIC}reponses.zip"):
        assert Client().get(path).status_code == 404
    assert PUBLIC not in Client().get("/enquetes/donnees-ouvertes/").text


def test_archive_on_the_page_is_valid_and_holds_the_same_table(closed, tmp_path):
    published(closed)

    with ZipFile(BytesIO(Client().get(f"{PUBLIC}reponses.zip").content)) as archive:
        archive.extractall(tmp_path)

    assert Package(str(tmp_path / "usages" / "datapackage.json")).validate().flatten(["message"]) == []
    assert (tmp_path / "usages" / "reponses.csv").read_bytes() == Client().get(f"{PUBLIC}reponses.csv").content


def test_small_groups_are_refused_in_words_with_what_would_mend_it(client_of, coordinator, closed, sent):
    del sent["lignes"]

    page = client_of(coordinator).post(CHOICE, sent)

    assert "3\u00a0réponses sur 31 viendraient de groupes de moins de 5 personnes" in page.text
    assert {mend.words: mend.left_out for mend in page.context["mends"]} == {
        "Vous êtes": 0,
        "Votre âge": 0,
        "Votre commune": 3,
    }
    assert not PublishedOpenData.objects.exists()


def test_choice_is_checked_before_it_is_published(client_of, coordinator, closed, sent):
    client = client_of(coordinator)

    address = client.post(CHOICE, {**sent, "q_age": "non", "verifier": "oui"}).url
    page = client.get(address)

    assert page.context["check"].holds
    assert page.context["form"]["q_age"].value() == "non"
    assert "csrf" not in address
    assert not PublishedOpenData.objects.exists()


def test_running_campaign_is_checked_and_not_published(client_of, coordinator, campaign):
    address = f"/enquetes/{campaign.slug}/resultats/donnees-ouvertes/"
    proposed = OfferedChoices.of(campaign).default()
    sent = {f"q_{code}": str(treatment) for code, treatment in proposed.treatments.items()} | {"lignes": "on"}

    assert client_of(coordinator).get(address).status_code == 200
    page = client_of(coordinator).post(address, sent)

    assert "Terminez d’abord la campagne" in page.text
    assert not PublishedOpenData.objects.exists()


def test_unknown_treatment_is_said_beside_its_question(client_of, coordinator, closed, sent):
    page = client_of(coordinator).post(CHOICE, {**sent, "q_age": "oui"})

    assert list(page.context["form"].errors) == ["q_age"]


@pytest.mark.parametrize(("who", "status"), [("coordinator", 200), ("territorial", 404), ("animator", 404)])
def test_who_chooses(request, client_of, closed, who, status):
    client = client_of(request.getfixturevalue(who))

    assert client.get(CHOICE).status_code == status
    if status == 404:
        assert client.post(CHOICE, {}).status_code == 404
        assert client.post(f"{CHOICE}retirer/").status_code == 404


def test_published_files_stay_as_they_were(closed, version):
    published(closed)
    paths = [PUBLIC, f"{PUBLIC}reponses.csv", f"{PUBLIC}reponses.zip"]
    before = [Client().get(path).content for path in paths]

    weight_responses(version=version, table=MARGINS)
    collect_stored(closed, store_answers(version, [{"sexe": "femme", "age": "jeune"}] * 6))

    assert [Client().get(path).content for path in paths] == before


def test_files_are_asked_again_and_sent_only_when_published_anew(closed):
    published(closed)
    first = Client().get(f"{PUBLIC}reponses.csv")
    again = Client().get(f"{PUBLIC}reponses.csv", headers={"if-none-match": first.headers["etag"]})
    published(closed)
    anew = Client().get(f"{PUBLIC}reponses.csv", headers={"if-none-match": first.headers["etag"]})

    assert (first.headers["cache-control"], again.status_code, anew.status_code) == ("public, no-cache", 304, 200)
    assert first.headers["access-control-allow-origin"] == "*"


def test_invented_survey_says_so_on_the_page_and_in_the_table(closed):
    closed.is_synthetic = True
    closed.save()
    published(closed)

    assert "Données de synthèse." in Client().get(PUBLIC).text
    assert Client().get(f"{PUBLIC}reponses.csv").content.splitlines()[0].endswith(b",donnees_de_synthese")


def test_results_and_open_data_lead_to_each_other(closed, version):
    publish_results(campaign=closed, sections=[version.sections.get().pk])
    results = "/enquetes/usages/resultats-publics/"
    assert PUBLIC not in Client().get(results).text

    published(closed)

    assert f'href="{PUBLIC}"' in Client().get(results).text
    assert f'href="{results}"' in Client().get(PUBLIC).text
