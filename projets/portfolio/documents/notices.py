"""Notice that the antivirus deleted a document of a project."""

from django.urls import reverse

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from projets.declarations.events import PROJECT_NEWS
from projets.portfolio.documents.models import ProjectFile
from reseau.people.members.models.member import Member


def notify_infected(document: ProjectFile) -> None:
    """Notify the member who joined the file, if they are still there."""
    project = document.project
    notify(
        members=Member.objects.filter(is_active=True, pk=document.added_by_id),
        key=f"project:{project.pk}:infected:{document.pk}",
        text=f"L’antivirus a trouvé un virus ({document.threat}) dans «\u00a0{document}\u00a0», joint au projet "
        f"«\u00a0{project}\u00a0»\u00a0: ce fichier est supprimé. Analysez l’ordinateur d’où il vient.",
        url=reverse("projets:project_files", args=[project.pk]),
        kind=PROJECT_NEWS,
        fact=LASTING,
    )
