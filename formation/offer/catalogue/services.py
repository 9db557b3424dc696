"""Files of a training: joined and removed by the coordination. Readers of the page see the change at once."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.models.training import TrainingPage
from reseau.documents.files.stored_files import delete_after_commit
from reseau.people.members.models.member import Member
from ressources.files.services.documents import join_document

MAX_FILES = 6


def attach_kit_file(*, training: TrainingPage, by: Member, file: File, name: str = "") -> KitFile:
    """Join a file to a training, under `name` or its own, once the antivirus has let it through and it opens.

    Raises `ValidationError` for a refused file; nothing is kept then.
    """
    kit_file = KitFile(training=training)
    join_document(document=kit_file, file=file, name=name, by=by, to="à une formation", check_room=_check_quota)
    return kit_file


@transaction.atomic
def detach_kit_file(*, kit_file: KitFile) -> None:
    """Remove a file from its training for good."""
    delete_after_commit(kit_file)
    kit_file.delete()


def forget_kit_files_under(*, page) -> None:
    """Delete, after commit, the files of a page that is being deleted and of the pages below."""
    for kit_file in KitFile.objects.filter(training__path__startswith=page.path):
        delete_after_commit(kit_file)


def _check_quota(kit_file: KitFile) -> None:
    """Lock the training, so that two requests at once do not exceed the limit. Raises `ValidationError`."""
    TrainingPage.objects.select_for_update().get(pk=kit_file.training_id)
    others = KitFile.objects.filter(training=kit_file.training_id)
    if duplicate := others.filter(sha256=kit_file.sha256).first():
        words = f"Ce fichier est déjà joint à la formation, sous le nom «\u00a0{duplicate}\u00a0»."
        raise ValidationError(words)
    if others.count() >= MAX_FILES:
        raise ValidationError(f"Une formation porte {MAX_FILES} fichiers au plus\u00a0: retirez-en un d’abord.")
