"""The story of the closed project of the demo, published."""

from django.utils import timezone

from projets.portfolio.projects.enums import ProjectState
from projets.portfolio.projects.models.project import Project
from projets.portfolio.projects.services.projects import move_project
from projets.portfolio.stories.models import ProjectStory
from projets.portfolio.stories.story_draft import story_of
from reseau.people.members.models.member import Member
from ressources.sheets.services.drafts import create_published

RESULT = (
    "Exemple de démonstration\u00a0: ce projet est fictif. Six tablettes ont tourné entre les lieux pendant neuf mois. "
    "Le carnet de prêt, rempli à chaque départ, a évité les disputes."
)
ADVICE = "Choisir les housses en même temps que les tablettes.\nDire dès le début qui les recharge."


def build_story(project: Project, *, coordinator: Member) -> None:
    """Close the project, and publish what the site writes of it, without review, as other sheets of the demo."""
    move_project(project=project, state=ProjectState.CLOSED, by=coordinator, words=RESULT)
    project = Project.objects.with_place().get(pk=project.pk)
    data = story_of(project, result=RESULT, advice=ADVICE, reader=coordinator)
    sheet = create_published(author=coordinator, epm=project.places[0], data=data, published_at=timezone.now())
    ProjectStory.objects.create(project=project, sheet=sheet)
