"""A project closed with its story: the last step of its journal, and a draft of the library."""

from django.core.exceptions import ValidationError
from django.db import transaction

from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models import Project
from projets.portfolio.projects.services import move_project
from projets.portfolio.stories.models import ProjectStory
from projets.portfolio.stories.story_draft import story_of
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row
from ressources.sheets.services.authors import add_coauthor
from ressources.sheets.services.drafts import create_draft


@transaction.atomic
def close_with_story(*, project: Project, by: Member, epm: EPM, result: str, advice: str = "") -> ProjectStory:
    """Close a project, and begin its story as a draft of `by`; whoever proposed the project writes it too.

    The story of a project is begun once: asked again, it is the same, published, withdrawn or not. Raises
    ValidationError without a result, and where the project is not `by`'s to close.
    """
    project = lock_row(Project.objects.with_place(), project.pk)
    result = result.strip()
    if not result:
        raise ValidationError({"result": "Dites ce que cela a donné."})
    if project.state != ProjectState.CLOSED:
        move_project(project=project, state=ProjectState.CLOSED, by=by, words=result)
    if story := ProjectStory.objects.filter(project=project).select_related("sheet").first():
        return story
    sheet = create_draft(by=by, epm=epm, data=story_of(project, result=result, advice=advice.strip(), reader=by))
    if project.proposed_by not in (None, by) and Member.objects.in_network().filter(pk=project.proposed_by_id).exists():
        add_coauthor(page=sheet, by=by, member=project.proposed_by)
    return ProjectStory.objects.create(project=project, sheet=sheet)
