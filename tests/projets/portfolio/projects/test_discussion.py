"""The forum of the people of a project: opened once, theirs as they come and go."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from forums.threads.forums.models import Forum
from projets.portfolio.projects.models import ProjectPerson
from tests.factories.projets import ProjectFactory

pytestmark = pytest.mark.django_db


def test_people_of_a_project_discuss_and_nobody_else(
    client_of, animator, colleague, stranger, territorial, coordinator, project
):
    browser, path = client_of(animator), project.get_absolute_url()
    opening = reverse("projets:project_discussion", args=[project.pk])
    assertContains(browser.get(path), "Ouvrir une discussion entre elles")
    for member in (colleague, stranger):
        assert client_of(member).post(opening).status_code == 404
    answers = [
        client_of(each).post(reverse("projets:project_discussion", args=[project.pk]))
        for each in (territorial, animator)
    ]
    forum = Forum.objects.get()
    assert [answer.url for answer in answers] == [forum.get_absolute_url()] * 2
    assert dict(forum.memberships.values_list("member", "is_keeper")) == {territorial.pk: True, animator.pk: True}

    browser.post(reverse("projets:project_person_add", args=[project.pk]), {"member": colleague.pk})
    assertContains(client_of(colleague).get(path), forum.get_absolute_url())
    assert client_of(colleague).get(forum.get_absolute_url()).status_code == 200
    assertContains(client_of(coordinator).get(path), forum.get_absolute_url())
    assertNotContains(client_of(stranger).get(path), forum.get_absolute_url())
    assert client_of(stranger).get(forum.get_absolute_url()).status_code == 404

    # Whoever leaves the project leaves its forum, a keeper too.
    for member in (colleague, animator):
        person = ProjectPerson.objects.get(project=project, member=member)
        client_of(territorial).post(reverse("projets:project_person_remove", args=[project.pk, person.pk]))
        assert client_of(member).get(forum.get_absolute_url()).status_code == 404


def test_forum_that_is_deleted_may_be_opened_again_and_a_long_title_is_cut(client_of, animator, epm):
    project = ProjectFactory(title="Long " * 24, epm=epm, by=animator)
    path = reverse("projets:project_discussion", args=[project.pk])
    client_of(animator).post(path)
    assert len(Forum.objects.get().title) == 80
    Forum.objects.get().delete()
    client_of(animator).post(path)
    project.refresh_from_db()
    assert project.forum == Forum.objects.get()
