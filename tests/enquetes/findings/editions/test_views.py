"""Tests of the page that compares two editions."""

import pytest

from questionnaires.questions.services.versions import prepare_next_version, put_into_use
from tests.factories.enquetes import CampaignFactory, collect_stored, store_answers

pytestmark = pytest.mark.django_db
PAGE = "/enquetes/deuxieme/resultats/editions/"


@pytest.fixture
def second(campaign, version):
    """The next edition: more women, « homme » in other words, and who comes asked in others."""
    draft = prepare_next_version(questionnaire=version.questionnaire)
    draft.questions.get(code="sexe").choices.filter(code="homme").update(label="Un homme")
    draft.questions.filter(code="vient").update(wording="Venez-vous souvent\u00a0?")
    later = put_into_use(version=draft)
    campaign = CampaignFactory(running=True, version=later, slug="deuxieme", earlier=campaign)
    collect_stored(campaign, store_answers(later, [{"sexe": "femme"}] * 54 + [{"sexe": "homme", "vient": "oui"}] * 6))
    return campaign


def test_answers_stand_side_by_side(client_of, territorial, second):
    compared = client_of(territorial).get(PAGE).context["compared"]

    assert [(line.before_words, line.now_words, str(line.difference)) for line in compared.lines] == [
        ("50\u00a0%", "90\u00a0%", "hausse de 40\u00a0points (entre 24 et 53)"),
        ("50\u00a0%", "10\u00a0%", "baisse de 40\u00a0points (entre 24 et 53)"),
    ]
    assert compared.changes == ("«\u00a0Un homme\u00a0» s’appelait «\u00a0Homme\u00a0».",)


def test_other_words_are_said(client_of, territorial, second):
    page = client_of(territorial).get(f"{PAGE}?question=vient&avec=usages")

    assert page.context["compared"].changes == ("La question était\u00a0: «\u00a0Venez-vous\u00a0?\u00a0».",)


def test_first_edition_says_what_is_missing(client_of, coordinator, campaign):
    assert "n’a servi qu’à cette campagne" in client_of(coordinator).get("/enquetes/usages/resultats/editions/").text


def test_editions_are_for_those_who_read_results(client_of, animator, second):
    assert client_of(animator).get(PAGE).status_code == 404
