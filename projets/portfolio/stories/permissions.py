"""Who closes a project, and begins its story: the coordination, once it runs; a closed one may still lack its story."""

from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.portfolio.projects.permissions import may_move_project
from reseau.permissions import is_coordinator


def may_close_with_story(user, project: Project) -> bool:
    if project.state == ProjectState.CLOSED:
        return is_coordinator(user)
    return may_move_project(user, project, ProjectState.CLOSED)
