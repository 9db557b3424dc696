"""A collection on paper: a page that lists its sheets with the notes on them, then each sheet."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import shown_name
from reseau.documents.papers.paper import Paper
from reseau.people.members.models.member import Member
from reseau.texts.elision import of
from ressources.library.collections.models import CollectedSheet, Collection
from ressources.library.downloads.paper import TEMPLATES, sheet_paper
from ressources.library.readers.availability import availability_of
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import KINDS


def papers_of(collection: Collection, *, reader: Member, address: Callable[[str], str]) -> dict[str, Paper]:
    """Return name of file → paper, in the order of the collection, for the sheets that `reader` may read.

    `address` makes a full address of a path of this site.
    """
    lines = sheets_to_print(collection, reader=reader)
    papers = {"00 Sommaire.pdf": _summary(collection, lines, url=address(collection.get_absolute_url()))}
    for rank, (_, sheet) in enumerate(lines, start=1):
        name = shown_name(f"{rank:02d} {sheet.title}", FileKind.PDF)
        papers[name] = sheet_paper(sheet, url=address(sheet.get_absolute_url()), reader=reader)
    return papers


def sheets_to_print(collection: Collection, *, reader: Member) -> list[tuple[CollectedSheet, Sheet]]:
    """Return the entries whose sheet `reader` may read, in their order, each with its whole sheet."""
    entries = [line.entry for line in availability_of(collection.items.all(), reader) if line.is_readable]
    sheets_by_key = {}
    for kind in KINDS:
        sheets = kind.objects.with_record().with_sources().prefetch_related("pictures")
        sheets_by_key |= sheets.in_bulk([entry.sheet_id for entry in entries])
    _join_coauthors(sheets_by_key.values())
    return [(entry, sheets_by_key[entry.sheet_id]) for entry in entries]


def _summary(collection: Collection, lines: Sequence[tuple[CollectedSheet, Sheet]], *, url: str) -> Paper:
    sheets = [
        {"title": sheet.title, "aim": sheet.aim, "origin": str(sheet.epm), "note": entry.note} for entry, sheet in lines
    ]
    return Paper.of(
        TEMPLATES / "collection.typ",
        title=collection.title,
        note=collection.note,
        owner=of(collection.owner),
        sheets=sheets,
        aim=collection.note,
        tags=[],
        origin=str(collection.owner),
        site=settings.WAGTAIL_SITE_NAME,
        url=url,
    )


def _join_coauthors(sheets: Iterable[Sheet]) -> None:
    """Read the co-authors of all the sheets in one query."""
    names = defaultdict(list)
    authorships = Authorship.objects.filter(sheet__in=list(sheets)).select_related("member")
    for authorship in authorships.order_by("member__search_name", "pk"):
        names[authorship.sheet_id].append(authorship.member)
    for sheet in sheets:
        sheet.coauthors = names[sheet.pk]
