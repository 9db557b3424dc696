"""A project closed with its story: born once, reviewed as any sheet, each leading to the other for members."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from projets.portfolio.indicators.services import add_indicator
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.portfolio.projects.services import add_person, mark_milestone, save_milestone
from projets.portfolio.stories.models import ProjectStory
from projets.portfolio.stories.services import close_with_story
from ressources.authoring.publication.services import publish, submit, withdraw
from ressources.sheets.enums import Licence
from ressources.sheets.models.story import StoryPage
from tests.factories.deliveries import DeliveryFactory
from tests.factories.projets import ProjectFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
SAID = {"result": "Douze personnes font leurs démarches seules.", "advice": "Commencer plus tôt."}


@pytest.fixture
def running(site_tree, epm, animator):
    return ProjectFactory(
        title="Des ateliers à Gramat", epm=epm, by=animator, state=ProjectState.RUNNING,
        starts_on=timezone.localdate().replace(month=1, day=1),
    )  # fmt: skip


@pytest.fixture
def story(running, coordinator, epm):
    return close_with_story(project=running, by=coordinator, epm=epm, **SAID)


def closing(project) -> str:
    return reverse("projets:project_close", args=[project.pk])


def test_closing_begins_a_draft_with_what_the_site_knows(
    client_of, coordinator, animator, colleague, territorial, running, epm
):
    today = timezone.localdate()
    add_person(project=running, member=colleague, part="les affiches", by=animator)
    add_person(project=running, member=territorial, by=animator)
    for title, is_done in (("La salle est réservée", True), ("La fête", False)):
        mark_milestone(milestone=save_milestone(project=running, title=title, due_on=today), is_done=is_done)
    for headcount in (2, 2, 1):
        DeliveryFactory(epm=epm, date=today, headcount=headcount)
    for figure in ("ateliers", "animateurs-benevoles"):
        add_indicator(project=running, figure=figure, target=80, since=running.starts_on, by=animator)
    browser = client_of(coordinator)
    assert browser.get(closing(running)).context["form"].initial["epm"] == epm.pk

    typed = SAID | {"epm": epm.pk}
    page = browser.post(closing(running), typed, follow=True)
    again = browser.post(closing(running), typed)
    sheet = StoryPage.objects.get()
    content = sheet.latest_content

    assert (again.status_code, ProjectStory.objects.get().sheet_id) == (302, sheet.pk)
    assert browser.get(closing(running)).url == running.get_absolute_url()
    assertContains(page, "Reprendre le récit")
    assert (page.context["project"].state, page.context["project"].steps.first().words) == ("closed", SAID["result"])
    assert (content.title, content.aim, content.licence) == (str(running), running.aim, Licence.BY_SA)
    assert "EPM de Gramat" in content.story and "La salle est réservée" in content.story  # noqa: PT018 - one text
    assert [words for words in ("La fête", running.aim) if words in content.story] == []
    assert (
        content.partners
        == "Animation territoriale\u00a0: 1\u00a0personne\u00a0; Animation d’un EPM\u00a0: 2\u00a0personnes"
    )
    assert content.result.startswith(SAID["result"])
    assert "Ateliers animés\u00a0: 3 depuis" in content.result
    # People who are few are counted for members alone.
    assert "Bénévoles qui animent\u00a0: 0, pour" in content.result
    assert content.advice == SAID["advice"]
    assert (sheet.owner, sheet.coauthors, content.missing()) == (coordinator, [animator], {})
    named = f"{content.story} {content.partners} {content.result}"
    assert not any(member.last_name in named for member in (animator, colleague, territorial))


def test_aim_that_a_story_cuts_is_told_whole_below(coordinator, running, epm):
    aim = " ".join(["Nous voulons tenir des ateliers près de chez elles."] * 8)
    Project.objects.filter(pk=running.pk).update(aim=aim)

    content = close_with_story(project=running, by=coordinator, epm=epm, **SAID).sheet.specific.latest_content

    assert (len(content.aim) < len(aim), content.story.startswith(aim)) == (True, True)


def test_few_people_are_no_number_of_a_story(coordinator, running, epm):
    DeliveryFactory(epm=epm, date=timezone.localdate(), headcount=3)
    add_indicator(project=running, figure="participations", target=80, since=running.starts_on, by=coordinator)
    sheet = close_with_story(project=running, by=coordinator, epm=epm, **SAID).sheet
    assert "Participations\u00a0: moins de 5 depuis" in sheet.latest_content.result


def test_story_is_read_again_published_and_withdrawn(
    client, client_of, coordinator, animator, stranger, territorial, story, running
):
    project, member = running.get_absolute_url(), client_of(stranger)
    assertContains(member.get(project), "Il s’écrit")
    assertNotContains(member.get(project), "Reprendre le récit")
    assertContains(client_of(animator).get(project), reverse("ressources:preview", args=[story.sheet_id]))

    sheet = publish(page=submit(page=story.sheet.specific, by=coordinator), by=territorial)
    address = sheet.get_absolute_url()
    assertContains(member.get(project), address)
    assertContains(member.get(address), project)
    assertNotContains(client.get(address), project)

    withdraw(page=sheet, by=coordinator)
    assertContains(member.get(project), "Il a quitté la bibliothèque")
    assert close_with_story(project=running, by=coordinator, epm=sheet.epm, **SAID) == story


def test_deleted_draft_is_begun_again_by_the_coordination(client_of, coordinator, animator, story, running, epm):
    story.sheet.specific.delete()
    assertNotContains(client_of(animator).get(running.get_absolute_url()), "Commencer le récit")
    browser = client_of(coordinator)
    assertContains(browser.get(running.get_absolute_url()), "Commencer le récit")
    assert browser.get(closing(running)).context["form"].initial["result"] == SAID["result"]

    browser.post(closing(running), SAID | {"epm": epm.pk})
    assert ProjectStory.objects.get().sheet_id != story.sheet_id
    assert running.steps.filter(state=ProjectState.CLOSED).count() == 1


def test_refusals_and_closed_doors(client, client_of, coordinator, animator, territorial, stranger, running, project):
    browser, elsewhere = client_of(coordinator), EPMFactory()
    answers = [
        browser.post(closing(running), {"result": " ", "epm": running.epms.get().pk}),
        browser.post(closing(running), SAID | {"epm": elsewhere.pk}),
        browser.post(closing(running), SAID),
    ]
    assert [list(answer.context["form"].errors) for answer in answers] == [["result"], ["epm"], ["epm"]]
    assertContains(answers[0], "Dites ce que cela a donné", status_code=422)

    for member in (animator, territorial, stranger):
        door = client_of(member)
        assert [door.get(closing(running)).status_code, door.post(closing(running), SAID).status_code] == [404] * 2
    assert client.get(closing(running)).status_code in {302, 404}
    # An idea is no project to close, and the button of states does not close without a word.
    assert browser.get(closing(project)).status_code == 404
    assert browser.post(reverse("projets:project_move", args=[running.pk, "closed"])).status_code == 404
    assert ProjectStory.objects.count() == 0


def test_page_of_a_closed_project_within_its_queries(client_of, animator, story, running, queries_of):
    assert queries_of(client_of(animator), running.get_absolute_url()) <= 12
