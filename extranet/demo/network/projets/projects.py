"""Projects of the demo, one in each state: their people and places, what is said of them, what visitors read."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.documents.services import join_file
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.portfolio.projects.ready_models import ready_projects
from projets.portfolio.projects.services import (
    add_person,
    add_place,
    begin_project,
    mark_milestone,
    move_project,
    open_discussion,
)
from projets.portfolio.stories.models import ProjectStory
from projets.portfolio.stories.story_draft import story_of
from projets.public_pages.services import show_figure, show_project, show_sums
from reseau.people.members.models.member import Member
from ressources.sheets.services.drafts import create_published

# Projects of the demo: one in each state, begun from the models of the site, with their people and places.
WAY = (ProjectState.PROPOSED, ProjectState.DECIDED, ProjectState.RUNNING, ProjectState.CLOSED)


@dataclass(frozen=True, slots=True)
class DemoProject:
    """`rank`: of the animator who proposes it; `weeks`: since its first day; `done`: milestones that are reached."""

    model: str
    title: str
    rank: int
    weeks: int
    state: ProjectState
    done: int = 0
    aside: str = ""


PROJECTS = (
    DemoProject("ateliers-hors-les-murs", "Des ateliers dans les villages d’à côté", 0, 16, ProjectState.RUNNING, 4),
    DemoProject("point-visio", "Un point visio le mardi matin", 3, -4, ProjectState.DECIDED, 1),
    DemoProject("raconter-le-pays", "Les lavoirs racontés par ceux qui y allaient", 6, -6, ProjectState.PROPOSED),
    DemoProject("telecentre", "Trois postes pour travailler au village", 0, -10, ProjectState.IDEA),
    DemoProject("achat-en-commun", "Six tablettes pour quatre lieux", 9, 52, ProjectState.CLOSED, 4),
    DemoProject(
        "page-blanche", "Une fête du logiciel libre", 12, 8, ProjectState.IDEA,
        aside="Une journée comme celle-ci est déjà prévue à Cahors\u00a0: rejoignez-la.",
    ),
)  # fmt: skip
PARTS = ("les affiches et la presse", "l’animation", "le matériel")


def build_projects(*, animators: Sequence[Member], coordinator: Member) -> list[Project]:
    """Build them with the services that pages call; the coordination moves each to its state."""
    chantiers = {chantier.rank: chantier for chantier in Chantier.objects.all()}
    return [_build(each, chantiers, animators, coordinator) for each in PROJECTS]


def _build(
    each: DemoProject, chantiers: dict[int, Chantier], animators: Sequence[Member], coordinator: Member
) -> Project:
    ready, by = ready_projects()[each.model], animators[each.rank]
    first = timezone.localdate() - datetime.timedelta(weeks=each.weeks)
    project = begin_project(
        title=each.title,
        aim=ready.aim or "Une journée où chacun vient avec son ordinateur, pour essayer et installer.",
        means=ready.means,
        chantier=chantiers[ready.chantier],
        by=by,
        starts_on=first,
        ends_on=first + datetime.timedelta(weeks=max((each.weeks for each in ready.milestones), default=4)),
        epm=by.main_position.epm,
        ready=ready,
    )
    for member, part in zip(animators[each.rank + 1 : each.rank + 3], PARTS, strict=False):
        add_person(project=project, member=member, part=part, by=coordinator)
        add_place(project=project, epm=member.main_position.epm)
    for milestone in project.milestones.all()[: each.done]:
        mark_milestone(milestone=milestone, is_done=True)
    for state in WAY[: WAY.index(each.state) + 1] if each.state in WAY else ():
        if state == ProjectState.CLOSED:
            # With its story, once its figures are known.
            break
        project = move_project(project=project, state=state, by=coordinator)
    if each.aside:
        project = move_project(project=project, state=ProjectState.SET_ASIDE, by=coordinator, words=each.aside)
    return project


# The story of the closed project of the demo, published.
RESULT = (
    "Exemple de démonstration\u00a0: ce projet est fictif. Six tablettes ont tourné entre les lieux pendant neuf mois. "
    "Le carnet de prêt, rempli à chaque départ, a évité les disputes."
)
ADVICE = "Choisir les housses en même temps que les tablettes.\nDire dès le début qui les recharge."


def build_story(project: Project, *, coordinator: Member) -> None:
    """Close the project, and publish what the site writes of it, without review, as other sheets of the demo."""
    move_project(project=project, state=ProjectState.CLOSED, by=coordinator, words=RESULT)
    project = Project.objects.with_place().get(pk=project.pk)
    data = story_of(project, result=RESULT, advice=ADVICE, reader=coordinator)
    sheet = create_published(author=coordinator, epm=project.places[0], data=data, published_at=timezone.now())
    ProjectStory.objects.create(project=project, sheet=sheet)


# The forum of the people of a project of the demo, and a document that they share.
REPORT = """Compte rendu de la première rencontre (exemple fictif de démonstration)

Présents\u00a0: les trois lieux du projet.
- Trois salles sont trouvées, la quatrième attend une réponse.
- Les affiches partent vendredi.
- Prochaine rencontre dans quatre semaines.
"""


def build_discussion(project: Project, *, by: Member) -> None:
    """Open the forum with the service that the page calls, join the report of a meeting."""
    open_discussion(project=project, by=by)
    join_file(project=project, by=by, file=ContentFile(REPORT.encode(), name="Compte rendu.txt"), name="Compte rendu")


# What the coordination of the demo shows of chantiers: live figures, a project that runs, sums granted.
# Rank of the chantier, live figures.
FIGURES = {2: ("entretiens-visio",), 4: ("ateliers", "participations", "competences-validees")}


def build_public_pages(project: Project, *, since: datetime.date) -> None:
    """Show them with the services that pages call; the first chantier has nothing to show yet."""
    for chantier in Chantier.objects.filter(rank__in=FIGURES):
        for figure in FIGURES[chantier.rank]:
            show_figure(chantier=chantier, figure=figure, since=since)
    show_project(project=project, is_shown=True)
    show_sums(chantier=project.chantier, is_shown=True)
