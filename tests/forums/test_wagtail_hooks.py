"""Forums in Wagtail's admin."""

import pytest
from django.urls import reverse

from extranet.access.accounts.coordination_rights import ensure_coordination_group
from forums.threads.forums.models import Forum
from forums.wagtail_hooks import ForumViewSet

pytestmark = pytest.mark.django_db

VIEWSET = ForumViewSet()


@pytest.fixture
def admin(client_of, coordinator, site_tree):
    ensure_coordination_group()
    return client_of(coordinator)


def test_forum_is_created_in_the_admin(admin, figeac):
    words = {
        "kind": "territory",
        "title": "Prêts",
        "slug": "prets",
        "description": "Qui prête quoi.",
        "territory": figeac.pk,
        "order": 3,
    }

    response = admin.post(reverse(VIEWSET.get_url_name("add")), words)

    assert response.status_code == 302
    assert list(Forum.objects.values_list("title", "slug", "territory__name")) == [("Prêts", "prets", "Figeac")]


def test_forums_are_listed_with_their_territory(admin, figeac_forum):
    page = admin.get(reverse(VIEWSET.get_url_name("list")))

    assert [forum.title for forum in page.context["object_list"]] == ["Territoire de Figeac"]


def test_forum_cannot_be_deleted(admin, topic):
    response = admin.post(reverse(VIEWSET.get_url_name("delete"), args=[topic.forum.pk]))

    assert response.status_code == 302
    assert Forum.objects.get() == topic.forum


@pytest.mark.parametrize("person", ["animator", "territorial"])
def test_only_the_coordination_manages_forums(client_of, figeac_forum, person, request):
    url = reverse(VIEWSET.get_url_name("edit"), args=[figeac_forum.pk])

    client_of(request.getfixturevalue(person)).post(url, {"title": "Autre"})

    figeac_forum.refresh_from_db()
    assert figeac_forum.title == "Territoire de Figeac"
