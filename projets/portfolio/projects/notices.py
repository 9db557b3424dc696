"""Notices of projects: to those who decide when one is proposed, to its people when it moves."""

from django.db.models import Q, QuerySet

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from projets.declarations.events import PROJECT_NEWS
from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project, ProjectStep
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position

WORDS = {
    ProjectState.IDEA: "Le projet «\u00a0{project}\u00a0» revient à l’état d’idée.",
    ProjectState.PROPOSED: "Le projet «\u00a0{project}\u00a0» est proposé\u00a0: il attend une décision.",
    ProjectState.DECIDED: "Le projet «\u00a0{project}\u00a0» est décidé.",
    ProjectState.RUNNING: "Le projet «\u00a0{project}\u00a0» commence.",
    ProjectState.CLOSED: "Le projet «\u00a0{project}\u00a0» est terminé.",
    ProjectState.SET_ASIDE: "Le projet «\u00a0{project}\u00a0» est écarté.",
}


def notify_moved(step: ProjectStep, *, by: Member) -> None:
    """Tell the people of the project and who proposed it; of a proposal, those who watch over it too."""
    project = step.project
    members = people_of(project)
    if step.state == ProjectState.PROPOSED:
        members = members | watchers_of(project)
    notify(
        members=members.distinct(),
        exclude=by,
        key=f"project:{project.pk}:step:{step.pk}",
        text=WORDS[ProjectState(step.state)].format(project=project),
        details=step.words,
        url=project.get_absolute_url(),
        kind=PROJECT_NEWS,
        fact=fact_about("project", project.pk),
    )


def people_of(project: Project) -> QuerySet[Member]:
    own = Q(pk__in=project.people.values("member")) | Q(pk=project.proposed_by_id)
    return Member.objects.in_network().filter(own)


def watchers_of(project: Project) -> QuerySet[Member]:
    """Return the coordination, and the animators of the territories of the project."""
    territories = [each.pk for each in project.all_territories]
    watching = Q(role=Role.COORDINATOR) | Q(role=Role.TERRITORIAL, territory__in=territories)
    return Member.objects.in_network().filter(pk__in=Position.objects.live().filter(watching).values("member"))
