"""The page of a decision, for the coordination alone."""

import pytest
from django.urls import reverse

from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.enums import AnswerLevel, LabelOutcome
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db


def decision_url(assessment) -> str:
    return reverse("qualite:decision", args=[assessment.pk])


def test_coordinator_grants_the_label(client_of, visited, coordinator):
    client_of(coordinator).post(decision_url(visited), {"outcome": LabelOutcome.GRANTED})

    assert FileDecision.objects.get().label.epm == visited.epm


@pytest.mark.parametrize("name", ["animator", "stranger", "territorial"])
def test_others_do_not_decide(client_of, visited, name, request):
    client = client_of(request.getfixturevalue(name))

    assert client.get(decision_url(visited)).status_code == 404
    assert client.post(decision_url(visited), {"outcome": LabelOutcome.GRANTED}).status_code == 404
    assert not FileDecision.objects.exists()


def test_coordinator_of_the_place_does_not_decide(client_of, visited, epm):
    member = MemberFactory(coordinator=True)
    PositionFactory(member=member, epm=epm)

    assert client_of(member).post(decision_url(visited), {"outcome": LabelOutcome.GRANTED}).status_code == 404


def test_refusal_without_a_reason_comes_back(client_of, visited, coordinator):
    page = client_of(coordinator).post(decision_url(visited), {"outcome": LabelOutcome.REFUSED})

    assert list(page.context["form"].errors) == ["reason"]


def test_label_that_ends_first_comes_back(client_of, visited, coordinator):
    sent = {"outcome": LabelOutcome.GRANTED, "starts_on": "2026-03-03", "ends_on": "2026-03-03"}

    page = client_of(coordinator).post(decision_url(visited), sent)

    assert list(page.context["form"].errors) == ["ends_on"]


def test_refusal_of_the_service_is_shown(client_of, visited, coordinator):
    visited.answers.filter(criterion__is_required=True).update(level=AnswerLevel.NOT_YET)

    page = client_of(coordinator).post(decision_url(visited), {"outcome": LabelOutcome.GRANTED})

    assert page.context["unmet"] == ["Ouvert"]
    assert len(page.context["form"].non_field_errors()) == 1


def test_period_out_of_bounds_is_refused_beside_its_day(client_of, coordinator, visited):
    url = reverse("qualite:decision", args=[visited.pk])

    page = client_of(coordinator).post(url, {"outcome": "granted", "starts_on": "0226-03-01", "ends_on": "2900-03-01"})

    assert sorted(page.context["form"].errors) == ["ends_on", "starts_on"]
