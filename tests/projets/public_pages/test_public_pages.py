"""What visitors read of a chantier: nothing but what the coordination chose, figures equal to those of the board."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from projets.portfolio.funding.enums import LineKind
from projets.portfolio.indicators.registry import live_figures
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.services import move_project
from projets.portfolio.stories.services import close_with_story
from projets.public_pages.models import ChantierFigure
from projets.public_pages.services import MOST_PUBLIC_FIGURES, show_figure, show_project, show_sums
from ressources.authoring.publication.services import publish, submit
from search.sources.registry import source
from tests.factories.deliveries import DeliveryFactory
from tests.factories.projets import FunderFactory, FundingLineFactory, ProjectFactory
from tests.indexing import indexed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]
SINCE = datetime.date(2026, 1, 1)


@pytest.fixture
def running(site_tree, epm, animator, project):
    """A project that runs, beside an idea of the same chantier."""
    return ProjectFactory(title="Un point d’accueil", epm=epm, by=animator, state=ProjectState.RUNNING)


def settings_of(chantier) -> str:
    return reverse("projets:chantier_public", args=[chantier.slug])


def test_visitors_read_nothing_until_the_coordination_chooses(
    client, client_of, coordinator, running, project, epm, animator
):
    chantier, browser = running.chantier, client_of(coordinator)
    FundingLineFactory(project=running, funder=FunderFactory(name="Région fictive"), kind=LineKind.GRANTED)
    DeliveryFactory(epm=epm, date=timezone.localdate(), headcount=3)
    page = client.get(chantier.get_absolute_url())
    assertContains(page, chantier.aim)
    assertContains(page, "paraîtront ici")
    for words in (running.title, project.title, "Région fictive", str(animator)):
        assertNotContains(page, words)

    browser.post(settings_of(chantier), {"figure": "ateliers", "since": "2026-01-01"})
    browser.post(settings_of(chantier), {"figure": "participations", "since": "2026-01-01"})
    browser.post(reverse("projets:chantier_project", args=[chantier.slug, running.pk]))
    browser.post(reverse("projets:chantier_sums", args=[chantier.slug]))
    page = client.get(chantier.get_absolute_url())

    for words in (
        running.title,
        running.aim,
        str(epm),
        "Région fictive",
        "1\u202f000\u00a0€",
        "Depuis le 1er janvier 2026",
    ):
        assertContains(page, words)
    for words in (project.title, animator.last_name, reverse("projets:project", args=[running.pk])):
        assertNotContains(page, words)
    # The number of the board of the coordination, but where it counts few people.
    shown = {each.figure.name: each.shown for each in page.context["figures"]}
    board = live_figures()["ateliers"].url((), SINCE, timezone.localdate())
    assert shown == {"ateliers": str(browser.get(board).context["line"].value), "participations": "moins de 5"}
    assertContains(page, live_figures()["ateliers"].meaning)
    assertContains(page, '"@type":"Project"')


def test_coordination_hides_what_it_has_shown(client, client_of, coordinator, running):
    chantier, browser = running.chantier, client_of(coordinator)
    FundingLineFactory(project=running, funder=FunderFactory(name="Région fictive"), kind=LineKind.GRANTED)
    show_project(project=running, is_shown=True)
    show_sums(chantier=chantier, is_shown=True)
    figures = [show_figure(chantier=chantier, figure=name, since=SINCE) for name in ("ateliers", "epm")]
    assertContains(client.get(chantier.get_absolute_url()), running.title)

    for name, *keys in (
        ("chantier_project", running.pk), ("chantier_sums",), ("chantier_figure_hide", figures[0].pk),
    ):  # fmt: skip
        browser.post(reverse(f"projets:{name}", args=[chantier.slug, *keys]), {"cacher": "oui"})

    page = client.get(chantier.get_absolute_url())
    assert [each.figure.name for each in page.context["figures"]] == ["epm"]
    assertNotContains(page, running.title)
    assertNotContains(page, "Région fictive")


def test_published_story_is_read_and_a_project_set_aside_is_not(client, coordinator, running, epm):
    chantier = running.chantier
    other = ProjectFactory(title="Une salle de plus", chantier=chantier, state=ProjectState.RUNNING)
    for each in (running, other):
        show_project(project=each, is_shown=True)
    story = close_with_story(project=running, by=coordinator, epm=epm, result="Douze personnes sont venues.")
    address = story.sheet.get_absolute_url()
    assertNotContains(client.get(chantier.get_absolute_url()), address)
    publish(page=submit(page=story.sheet.specific, by=coordinator), by=coordinator)
    move_project(project=other, state=ProjectState.SET_ASIDE, by=coordinator, words="Déjà faite.")

    page = client.get(chantier.get_absolute_url())
    assertContains(page, address)
    assertNotContains(page, other.title)


def test_visitors_find_a_chantier_once_something_of_it_is_public(client, running):
    link = f'href="{running.chantier.get_absolute_url()}'
    assert not source("chantier").queryset().exists()
    show_project(project=running, is_shown=True)
    indexed("chantier")
    assertContains(client.get("/recherche/", {"q": "accueil"}), link)


def test_refusals_and_closed_doors(client, client_of, coordinator, territorial, running):
    chantier, browser = running.chantier, client_of(coordinator)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    show_figure(chantier=chantier, figure="epm", since=SINCE)
    answers = [
        browser.post(settings_of(chantier), {"figure": "rien", "since": "2026-01-01"}),
        browser.post(settings_of(chantier), {"figure": "ateliers", "since": tomorrow.isoformat()}),
        browser.post(settings_of(chantier), {"figure": "epm", "since": "2026-01-01"}),
    ]
    for name in [name for name in live_figures() if name != "epm"][: MOST_PUBLIC_FIGURES - 1]:
        show_figure(chantier=chantier, figure=name, since=SINCE)
    answers.append(browser.post(settings_of(chantier), {"figure": "ateliers", "since": "2026-01-01"}))
    fields = [list(answer.context["form"].errors) for answer in answers]
    assert fields == [["figure"], ["since"], ["__all__"], ["__all__"]]

    figure = ChantierFigure.objects.first()
    paths = [
        settings_of(chantier), reverse("projets:chantier_sums", args=[chantier.slug]),
        reverse("projets:chantier_project", args=[chantier.slug, running.pk]),
        reverse("projets:chantier_figure_hide", args=[chantier.slug, figure.pk]),
    ]  # fmt: skip
    assert {client_of(territorial).post(path).status_code for path in paths} == {404}
    assert {client.post(path).status_code for path in paths} <= {302, 404}
    assert not shows_something(chantier)
    # A figure and a project of another chantier are not changed through this one.
    assert browser.post(reverse("projets:chantier_figure_hide", args=["rien", figure.pk])).status_code == 404
    assert browser.post(reverse("projets:chantier_project", args=["rien", running.pk])).status_code == 404


def shows_something(chantier) -> bool:
    chantier.refresh_from_db()
    return chantier.shows_sums or chantier.projects.filter(is_public=True).exists()


def test_page_with_everything_within_its_queries(client, client_of, coordinator, running, other_epm, queries_of):
    chantier = running.chantier
    for name in list(live_figures())[:MOST_PUBLIC_FIGURES]:
        show_figure(chantier=chantier, figure=name, since=SINCE)
    show_sums(chantier=chantier, is_shown=True)
    show_project(project=running, is_shown=True)
    few = queries_of(client, chantier.get_absolute_url())
    show_project(project=ProjectFactory(chantier=chantier, epm=other_epm, state=ProjectState.RUNNING), is_shown=True)
    assert queries_of(client, chantier.get_absolute_url()) == few <= 12
    assert queries_of(client_of(coordinator), chantier.get_absolute_url()) <= 12
    assert queries_of(client_of(coordinator), settings_of(chantier)) <= 12
