"""Who writes in the ledger of a project: the coordination, and the animators of its territories. Members read it."""

from projets.portfolio.projects.models import Project
from projets.portfolio.projects.permissions import watches_project
from reseau.permissions import is_coordinator


def may_keep_accounts(user, project: Project) -> bool:
    return watches_project(user, project)


def may_keep_funders(user) -> bool:
    return is_coordinator(user)
