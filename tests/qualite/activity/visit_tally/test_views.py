"""The counter is its team's alone, and works without script."""

import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from qualite.activity.visit_tally.models import HalfDayTally
from qualite.activity.visit_tally.themes import VISIT
from reseau.web.offline_entries import owner_key

pytestmark = pytest.mark.django_db


def address(name, epm):
    return reverse(f"qualite:{name}", args=[epm.slug])


def entry():
    return {"about": VISIT, "name": "Visites", "present": True, "amount": 1, "age": 0, "key": str(uuid.uuid4())}


def total():
    return sum(HalfDayTally.objects.values_list("count", flat=True))


def test_team_taps_without_script(client_of, animator, epm):
    client = client_of(animator)

    client.post(address("tally_tap", epm), {"subject": VISIT})
    client.post(address("tally_tap", epm), {"subject": VISIT})
    client.post(address("tally_tap", epm), {"subject": VISIT, "minus": "oui"})

    assert total() == 1


def test_refused_tap_is_told(client_of, animator, epm):
    page = client_of(animator).post(address("tally_tap", epm), {"subject": VISIT, "minus": "oui"}, follow=True)

    assert [str(message) for message in page.context["messages"]] == ["Il n’y a rien à retirer de cette demi-journée."]


def test_count_made_on_paper_is_copied(client_of, animator, epm):
    typed = {"amount": 12, "subject": VISIT, "date": timezone.localdate().isoformat(), "part": "morning"}

    client_of(animator).post(address("tally", epm), typed)

    assert list(HalfDayTally.objects.values_list("part", "count")) == [("morning", 12)]


def test_count_of_a_day_to_come_is_refused_in_the_form(client_of, animator, epm):
    typed = {"amount": 12, "subject": VISIT, "date": "2999-01-01", "part": "morning"}

    page = client_of(animator).post(address("tally", epm), typed)

    assert page.context["form"].non_field_errors() == [
        "Ce jour n’est pas encore venu\u00a0: choisissez aujourd’hui ou avant."
    ]


def test_entries_of_a_page_are_written(client_of, animator, epm):
    body = json.dumps({"member": owner_key(animator), "entries": [entry()]})

    answer = client_of(animator).post(address("tally_entries", epm), body, content_type="application/json")

    assert ([each["state"] for each in answer.json()["entries"]], total()) == (["written"], 1)


def test_entries_kept_for_another_account_wait_for_it(client_of, animator, colleague, epm):
    body = json.dumps({"member": owner_key(colleague), "entries": [entry()]})

    answer = client_of(animator).post(address("tally_entries", epm), body, content_type="application/json")

    assert (answer.status_code, total()) == (409, 0)


@pytest.mark.parametrize("name", ["stranger", "territorial", "coordinator"])
def test_counter_is_not_found_by_anybody_else(client_of, epm, name, request):
    client = client_of(request.getfixturevalue(name))
    body = json.dumps({"member": owner_key(request.getfixturevalue(name)), "entries": [entry()]})

    answers = [
        client.get(address("tally", epm)),
        client.post(address("tally_tap", epm), {"subject": VISIT}),
        client.post(address("tally_entries", epm), body, content_type="application/json"),
    ]

    assert ([answer.status_code for answer in answers], total()) == ([404] * 3, 0)


def test_counter_asks_as_many_queries_with_many_counts(client_of, animator, epm, django_assert_num_queries):
    client = client_of(animator)
    client.post(address("tally_tap", epm), {"subject": VISIT})
    client.get(address("tally", epm))
    with django_assert_num_queries(6):
        client.get(address("tally", epm))
    for subject in ("sante", "e-mail", "bureautique"):
        client.post(address("tally_tap", epm), {"subject": subject})

    with django_assert_num_queries(6):
        client.get(address("tally", epm))


def test_counter_is_closed_to_people_outside_the_network(client_of, epm, outsider):
    answer = client_of(outsider).post(address("tally_tap", epm), {"subject": VISIT})

    assert (answer.status_code in (302, 404), total()) == (True, 0)
