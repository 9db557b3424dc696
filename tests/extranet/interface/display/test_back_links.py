"""The link back leads to the list from which one came, and to the parent of the page otherwise."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import get_resolver

from extranet.interface.display.back_links import LISTS, back_link
from tests.factories.formation import SessionFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
PARENT = "/formation/photo/"


@pytest.fixture
def back():
    """`back("/formation/plan/2026/")`: where a member goes back to, from the page of a session."""
    member = PositionFactory().member

    def back(source: str, user=member) -> tuple[str, str]:
        request = RequestFactory().get("/formation/sessions/1/", headers={"referer": source})
        request.user = user
        link = back_link(request, PARENT, "Photo")
        return link.url, link.label

    return back


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", (PARENT, "Photo")),
        ("http://testserver/formation/photo/", (PARENT, "Photo")),
        ("http://testserver/formation/plan/2026/", ("/formation/plan/2026/", "Plan de l’année")),
        ("http://testserver/recherche/?q=photo&page=2", ("/recherche/?q=photo&page=2", "Résultats de la recherche")),
        ("http://testserver/ressources/?domaine=D2&page=2", ("/ressources/?domaine=D2&page=2", "Bibliothèque")),
        ("http://testserver/formation/sessions/1/", (PARENT, "Photo")),
        ("http://testserver/formation/sessions/1/inscrits/", (PARENT, "Photo")),
        ("http://testserver/nulle-part/", (PARENT, "Photo")),
        ("https://ailleurs.example/formation/plan/2026/", (PARENT, "Photo")),
        ("http://testserver//ailleurs.example/", (PARENT, "Photo")),
    ],
)
def test_member_goes_back_to_the_list_they_came_from(back, source, expected):
    assert back(source) == expected


def test_visitor_goes_back_to_the_parent(back):
    assert back("http://testserver/recherche/?q=photo", user=AnonymousUser()) == (PARENT, "Photo")


def test_lists_exist():
    resolver = get_resolver()
    names = {name for name in LISTS if ":" not in name and name in resolver.reverse_dict}
    for name in LISTS:
        space, _, view = name.partition(":")
        if view and view in resolver.namespace_dict[space][1].reverse_dict:
            names.add(name)

    assert names == LISTS.keys()


def test_session_reached_from_its_training_leads_back_to_it(client, site_tree):
    session = SessionFactory()
    client.force_login(PositionFactory().member)
    training = session.training.get_absolute_url()

    page = client.get(session.get_absolute_url(), headers={"referer": f"http://testserver{training}"}).text

    assert f'<p class="breadcrumb"><a href="{training}">' in page
