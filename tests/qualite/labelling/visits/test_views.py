"""Pages of a visit: who may name the visitor, what the visitor writes; the visit in the agenda."""

import pytest
from django.urls import reverse
from django.utils import timezone

from qualite.labelling.enums import FileStage, Sight
from qualite.labelling.visits.models import Visit
from reseau.calendar.agenda.dates import entries_between

pytestmark = pytest.mark.django_db


def visit_url(assessment) -> str:
    return reverse("qualite:visit", args=[assessment.pk])


def entrusted(visitor) -> dict:
    return {"visitor": visitor.pk, "date": timezone.localdate().isoformat(), "start": "14:00", "end": "16:00"}


@pytest.mark.parametrize("name", ["territorial", "coordinator"])
def test_who_watches_names_the_visitor(client_of, submitted, stranger, name, request):
    client_of(request.getfixturevalue(name)).post(visit_url(submitted), entrusted(stranger))

    assert Visit.objects.get().visitor == stranger


@pytest.mark.parametrize("name", ["animator", "stranger", "other_territorial"])
def test_others_do_not_name_the_visitor(client_of, submitted, stranger, name, request):
    client = client_of(request.getfixturevalue(name))

    assert client.get(visit_url(submitted)).status_code == 404
    assert client.post(visit_url(submitted), entrusted(stranger)).status_code == 404


def test_colleague_is_not_offered_as_visitor(client_of, submitted, colleague, territorial):
    page = client_of(territorial).post(visit_url(submitted), entrusted(colleague))

    assert list(page.context["form"].errors) == ["visitor"]


def test_refusal_of_the_service_is_shown(client_of, submitted, stranger, territorial):
    page = client_of(territorial).post(visit_url(submitted), entrusted(stranger) | {"date": "2020-01-01"})

    assert page.context["form"].non_field_errors() == ["Ce jour est passé\u00a0: choisissez-en un autre."]


def test_visit_is_moved_then_cancelled(client_of, visit, territorial):
    client = client_of(territorial)
    client.post(visit_url(visit.assessment), {"date": visit.date.isoformat(), "start": "09:00", "end": "10:00"})
    visit.refresh_from_db()
    moved = visit.hours
    client.post(reverse("qualite:visit_cancel", args=[visit.assessment_id]))

    visit.assessment.refresh_from_db()
    assert (moved, visit.assessment.stage) == ("9\u00a0h\u00a0–\u00a010\u00a0h", FileStage.SUBMITTED)


def observations(visit, **more) -> dict:
    criteria = visit.assessment.charter.criteria
    return {f"sight-{criterion.pk}": Sight.SEEN for criterion in criteria} | more


def test_visitor_saves_then_hands_in(client_of, visit, stranger):
    client, url = client_of(stranger), reverse("qualite:observations", args=[visit.assessment_id])
    client.post(url, observations(visit) | {"go": "plus-tard"})
    refused = client.post(url, observations(visit) | {"go": "rendre"})
    client.post(url, observations(visit, summary="Un lieu vivant.") | {"go": "rendre"})

    visit.assessment.refresh_from_db()
    assert refused.status_code == 422
    assert refused.context["form"].non_field_errors() == ["Dites en quelques mots ce que vous retenez de la visite."]
    assert visit.assessment.stage == FileStage.VISITED


@pytest.mark.parametrize("name", ["animator", "territorial", "coordinator", "other_territorial"])
def test_others_write_no_observation(client_of, visit, name, request):
    client = client_of(request.getfixturevalue(name))
    url = reverse("qualite:observations", args=[visit.assessment_id])

    assert {client.get(url).status_code, client.post(url, observations(visit)).status_code} == {404}


def test_visit_is_in_the_agenda_of_those_whom_it_concerns(visit, animator, stranger, territorial, other_territorial):
    today = timezone.localdate()
    kinds = [
        [entry.kind for entry in entries_between(member, today, today)]
        for member in (animator, stranger, territorial, other_territorial)
    ]

    assert kinds == [["visite"], ["visite"], ["visite"], []]
