"""Actions planned and followed by the team and by who watches over the territory."""

import pytest
from django.urls import reverse

from qualite.labelling.action_plan.models import PlannedAction
from qualite.labelling.enums import ActionState

pytestmark = pytest.mark.django_db
TYPED = {"text": "Afficher le règlement", "who": "La mairie", "due_on": "2030-03-31"}


@pytest.mark.parametrize("name", ["animator", "territorial", "coordinator"])
def test_action_is_planned_for_a_criterion(client_of, draft, name, request):
    criterion = draft.charter.criteria[1]

    client_of(request.getfixturevalue(name)).post(reverse("qualite:action_new", args=[draft.pk, criterion.pk]), TYPED)

    action = PlannedAction.objects.get()
    assert (action.criterion, action.text, action.state) == (criterion, "Afficher le règlement", ActionState.TO_DO)


def test_action_is_followed_to_its_end(client_of, animator, draft):
    client = client_of(animator)
    client.post(reverse("qualite:action_add", args=[draft.pk]), TYPED)
    action = PlannedAction.objects.get()

    client.post(reverse("qualite:action", args=[action.pk]), TYPED | {"state": ActionState.DONE})

    action.refresh_from_db()
    assert (action.criterion, action.state, action.is_open) == (None, ActionState.DONE, False)


def test_form_of_an_action_is_sent_to_its_own_page(client_of, animator, draft):
    """The words of the action once stood as the address of the form: the component took them for it."""
    client = client_of(animator)
    client.post(reverse("qualite:action_add", args=[draft.pk]), TYPED)
    action = PlannedAction.objects.get()

    page = client.get(reverse("qualite:action", args=[action.pk])).content.decode()

    assert page.count('<form method="post" class="form" data-keep="action-charte"') == 1


def test_visitor_and_strangers_plan_nothing(client_of, stranger, other_territorial, visit):
    urls = [reverse("qualite:action_add", args=[visit.assessment_id])]

    statuses = {
        client_of(member).post(url, TYPED).status_code for member in (stranger, other_territorial) for url in urls
    }

    assert (statuses, PlannedAction.objects.count()) == ({404}, 0)
