"""Projects and their parts: begun, changed, moved from one state to the next."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from forums.threads.forums.models import Forum
from forums.threads.forums.services import open_project_forum, remove_member, set_members
from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.enums import ProjectState, RiskLevel
from projets.portfolio.projects.models import Milestone, Project, ProjectPerson, ProjectRisk, ProjectStep
from projets.portfolio.projects.notices import notify_moved
from projets.portfolio.projects.permissions import may_move_project
from projets.portfolio.projects.ready_models import ReadyProject
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row

# Projects: begun from a model or from a blank page, changed, moved from one state to the next.
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


# Parts of a project, added, changed and removed: people, places, milestones, risks.
MOST_PARTS = 60
TOO_MANY = f"Un projet a {MOST_PARTS} lignes de chaque sorte au plus."


@transaction.atomic
def add_person(*, project: Project, member: Member, by: Member, part: str = "") -> ProjectPerson:
    """Add somebody of the network to a project, and to its forum. Raises ValidationError if they are of it already."""
    project = lock_row(Project.objects.select_related("forum"), project.pk)
    _leave_room(project.people)
    person = ProjectPerson(project=project, member=member, part=part.strip())
    person.full_clean()
    person.save()
    if project.forum:
        set_members(forum=project.forum, members=_members(project), by=by)
    return person


@transaction.atomic
def remove_person(*, person: ProjectPerson) -> None:
    """Remove somebody from a project and from its forum; the journal keeps what they did."""
    if forum := person.project.forum:
        remove_member(forum=forum, member=person.member)
    person.delete()


@transaction.atomic
def open_discussion(*, project: Project, by: Member) -> Forum:
    """Open a forum to the people of a project; asked again, it is the same. Whoever proposed it keeps it with `by`."""
    project = lock_row(Project.objects.select_related("forum", "proposed_by"), project.pk)
    if project.forum:
        return project.forum
    project.forum = open_project_forum(
        by=by,
        title=Truncator(project.title).chars(Forum._meta.get_field("title").max_length),
        description="Entre les personnes de ce projet.",
        members=_members(project),
        keepers=[project.proposed_by] if project.proposed_by else [],
    )
    project.save(update_fields=["forum"])
    return project.forum


@transaction.atomic
def add_place(*, project: Project, epm: EPM) -> None:
    """Add an EPM to a project. Raises ValidationError if there are too many."""
    project = lock_row(Project.objects.all(), project.pk)
    _leave_room(project.epms)
    project.epms.add(epm)
    _touch(project)


@transaction.atomic
def remove_place(*, project: Project, epm: EPM) -> None:
    """Remove an EPM from a project."""
    project.epms.remove(epm)
    _touch(project)


@transaction.atomic
def save_milestone(
    *, project: Project, title: str, due_on: datetime.date, milestone: Milestone | None = None
) -> Milestone:
    """Add a milestone, or change one. Raises ValidationError for an empty title, or too many of them."""
    project = lock_row(Project.objects.all(), project.pk)
    if milestone is None:
        _leave_room(project.milestones)
        milestone = Milestone(project=project)
    milestone.title, milestone.due_on = title.strip(), due_on
    milestone.full_clean(exclude=["project"])
    milestone.save()
    return milestone


@transaction.atomic
def mark_milestone(*, milestone: Milestone, is_done: bool) -> Milestone:
    """Note that a milestone was reached today, or take that back; the first day stays."""
    milestone = lock_row(Milestone.objects.all(), milestone.pk)
    if is_done != (milestone.done_on is not None):
        milestone.done_on = timezone.localdate() if is_done else None
        milestone.save(update_fields=["done_on", "changed"])
    return milestone


@transaction.atomic
def remove_milestone(*, milestone: Milestone) -> None:
    """Remove a milestone from a project and from the agenda."""
    milestone.delete()


@transaction.atomic
def save_risk(
    *, project: Project, words: str, level: RiskLevel, answer: str = "", risk: ProjectRisk | None = None
) -> ProjectRisk:
    """Add a risk, or change one. Raises ValidationError for an empty one, or too many of them."""
    project = lock_row(Project.objects.all(), project.pk)
    if risk is None:
        _leave_room(project.risks)
        risk = ProjectRisk(project=project)
    risk.words, risk.level, risk.answer = words.strip(), level, answer.strip()
    risk.full_clean(exclude=["project"])
    risk.save()
    return risk


@transaction.atomic
def remove_risk(*, risk: ProjectRisk) -> None:
    """Remove a risk that is none any more."""
    risk.delete()


def _members(project: Project) -> list[Member]:
    return [person.member for person in project.people.select_related("member")]


def _leave_room(rows) -> None:
    if rows.count() >= MOST_PARTS:
        raise ValidationError(TOO_MANY)


def _touch(project: Project) -> None:
    """Save the project, so that the index of the search and lists follow its places."""
    project.save(update_fields=["changed"])
