"""The network in Wagtail's admin: for the coordination alone, without deletion."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from reseau.people.members.models.position import LAST_COORDINATOR_MESSAGE, Position
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM

MODELS = [EPM, Position, Territory]


@pytest.fixture
def coordination(site_tree, coordinator, client_of):
    """The browser of the coordinator, in the admin."""
    call_command("install", verbosity=0)
    return client_of(coordinator)


def address(model, action: str, *args) -> str:
    return reverse(model.snippet_viewset.get_url_name(action), args=args)


@pytest.mark.parametrize("model", MODELS)
def test_coordinator_lists_adds_and_edits(coordination, epm, animator, model):
    instance = model.objects.first()

    for url in (address(model, "list"), address(model, "add"), address(model, "edit", instance.pk)):
        assert coordination.get(url).status_code == 200


@pytest.mark.parametrize("person", ["animator", "territorial", "learner"])
@pytest.mark.parametrize("model", MODELS)
def test_others_are_refused(request, client_of, model, person):
    client = client_of(request.getfixturevalue(person))

    assert client.get(address(model, "list")).status_code == 404


def test_new_place_is_created_in_the_admin(coordination, epm):
    data = {
        "name": "EPM d’Assier",
        "slug": "assier",
        "kind": "library",
        "commune": epm.commune_id,
        "address": "Place du château, 46320 Assier",
        "latitude": "44.67",
        "longitude": "1.87",
    }

    response = coordination.post(address(EPM, "add"), data)

    assert response.status_code == 302
    assert EPM.objects.get(slug="assier").search_name == "epm d assier"
    assert EPM.objects.get(slug="assier").is_open is True


def test_learners_are_not_offered_as_holders_of_a_position(coordination, animator, former, learner, coordinator):
    form = coordination.get(address(Position, "add")).context["form"]

    assert set(form.fields["member"].queryset) == {animator, former, coordinator}


@pytest.mark.parametrize("model", MODELS)
def test_objects_with_a_history_cannot_be_deleted(coordination, animator, model):
    instance = model.objects.first()

    assert coordination.post(address(model, "delete", instance.pk)).status_code == 302
    assert model.objects.filter(pk=instance.pk).exists() is True


def test_last_coordinator_cannot_be_removed(coordination, coordinator, yesterday):
    position = coordinator.positions.get()
    data = {
        "member": coordinator.pk,
        "role": position.role,
        "contract": position.contract,
        "start": position.start.isoformat(),
        "end": (yesterday - timedelta(days=1)).isoformat(),
    }

    response = coordination.post(address(Position, "edit", position.pk), data)

    assert response.context["form"].non_field_errors() == [LAST_COORDINATOR_MESSAGE]
    assert coordinator.positions.get().end is None
