"""Who joins and removes the documents of a project: its people, and those who edit it."""

from projets.portfolio.documents.models import ProjectFile
from projets.portfolio.projects.models import Project
from projets.portfolio.projects.permissions import may_edit_project
from reseau.permissions import is_network_member


def may_join_file(user, project: Project) -> bool:
    """One query for whoever does not edit the project."""
    if may_edit_project(user, project):
        return True
    return is_network_member(user) and project.people.filter(member=user.pk).exists()


def may_remove_file(user, document: ProjectFile) -> bool:
    """Whoever joined it, while they are of the network, and those who edit the project."""
    is_own = is_network_member(user) and document.added_by_id == user.pk
    return is_own or may_edit_project(user, document.project)
