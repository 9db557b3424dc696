"""Projects: begun from a model or from a blank page, changed, moved from one state to the next."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models.parts import Milestone, ProjectPerson, ProjectRisk, ProjectStep
from projets.portfolio.projects.models.project import Project
from projets.portfolio.projects.notices import notify_moved
from projets.portfolio.projects.permissions import may_move_project
from projets.portfolio.projects.ready_models import ReadyProject
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row

NO_STEP = "Ce projet n’en est plus là\u00a0: relisez sa page."


@transaction.atomic
def begin_project(
    *,
    title: str,
    aim: str,
    chantier: Chantier,
    by: Member,
    means: str = "",
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    territories: Iterable[Territory] = (),
    epm: EPM | None = None,
    ready: ReadyProject | None = None,
) -> Project:
    """Write down an idea; with `ready`, its milestones from the first day, today without one, and its risks.

    Raises ValidationError for an empty title or aim, a text too long, an end before the start.
    """
    project = Project(proposed_by=by)
    _fill(project, title=title, aim=aim, chantier=chantier, means=means, starts_on=starts_on, ends_on=ends_on)
    project.save()
    project.territories.set(territories)
    project.epms.set([epm] if epm else [])
    ProjectPerson.objects.create(project=project, member=by)
    ProjectStep.objects.create(project=project, state=project.state, moved_by=by)
    if ready:
        first = starts_on or timezone.localdate()
        Milestone.objects.bulk_create(
            Milestone(project=project, title=each.title, due_on=first + datetime.timedelta(weeks=each.weeks))
            for each in ready.milestones
        )
        ProjectRisk.objects.bulk_create(
            ProjectRisk(project=project, words=each.words, answer=each.answer, level=each.level) for each in ready.risks
        )
    return project


@transaction.atomic
def change_project(*, project: Project, territories: Iterable[Territory] = (), **words) -> Project:
    """Change the words, the chantier, the dates or the territories of a project. Raises as `begin_project` does."""
    project = lock_row(Project.objects.all(), project.pk)
    _fill(project, **words)
    project.save()
    project.territories.set(territories)
    return project


@transaction.atomic
def move_project(*, project: Project, state: ProjectState, by: Member, words: str = "") -> Project:
    """Move a project to another state, with a line of its journal; tell those who wait for it.

    Raises ValidationError where the state does not follow the one it is in, or is not `by`'s to give, and for a project
    that is set aside without a reason.
    """
    project = lock_row(Project.objects.all(), project.pk)
    if not may_move_project(by, project, state):
        raise ValidationError(NO_STEP)
    words = words.strip()
    is_aside = state == ProjectState.SET_ASIDE
    if is_aside and not words:
        raise ValidationError({"words": "Dites pourquoi\u00a0: qui a proposé ce projet le lira."})
    project.state, project.state_since = state, timezone.localdate()
    project.reason = words if is_aside else ""
    project.full_clean(exclude=["chantier", "proposed_by"])
    project.save()
    step = ProjectStep(project=project, state=state, words=words, moved_by=by)
    step.full_clean(exclude=["project", "moved_by"])
    step.save()
    notify_moved(step, by=by)
    return project


def _fill(
    project: Project,
    *,
    title: str,
    aim: str,
    chantier: Chantier,
    means: str,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
) -> None:
    project.title, project.aim, project.means = title.strip(), aim.strip(), means.strip()
    project.chantier, project.starts_on, project.ends_on = chantier, starts_on, ends_on
    if starts_on and ends_on and ends_on < starts_on:
        raise ValidationError({"ends_on": "Le projet finit après avoir commencé."})
    project.full_clean(exclude=["chantier", "proposed_by"])
