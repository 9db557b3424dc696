"""The forum of the people of a project of the demo, and a document that they share."""

from django.core.files.base import ContentFile

from projets.portfolio.documents.services import join_file
from projets.portfolio.projects.models.project import Project
from projets.portfolio.projects.services.parts import open_discussion
from reseau.people.members.models.member import Member

REPORT = """Compte rendu de la première rencontre (exemple fictif de démonstration)

Présents\u00a0: les trois lieux du projet.
- Trois salles sont trouvées, la quatrième attend une réponse.
- Les affiches partent vendredi.
- Prochaine rencontre dans quatre semaines.
"""


def build_discussion(project: Project, *, by: Member) -> None:
    """Open the forum with the service that the page calls, join the report of a meeting."""
    open_discussion(project=project, by=by)
    join_file(project=project, by=by, file=ContentFile(REPORT.encode(), name="Compte rendu.txt"), name="Compte rendu")
