"""Items of the agenda of a meeting, in order, and the papers joined to them."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Sum

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.models import Project
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.agenda import SteeringItem, SteeringPaper
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.services.meetings import CHANGED
from reseau.documents.extraction import problems, reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import shown_name, size_in_words
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row
from ressources.files.services.documents import check_document

MOST_ITEMS, MOST_PAPERS = 40, 40
# What all papers of a meeting weigh at most, so that they make one file.
MOST_BYTES = 60 * 1024 * 1024
LOCKED = "Ce PDF est protégé\u00a0: il n’entrerait pas dans le dossier de la séance. Enregistrez-le sans protection."


@transaction.atomic
def save_item(
    *,
    meeting: SteeringMeeting,
    title: str,
    words: str = "",
    project: Project | None = None,
    chantier: Chantier | None = None,
    item: SteeringItem | None = None,
) -> SteeringItem:
    """Add an item at the end of the agenda, or change one.

    Raises ValidationError for an empty title, a project and a chantier at once, too many items, a meeting that is over.
    """
    meeting = _writable(meeting)
    if item is None:
        ranks = list(meeting.items.values_list("rank", flat=True))
        if len(ranks) >= MOST_ITEMS:
            raise ValidationError(f"Un ordre du jour a {MOST_ITEMS} points au plus.")
        item = SteeringItem(meeting=meeting, rank=max(ranks, default=0) + 1)
    item.title, item.words, item.project, item.chantier = title.strip(), words.strip(), project, chantier
    if project and chantier:
        raise ValidationError({"chantier": "Choisissez un projet ou un chantier, pas les deux."})
    item.full_clean(exclude=["meeting", "project", "chantier"])
    item.save()
    meeting.save(update_fields=["changed"])
    return item


@transaction.atomic
def advance_item(*, item: SteeringItem) -> None:
    """Let an item come before the one that precedes it; the first one stays."""
    meeting = _writable(item.meeting)
    items = list(meeting.items.all())
    place = [each.pk for each in items].index(item.pk)
    if place:
        items[place - 1], items[place] = items[place], items[place - 1]
    for rank, each in enumerate(items, start=1):
        each.rank = rank
    SteeringItem.objects.bulk_update(items, ["rank"])


@transaction.atomic
def remove_item(*, item: SteeringItem) -> None:
    """Remove an item and its papers from the agenda of a meeting that is to come. Raises ValidationError afterwards."""
    meeting = _writable(item.meeting)
    if not meeting.is_to_come:
        raise ValidationError("La séance a eu lieu\u00a0: ses points restent.")
    if meeting.state == SteeringState.CONVENED and meeting.items.count() == 1:
        raise ValidationError("Une séance convoquée garde un point\u00a0: changez-le, ou annulez-la.")
    for paper in item.papers.all():
        delete_after_commit(paper)
    item.delete()
    meeting.save(update_fields=["changed"])


def attach_paper(*, item: SteeringItem, by: Member, file: File, name: str = "") -> SteeringPaper:
    """Join a paper to an item, under `name` or its own, once it was scanned and opens.

    Raises ValidationError for a file that is refused, a protected or broken PDF among them; nothing is kept then.
    """
    kind = check_document(file=file, to="à une séance")
    pages = _pages(file) if kind == FileKind.PDF else None
    paper = SteeringPaper(
        item=item, name=shown_name(name or file.name or "", kind), kind=kind, pages=pages, size=file.size, added_by=by
    )
    with deleted_on_failure(paper):
        # Stored before the transaction, since a remote storage is slow.
        paper.file.save(paper.name, file, save=False)
        with transaction.atomic():
            meeting = _writable(item.meeting)
            _leave_room(meeting, file.size)
            paper.full_clean(exclude=["item", "added_by", "file"])
            paper.save()
    return paper


@transaction.atomic
def remove_paper(*, paper: SteeringPaper) -> None:
    """Remove a paper from its item, with its bytes. Raises ValidationError for a meeting that is over."""
    _writable(paper.item.meeting)
    delete_after_commit(paper)
    paper.delete()


def _pages(file: File) -> int:
    """Return the pages of a PDF that may be copied into another one."""
    file.seek(0)
    try:
        return reader.page_count(file)
    except FileProblemError as problem:
        if problem.code == problems.PROTECTED:
            raise ValidationError(LOCKED) from problem
        raise ValidationError(
            "Ce PDF est abîmé ou trop lourd à copier\u00a0: ouvrez-le, enregistrez-le de nouveau, puis recommencez."
        ) from problem


def _leave_room(meeting: SteeringMeeting, size: int) -> None:
    papers = SteeringPaper.objects.filter(item__meeting=meeting)
    if papers.count() >= MOST_PAPERS:
        raise ValidationError(f"Une séance a {MOST_PAPERS} pièces au plus\u00a0: retirez-en une d’abord.")
    if (papers.aggregate(total=Sum("size"))["total"] or 0) + size > MOST_BYTES:
        raise ValidationError(f"Les pièces d’une séance pèsent {size_in_words(MOST_BYTES)} au plus en tout.")


def _writable(meeting: SteeringMeeting) -> SteeringMeeting:
    meeting = lock_row(SteeringMeeting.objects.all(), meeting.pk)
    if not meeting.is_writable:
        raise ValidationError(CHANGED)
    return meeting
