"""The file for a funder: its lines and sums as a spreadsheet, and a package with what each project is."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

from projets.portfolio.funding.models import Funder, FundingLine
from projets.portfolio.funding.sums import SUM_NAMES, FundingBoard, FundingRow, FundingSums, sums_by
from projets.portfolio.projects.models import Project
from reseau.documents.files.zip_entries import distinct_names, entry
from reseau.documents.papers.spreadsheet import Cell, SheetOfCells, spreadsheet
from reseau.people.members.models.member import Member
from reseau.texts.elision import of
from reseau.texts.french_order import Folded
from reseau.texts.wording import day_in_full

SHEETS, NOTE = "financements.ods", "LISEZ-MOI.txt"
LINE_COLUMNS = ("Projet", "Quoi", "Montant (€)", "Le", "Pièce ou motif", "Annule une ligne", "Au-delà de l’accord")


def funder_board(funder: Funder, user: Member) -> FundingBoard:
    """Return the sums of a funder project by project, those that `user` reads. Two queries."""
    found = sums_by(FundingLine.objects.visible_to(user).filter(funder=funder), "project")
    projects = Project.objects.visible_to(user).filter(pk__in=[key for (key,) in found]).order_by(Folded("title"), "pk")
    rows = [FundingRow(project, found[project.pk,], project.get_absolute_url()) for project in projects]
    return FundingBoard(str(funder), rows)


def funder_ods(funder: Funder, user: Member) -> bytes:
    """Return two sheets: sums by project with their total, and every line of the ledger."""
    board = funder_board(funder, user)
    sums = [["Projet", *(f"{name} (€)" for name in SUM_NAMES)]]
    sums += [[str(row.subject), *_in_euros(row.sums)] for row in board]
    sums.append(["Total", *_in_euros(board.total)])
    lines = FundingLine.objects.visible_to(user).filter(funder=funder).select_related("project")
    return spreadsheet(
        f"Financements\u00a0: {funder}",
        [SheetOfCells("Sommes", sums), SheetOfCells("Lignes", [LINE_COLUMNS, *(_cells(line) for line in lines)])],
    )


def funder_archive(funder: Funder, user: Member) -> bytes:
    """Return the package: the spreadsheet, a text for each project, and what the columns count."""
    moment, board = timezone.now(), funder_board(funder, user)
    projects = [row.subject for row in board]
    names = distinct_names([f"{_file_name(project)}.txt" for project in projects])
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(entry(SHEETS, moment), funder_ods(funder, user))
        archive.writestr(entry(NOTE, moment), _note(funder))
        for name, row in zip(names, board, strict=True):
            archive.writestr(entry(f"projets/{name}", moment), _description(row))
    return target.getvalue()


def _in_euros(sums: FundingSums) -> list[Cell]:
    return [cents / 100 for cents in sums.values]


def _cells(line: FundingLine) -> list[Cell]:
    return [
        str(line.project),
        line.get_kind_display(),
        line.cents / 100,
        line.day.isoformat(),
        line.words,
        "oui" if line.reverses_id else "",
        "oui" if line.is_beyond else "",
    ]


def _file_name(project: Project) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in str(project).lower())[:60].strip("-")


def _description(row: FundingRow) -> str:
    project: Project = row.subject
    parts = [
        str(project),
        f"État\u00a0: {project.get_state_display()}, depuis le {day_in_full(project.state_since, 'j F Y')}",
        f"Quand\u00a0: {project.period}" if project.period else "",
        "",
        project.aim,
        "",
        project.means,
        "",
        *(f"{name}\u00a0: {words}" for name, words in row.sums.named_words),
    ]
    return "\n".join(parts) + "\n"


def _note(funder: Funder) -> str:
    return (
        f"Financements {of(funder)}, tels qu’ils sont notés le {day_in_full(timezone.localdate(), 'j F Y')}.\n\n"
        "Promis\u00a0: annoncé par le financeur. Accordé\u00a0: décidé, avenants compris. Dépensé\u00a0: payé par les "
        "projets. Justifié\u00a0: dont les pièces sont envoyées au financeur. Encaissé\u00a0: reçu du financeur.\n\n"
        f"{SHEETS} a deux feuilles\u00a0: les sommes par projet, puis chaque ligne. Une ligne n’est jamais "
        "corrigée\u00a0: une autre l’annule, avec le signe contraire et sa raison.\n"
    )
