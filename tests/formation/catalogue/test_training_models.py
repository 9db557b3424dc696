"""A training of the catalogue, as the coordination writes it in Wagtail."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from formation.catalogue.models.catalogue import CataloguePage
from formation.catalogue.models.training import TrainingPage
from tests.factories.formation import TrainingPageFactory
from tests.factories.reseau import MemberFactory


@pytest.fixture
def editor(client_of):
    """The browser of who may write every page."""
    return client_of(MemberFactory(coordinator=True, is_superuser=True))


def test_reserved_slug_is_refused_in_the_page_itself(site_tree):
    with pytest.raises(ValidationError) as refusal:
        TrainingPageFactory(title="Plan", slug="plan")

    assert list(refusal.value.message_dict) == ["slug"]


def test_empty_lines_are_not_items(db):
    page = TrainingPage(aims="Écrire un résultat\n\n  Découper deux heures  \n", kit="")

    assert page.aim_list == ["Écrire un résultat", "Découper deux heures"]
    assert page.kit_list == []


def test_only_trainings_live_under_the_catalogue():
    assert CataloguePage.allowed_subpage_models() == [TrainingPage]
    assert TrainingPage.allowed_subpage_models() == []


def test_editor_of_a_training_opens(training, editor):
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[training.pk])).status_code == 200


def test_editor_of_a_new_training_opens(site_tree, editor):
    catalogue = CataloguePage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["formation", "trainingpage", catalogue.pk])

    assert editor.get(address).status_code == 200


def test_preview_of_a_training_not_saved_yet_has_no_session(site_tree):
    page = TrainingPage(title="Nouvelle", slug="nouvelle", aim="Savoir.", audience_text="Tous")

    response = page.make_preview_request(preview_mode=page.default_preview_mode)

    assert response.status_code == 200
    assert "Aucune date n’est annoncée" in response.content.decode()
