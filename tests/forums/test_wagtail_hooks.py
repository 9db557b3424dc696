"""Forums in Wagtail's admin."""

import pytest
from django.urls import reverse

from forums.models import Forum
from forums.wagtail_hooks import ForumViewSet
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db

VIEWSET = ForumViewSet()


@pytest.fixture
def admin(client_of):
    return client_of(MemberFactory(is_superuser=True, coordinator=True))


def test_a_forum_is_opened_in_the_admin(admin, figeac):
    words = {"title": "Prêts", "slug": "prets", "description": "Qui prête quoi.", "territory": figeac.pk, "order": 3}

    response = admin.post(reverse(VIEWSET.get_url_name("add")), words)

    assert response.status_code == 302
    assert list(Forum.objects.values_list("title", "slug", "territory__name")) == [("Prêts", "prets", "Figeac")]


def test_forums_are_listed_with_their_territory(admin, figeac_forum):
    page = admin.get(reverse(VIEWSET.get_url_name("list")))

    assert [forum.title for forum in page.context["object_list"]] == ["Territoire de Figeac"]


def test_a_forum_with_topics_is_not_deleted(admin, topic):
    admin.post(reverse(VIEWSET.get_url_name("delete"), args=[topic.forum.pk]))

    assert Forum.objects.filter(pk=topic.forum.pk).exists()


def test_an_animator_does_not_manage_forums(client_of, animator, figeac_forum):
    response = client_of(animator).get(reverse(VIEWSET.get_url_name("edit"), args=[figeac_forum.pk]))

    assert response.status_code == 302
