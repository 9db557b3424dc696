"""The papers of a meeting as one PDF: the agenda, then each PDF in its order; other files are named there."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from projets.steering.meetings.models.agenda import SteeringItem, SteeringPaper
from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.responses import respond_unless_cached
from reseau.texts.wording import counted

TEMPLATE = Path(__file__).parents[2] / "data" / "ordre-du-jour.typ"


def agenda_paper(meeting: SteeringMeeting, items: Sequence[SteeringItem]) -> Paper:
    """Return the first pages. `items`: with their project, their chantier and their papers."""
    return Paper.of(
        TEMPLATE,
        title=f"Ordre du jour, {meeting}",
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        when=meeting.when,
        place=meeting.place,
        state=meeting.reason and "Séance annulée",
        items=[
            {
                "title": item.title,
                "about": str(item.project or item.chantier or ""),
                "words": item.words,
                "papers": [_line_of(paper) for paper in item.papers.all()],
            }
            for item in items
        ],
    )


def whole_papers_response(
    request: HttpRequest, meeting: SteeringMeeting, items: Sequence[SteeringItem]
) -> HttpResponse:
    """Return the agenda and its PDFs as one file, unless the client has it already."""
    paper, files = agenda_paper(meeting, items), [each for item in items for each in item.papers.all() if each.is_pdf]
    headers = {"Content-Disposition": f'inline; filename="comite-{meeting.date.isoformat()}.pdf"'}
    return respond_unless_cached(
        request,
        # The bytes under the name of a stored file never change.
        "-".join([paper.fingerprint, *(str(each.pk) for each in files)]),
        lambda: HttpResponse(merged(paper, files), content_type="application/pdf", headers=headers),
    )


def merged(paper: Paper, files: Sequence[SteeringPaper]) -> bytes:
    """Return the bytes of the agenda, followed by those of `files`; each has its bookmark.

    The whole makes no claim of PDF/UA, which the agenda alone makes: copied pages have no tags.
    """
    first, contents = paper.pdf(), [*_contents(files)]
    if not contents:
        return first
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - some megabytes, for the few who ask for these papers

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(first)))
    for name, content in contents:
        writer.append(content, outline_item=name, import_outline=False)
    del writer.root_object["/Metadata"]
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _contents(files: Sequence[SteeringPaper]) -> Iterator[tuple[str, io.BytesIO]]:
    """Yield what the storage still has: a file that it lost does not keep the others away."""
    for paper in files:
        try:
            with paper.file.open("rb") as file:
                yield paper.name, io.BytesIO(file.read())
        except FileNotFoundError:
            continue


def _line_of(paper: SteeringPaper) -> dict[str, str]:
    if paper.is_pdf:
        return {"name": paper.name, "where": f"{counted(paper.pages, 'page')}, à la suite", "link": ""}
    address = f"{settings.ORIGIN}{paper.get_absolute_url()}"
    return {"name": paper.name, "where": f"{paper.get_kind_display()}, à ouvrir sur le site", "link": address}
