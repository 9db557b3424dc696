"""The public list of places with a label; charters in force in the search."""

import datetime

import pytest
from django.utils import timezone

from qualite.labelling.charter.models import Charter
from qualite.labelling.charter.services import draft_next_version, put_in_force
from search.sources.registry import source
from tests.factories.qualite import CriterionFactory, QualityLabelFactory
from tests.indexing import indexed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def test_list_shows_labels_in_force_of_open_places(client):
    shown = QualityLabelFactory()
    QualityLabelFactory(withdrawn_on=timezone.localdate())
    QualityLabelFactory(starts_on=datetime.date(2020, 1, 1))
    QualityLabelFactory(epm__is_open=False)

    assert list(client.get("/qualite/labels/").context["labels"]) == [shown]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_one_and_for_three(client, count, django_assert_num_queries):
    QualityLabelFactory.create_batch(count)

    with django_assert_num_queries(3):
        client.get("/qualite/labels/")


def test_charter_in_force_is_found_by_everybody_and_its_draft_is_not():
    charter = CriterionFactory(title="Ouvert seize heures", axis__charter__name="Charte des EPM").axis.charter
    draft = draft_next_version(charter=charter)

    document = source("charter").document(source("charter").queryset().get())
    assert (document.title, document.audience) == ("Charte des EPM", frozenset({"public"}))
    assert "Ouvert seize heures" in document.body.splitlines()
    assert indexed("charter") == {str(charter.pk)}

    Charter.objects.filter(pk=charter.pk).update(starts_on="2026-01-05")
    put_in_force(charter=draft)

    assert indexed("charter") == {str(draft.pk)}
