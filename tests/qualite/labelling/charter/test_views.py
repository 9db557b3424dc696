"""Pages of the charters, as everybody; versions, as the coordination; the draft in Wagtail's admin."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from extranet.access.accounts.coordination_rights import ensure_coordination_group
from qualite.labelling.charter.models import Charter
from qualite.labelling.charter.services import draft_next_version
from tests.factories.qualite import CharterFactory, CriterionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def charter():
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    charter = CharterFactory(slug="epm", name="Charte du réseau", starts_on=yesterday)
    CriterionFactory(axis__charter=charter, title="Ouvert le samedi", source="Label voisin", is_required=True)
    return charter


def test_visitor_reads_the_version_in_force_with_its_sources(client, charter):
    page = client.get(reverse("qualite:charter", args=["epm"]))

    assert page.context["charter"] == charter
    assertContains(page, "Ouvert le samedi", count=1)
    assertContains(page, "Label voisin", count=1)


def test_draft_is_a_404_to_everybody_but_the_coordination(client, charter, animator, territorial, coordinator):
    url = draft_next_version(charter=charter).get_absolute_url()
    statuses = [client.get(url).status_code]
    for member in (animator, territorial, coordinator):
        client.force_login(member)
        statuses.append(client.get(url).status_code)

    assert statuses == [404, 404, 404, 200]


def test_list_leaves_drafts_out_for_visitors(client, charter):
    draft_next_version(charter=charter)

    assert list(client.get(reverse("qualite:charters")).context["charters"]) == [charter]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_whatever_its_length(client, count, django_assert_max_num_queries):
    for _ in range(count):
        CriterionFactory()

    with django_assert_max_num_queries(2):
        client.get(reverse("qualite:charters"))


def test_coordination_prepares_the_next_version_and_puts_it_in_force(client, charter, coordinator):
    client.force_login(coordinator)

    client.post(reverse("qualite:charter_next", args=["epm", 1]))
    client.post(reverse("qualite:charter_in_force", args=["epm", 2]))

    assert Charter.objects.in_force().get(slug="epm").version == 2


@pytest.mark.parametrize("name", ["charter_next", "charter_in_force"])
def test_versions_are_a_404_to_territorial_animators(client, charter, territorial, name):
    client.force_login(territorial)

    assert client.post(reverse(f"qualite:{name}", args=["epm", 1])).status_code == 404
    assert Charter.objects.count() == 1


def test_refusal_is_shown_on_the_list(client, charter, coordinator):
    client.force_login(coordinator)

    page = client.post(reverse("qualite:charter_in_force", args=["epm", 1]), follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "Cette version de la charte est déjà entrée en vigueur."
    ]


def test_draft_is_edited_in_wagtail_and_what_is_in_force_is_not(client, site_tree, charter, coordinator):
    ensure_coordination_group()
    client.force_login(coordinator)
    draft = draft_next_version(charter=charter)

    pages = [client.get(reverse("wagtailsnippets_qualite_charter:edit", args=[row.pk])) for row in (draft, charter)]

    assert [page.status_code for page in pages] == [200, 302]
    assert pages[1].url == reverse("qualite:charters")
