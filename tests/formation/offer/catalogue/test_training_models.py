"""A training of the catalogue, as coordinators edit it in Wagtail."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from formation.offer.catalogue.models.catalogue import CataloguePage
from formation.offer.catalogue.models.training import TrainingPage, check_training_slug
from tests.factories.formation import TrainingPageFactory
from tests.factories.reseau import MemberFactory


@pytest.fixture
def editor(client_of):
    """The browser of an editor who may edit every page."""
    return client_of(MemberFactory(coordinator=True, is_superuser=True))


@pytest.mark.parametrize("slug", ["plan", "sessions", "mes-formations", "parcours"])
def test_slug_of_a_page_of_the_training_year_is_refused(slug):
    with pytest.raises(ValidationError) as refusal:
        check_training_slug(slug)

    assert list(refusal.value.message_dict) == ["slug"]


def test_reserved_slug_is_refused_in_the_page_itself(site_tree):
    with pytest.raises(ValidationError) as refusal:
        TrainingPageFactory(title="Plan", slug="plan")

    assert list(refusal.value.message_dict) == ["slug"]


def test_empty_lines_are_ignored(db):
    page = TrainingPage(aims="Écrire un résultat\n\n  Découper deux heures  \n", kit="")

    assert page.aim_list == ["Écrire un résultat", "Découper deux heures"]
    assert page.kit_list == []


def test_catalogue_accepts_only_trainings_as_children():
    assert CataloguePage.allowed_subpage_models() == [TrainingPage]
    assert TrainingPage.allowed_subpage_models() == []


def test_editor_of_a_training_opens(training, editor):
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[training.pk])).status_code == 200


def test_editor_of_a_new_training_opens(site_tree, editor):
    catalogue = CataloguePage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["formation", "trainingpage", catalogue.pk])

    assert editor.get(address).status_code == 200


def test_preview_of_unsaved_training_has_no_session(site_tree):
    page = TrainingPage(title="Nouvelle", slug="nouvelle", aim="Savoir.", audience_text="Tous")

    response = page.make_preview_request(preview_mode=page.default_preview_mode)

    assert response.status_code == 200
    assert "Aucune date n’est annoncée" in response.content.decode()
