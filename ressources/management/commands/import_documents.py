"""`manage.py import_documents DIR --member EMAIL --epm SLUG`: documents of a folder become drafts, with a report."""

from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.authoring.imports.models import ImportBatch
from ressources.authoring.imports.services import open_import, read_imported
from ressources.permissions import epms_to_write_from


class Command(BaseCommand):
    help = "Importe les documents d’un dossier, sous-dossiers compris : chacun devient un brouillon du membre."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--member", required=True, help="adresse électronique de l’auteur des brouillons")
        parser.add_argument("--epm", required=True, help="EPM d’origine : fin de l’adresse de sa page, ou numéro")

    def handle(self, *args, folder: Path, member: str, epm: str, **options) -> None:
        if not folder.is_dir():
            raise CommandError(f"« {folder} » n’est pas un dossier.")
        owner = Member.objects.in_network().filter(email__iexact=member).first()
        if owner is None:
            raise CommandError(f"Aucun membre du réseau n’a l’adresse {member}.")
        lookup = {"pk": epm} if epm.isdecimal() else {"slug": epm}
        origin = epms_to_write_from(owner).filter(**lookup).first()
        if origin is None:
            raise CommandError(f"{owner} n’écrit pas de fiche pour un EPM « {epm} ».")
        self.report(self.imported(folder, owner, origin))

    def imported(self, folder: Path, owner: Member, epm: EPM) -> ImportBatch:
        try:
            batch = open_import(by=owner, epm=epm, files=files_under(folder), most_files=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for key in batch.files.waiting().values_list("pk", flat=True):
            read_imported(file=key)
        return batch

    def report(self, batch: ImportBatch) -> None:
        for file in batch.files.select_related("sheet"):
            parts = [file.get_outcome_display(), file.why, file.sheet.draft_title if file.sheet else ""]
            if not file.is_whole:
                parts.append("le reste est dans le fichier joint")
            if file.is_untagged:
                parts.append("PDF sans balises\u00a0: lu à voix haute, il perd ses titres et son ordre")
            self.stdout.write(f"{file.name} : {' – '.join(words for words in parts if words)}")
        summary = ImportBatch.objects.with_progress().get(pk=batch.pk)
        self.stdout.write(f"{summary.drafts} brouillon(s) pour {summary.total} fichier(s).")


def files_under(folder: Path) -> Iterator[File]:
    """Yield the files in the order of their names; links are not followed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as content:
                file = File(content)
                # The name keeps its folders, which the constructor would remove.
                file.name = path.relative_to(folder).as_posix()
                yield file
