"""Members find projects and items of the committee, at once when they change; visitors find none."""

import pytest

from projets.portfolio.projects.services import add_place
from projets.steering.meetings.services.agenda import save_item
from projets.steering.meetings.services.meetings import convene_meeting
from search.sources.documents import Document
from search.sources.registry import source
from tests.factories.committee import SteeringMeetingFactory
from tests.indexing import indexed, noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def test_document_of_a_project_is_for_members(project, animator):
    assert source("project").document(source("project").queryset().get()) == Document(
        kind="project",
        key=str(project.pk),
        title="Des ateliers à Gramat",
        url=project.get_absolute_url(),
        audience=frozenset({"member"}),
        summary="Que chacun fasse ses démarches près de chez soi.",
        body="EPM de Gramat",
        keywords=("Projet", project.chantier.name),
        facts=("Idée", project.chantier.name),
        facets={"territory": ("Figeac",), "epm": ("EPM de Gramat",)},
    )


def test_member_finds_a_project_and_a_visitor_does_not(client, client_of, animator, project):
    indexed("project")

    link = f'href="{project.get_absolute_url()}'
    found = [
        link in browser.get("/recherche/", {"q": "ateliers gramat"}).text for browser in (client_of(animator), client)
    ]
    assert found == [True, False]


def test_place_that_joins_changes_the_document(project, other_epm):
    noted("project")

    add_place(project=project, epm=other_epm)

    assert noted("project") == {str(project.pk)}


def test_item_of_a_convened_meeting_is_found_by_members_alone(client, client_of, animator, coordinator, project):
    meeting = SteeringMeetingFactory(item="")
    item = save_item(meeting=meeting, title="Les lavoirs racontés", words="Une proposition.", project=project)
    assert list(source("steering_item").queryset()) == []
    noted("steering_item")

    convene_meeting(meeting=meeting, by=coordinator)

    assert noted("steering_item") == {str(item.pk)}
    indexed("steering_item")
    link = f'href="{meeting.get_absolute_url()}#point-{item.pk}"'
    found = [link in browser.get("/recherche/", {"q": "lavoirs"}).text for browser in (client_of(animator), client)]
    assert found == [True, False]
    assert source("steering_item").document(source("steering_item").queryset().get()).facts == (str(meeting),)
