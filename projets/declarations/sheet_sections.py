"""Section of a story of the library: the project that it tells, for members of the network."""

from projets.portfolio.stories.models import ProjectStory
from reseau.permissions import is_network_member
from ressources.sheets.enums import SheetKind


def told_project(request, sheet) -> tuple[str, dict] | None:
    """The project of a story. No query for another kind, nor for visitors."""
    if sheet.kind != SheetKind.STORY or not is_network_member(request.user):
        return None
    story = ProjectStory.objects.filter(sheet=sheet.pk).select_related("project").first()
    return ("projets/portfolio/stories/_told_project.html", {"project": story.project}) if story else None


SECTIONS = (told_project,)
