"""Projects of the demo: one in each state, begun from the models of the site, with their people and places."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models.project import Project
from projets.portfolio.projects.ready_models import ready_projects
from projets.portfolio.projects.services.parts import add_person, add_place, mark_milestone
from projets.portfolio.projects.services.projects import begin_project, move_project
from reseau.people.members.models.member import Member

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
