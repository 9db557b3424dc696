"""Quotas planned by crossed cells, and their places taken one by one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from enquetes.design.campaigns.matching_cells import cell_of
from enquetes.design.campaigns.models import QuotaCell
from enquetes.design.campaigns.quota_criteria import TOO_MANY_CELLS, UNKNOWN_CRITERION, possible_criteria
from enquetes.design.campaigns.services import STARTED, give_back_place, plan_quotas, take_place
from tests.factories.enquetes import CampaignFactory
from tests.factories.questionnaires import QuestionFactory, QuestionnaireSectionFactory, asked_if
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(version):
    return CampaignFactory(questionnaire=version.questionnaire)


def cells(campaign) -> list[tuple]:
    return list(campaign.quota_cells.values_list("categories", "wording", "wanted"))


def test_cells_cross_the_criteria_in_order(draft):
    plan_quotas(campaign=draft, codes=["sexe", "vient"], wanted={("femme", "oui"): 4, ("homme", "non"): 2})

    draft.refresh_from_db()
    assert draft.quota_variables == ["sexe", "vient"]
    assert cells(draft) == [
        (["femme", "oui"], "Femme, Oui", 4),
        (["femme", "non"], "Femme, Non", 0),
        (["homme", "oui"], "Homme, Oui", 0),
        (["homme", "non"], "Homme, Non", 2),
    ]


def test_quotas_planned_again_replace_the_former(draft):
    plan_quotas(campaign=draft, codes=["sexe", "vient"], wanted={("femme", "oui"): 4})
    plan_quotas(campaign=draft, codes=["vient"], wanted={("oui",): 7})

    assert cells(draft) == [(["oui"], "Oui", 7), (["non"], "Non", 0)]

    plan_quotas(campaign=draft, codes=[], wanted={})
    assert cells(draft) == []


@pytest.mark.parametrize(
    ("codes", "refusal"),
    [
        (["usages"], UNKNOWN_CRITERION),
        (["mot"], UNKNOWN_CRITERION),
        (["nulle_part"], UNKNOWN_CRITERION),
        (["sexe", "sexe"], UNKNOWN_CRITERION),
        (["sexe", "age", "vient", "note", "avis_accueil", "commune.taille"], TOO_MANY_CELLS),
    ],
)
def test_criteria_that_cannot_be_crossed_are_refused_and_quotas_stay(draft, codes, refusal):
    plan_quotas(campaign=draft, codes=["vient"], wanted={("oui",): 7})

    with pytest.raises(ValidationError) as refused:
        plan_quotas(campaign=draft, codes=codes, wanted={})

    assert refused.value.messages == [refusal]
    assert cells(draft) == [(["oui"], "Oui", 7), (["non"], "Non", 0)]


def test_quotas_of_a_started_campaign_do_not_change(version):
    campaign = CampaignFactory(version=version, running=True)

    with pytest.raises(ValidationError) as refused:
        plan_quotas(campaign=campaign, codes=["vient"], wanted={})

    assert refused.value.messages == [STARTED]


def test_territory_and_size_of_a_commune_are_two_criteria(outline):
    codes = [variable.code for variable in possible_criteria(outline)]

    assert codes == ["sexe", "age", "vient", "note", "avis_accueil", "avis_lieu", "commune", "commune.taille"]


def test_cell_is_found_by_territory_and_size(version, draft):
    commune = CommuneFactory(population=700)
    plan_quotas(campaign=draft, codes=["commune", "commune.taille", "avis_lieu"], wanted={})
    draft.refresh_from_db()
    draft.version = version

    cell = cell_of(draft, {"commune": commune.pk, "avis": {"lieu": "mal"}})

    assert cell.categories == [commune.territory.slug, "500_a_1999", "mal"]
    assert cell_of(draft, {"avis": {"lieu": "mal"}}) is None
    assert cell_of(draft, {"commune": "99999", "avis": {"lieu": "mal"}}) is None


def test_answer_to_a_question_that_was_not_asked_sorts_nobody(db):
    section = QuestionnaireSectionFactory(version__in_use=True)
    going = QuestionFactory(section=section, code="vient")
    asked_if(QuestionFactory(section=section, code="souvent"), going, "oui")
    campaign = CampaignFactory(questionnaire=section.version.questionnaire)
    plan_quotas(campaign=campaign, codes=["souvent"], wanted={("oui",): 3})
    campaign.refresh_from_db()
    campaign.version = section.version

    assert cell_of(campaign, {"vient": "oui", "souvent": "oui"}).categories == ["oui"]
    assert cell_of(campaign, {"vient": "non", "souvent": "oui"}) is None


def test_place_is_taken_until_the_cell_is_full(draft):
    cell, empty = plan_quotas(campaign=draft, codes=["vient"], wanted={("oui",): 2})

    taken = [take_place(cell=cell) for _ in range(3)]

    cell.refresh_from_db()
    assert taken == [True, True, False]
    assert (cell.got, cell.turned_away, cell.is_full) == (2, 1, True)
    assert take_place(cell=empty) is False


def test_place_given_back_is_free_again(draft):
    cell, _ = plan_quotas(campaign=draft, codes=["vient"], wanted={("oui",): 1})
    take_place(cell=cell)

    give_back_place(cell=cell)
    give_back_place(cell=cell)

    cell.refresh_from_db()
    assert (cell.got, cell.left) == (0, 1)
    assert take_place(cell=cell) is True


def test_database_refuses_more_than_wanted(draft):
    cell, _ = plan_quotas(campaign=draft, codes=["vient"], wanted={("oui",): 1})

    with pytest.raises(IntegrityError), transaction.atomic():
        QuotaCell.objects.filter(pk=cell.pk).update(got=2)
