"""What the page of an EPM says of the library: the latest sheets that come from there."""

from reseau.sections import register
from ressources.models import Sheet

SHOWN = 5


@register
def sheets_from_here(request, epm) -> tuple[str, dict] | None:
    sheets = list(Sheet.objects.latest_published(request.user).filter(epm=epm)[:SHOWN])
    return ("ressources/_epm_sheets.html", {"sheets": sheets}) if sheets else None
