"""Sections of the page of a project: its story."""

from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.stories.permissions import may_close_with_story
from ressources.permissions import may_review


def project_story(request, project) -> tuple[str, dict] | None:
    """The story of a closed project: published, being written, withdrawn, or still to be begun. No query: the page
    joins it. Whoever proposed the project writes its story with whoever closed it.
    """
    if project.state != ProjectState.CLOSED:
        return None
    story = getattr(project, "story", None)
    if story is None:
        may_begin = may_close_with_story(request.user, project)
        return ("projets/portfolio/stories/_project_story.html", {"project": project}) if may_begin else None
    sheet = story.sheet
    context = {
        "project": project,
        "sheet": sheet,
        "is_readable": sheet.is_visible_to(request.user),
        "may_edit": request.user.pk in (sheet.owner_id, project.proposed_by_id) or may_review(request.user, sheet),
        "is_withdrawn": not sheet.live and sheet.first_published_at is not None,
    }
    return "projets/portfolio/stories/_project_story.html", context


SECTIONS = (project_story,)
