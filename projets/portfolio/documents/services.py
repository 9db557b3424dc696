"""Documents of a project: joined and removed."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from projets.portfolio.documents.models import ProjectFile
from projets.portfolio.projects.models import Project
from reseau.documents.files.stored_files import delete_after_commit
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row
from ressources.files.services.documents import join_document

MOST_FILES = 12


def join_file(*, project: Project, by: Member, file: File, name: str = "") -> ProjectFile:
    """Join a file to a project, under `name` or its own, once the antivirus has let it through and it opens.

    Raises ValidationError for a refused file, one that is there already, one too many; nothing is kept then.
    """
    document = ProjectFile(project=project)
    join_document(document=document, file=file, name=name, by=by, to="à un projet", check_room=_check_room)
    return document


@transaction.atomic
def remove_file(*, document: ProjectFile) -> None:
    """Remove a document from its project for good."""
    delete_after_commit(document)
    document.delete()


def _check_room(document: ProjectFile) -> None:
    """Lock the project, so that two requests at once do not exceed the limit. Raises ValidationError."""
    lock_row(Project.objects.all(), document.project_id)
    others = ProjectFile.objects.filter(project=document.project_id)
    if same := others.filter(sha256=document.sha256).first():
        raise ValidationError(f"Ce fichier est déjà joint au projet, sous le nom «\u00a0{same}\u00a0».")
    if others.count() >= MOST_FILES:
        raise ValidationError(f"Un projet porte {MOST_FILES} documents au plus\u00a0: retirez-en un d’abord.")
