"""Who does what with a project: members read and propose; the territory and the coordination edit and decide.

Whoever proposed it edits it while it is an idea.
"""

from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from reseau.permissions import is_coordinator, is_network_member, watches_territory


def may_propose(user) -> bool:
    return is_network_member(user)


def watches_project(user, project: Project) -> bool:
    """The coordination watches over every project, a territorial animator over those of their territories."""
    return is_coordinator(user) or any(watches_territory(user, each.pk) for each in project.all_territories)


def may_edit_project(user, project: Project) -> bool:
    if project.state == ProjectState.IDEA and is_network_member(user) and project.proposed_by_id == user.pk:
        return True
    return watches_project(user, project)


def may_move_project(user, project: Project, state: ProjectState) -> bool:
    """Whoever edits an idea proposes it, and begins what is decided; all other steps are the coordination's."""
    if state not in ProjectState(project.state).next_states:
        return False
    if state in (ProjectState.PROPOSED, ProjectState.RUNNING):
        return may_edit_project(user, project)
    return is_coordinator(user)


def reads_discussion(user, project: Project) -> bool:
    """Its people and the coordination, as in any forum of a project. No query if the people are prefetched."""
    return is_coordinator(user) or any(person.member_id == user.pk for person in project.people.all())
