"""Papers for the Archives départementales: the elimination list, as CSV and as a PDF to sign; the certificate after it.

What a list must say, as the Archives départementales ask it (Pas-de-Calais, Vaucluse, Var; code du patrimoine,
articles L. 212-2, L. 214-3 and R. 212-14): producing service, kind, extreme dates, duration and its reference, volume,
signature.
"""

import csv
import datetime
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from django.conf import settings

from b2i.retention.enums import EliminationOutcome
from b2i.retention.models import Elimination, EliminationLine
from b2i.retention.rule import RULE
from reseau.papers.paper import Paper
from reseau.papers.spreadsheet import escape_formula
from reseau.wording import day_in_full

DATA = Path(__file__).parents[1] / "data"
TEMPLATE, CERTIFICATE = DATA / "bordereau.typ", DATA / "destruction.typ"
KIND, CERTIFICATE_KIND = "Bordereau d’élimination", "Certificat de destruction"
HEADER = ("Carte", "EPM", "Commune", "Livret ouvert le", "Dernier contact", "EPM prévenu le", "Suite")
PAPER_HEADER = ("Carte", "EPM", "Ouvert le", "Dernier contact", "EPM prévenu le", "Suite")
CERTIFICATE_HEADER = ("Carte", "EPM", "Ouvert le", "Dernier contact")


def elimination_csv(elimination: Elimination) -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French office spreadsheets expect."""
    output = StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(HEADER)
    for line in elimination.lines.with_epm():
        days = (_short(day) for day in (line.opened_on, line.last_contact, line.told_on))
        row = (line.shown_number, line.epm.name, line.epm.commune.name, *days, line.get_outcome_display())
        writer.writerow([escape_formula(cell) for cell in row])
    return output.getvalue().encode("utf-8-sig")


def elimination_paper(elimination: Elimination) -> Paper:
    """Return the list to sign and to send, in two copies, and the visa once it is noted."""
    lines = elimination.lines.with_epm()
    return Paper.of(
        TEMPLATE,
        title=f"{KIND} n°\u00a0{elimination.pk}",
        kind=KIND,
        **_shared(elimination),
        extreme_dates=extreme_dates(lines),
        volume=volume_in_words(len(lines)),
        header=PAPER_HEADER,
        rows=[
            (
                line.shown_number,
                line.epm.name,
                *(_short(day) for day in (line.opened_on, line.last_contact, line.told_on)),
                line.get_outcome_display(),
            )
            for line in lines
        ],
    )


def destruction_paper(elimination: Elimination) -> Paper:
    """Return the certificate that the records of a list were destroyed: which, when, by whom, how."""
    lines = list(elimination.lines.with_epm())
    destroyed = [line for line in lines if line.outcome == EliminationOutcome.ERASED and line.card_number]
    kept_count = sum(line.outcome == EliminationOutcome.KEPT for line in lines)
    by = elimination.carried_out_by
    return Paper.of(
        CERTIFICATE,
        title=f"{CERTIFICATE_KIND} n°\u00a0{elimination.pk}",
        kind=CERTIFICATE_KIND,
        **_shared(elimination),
        destroyed_on=_day(elimination.destroyed_on),
        by=by.get_full_name() if by else "le site, à l’heure où il exécute les bordereaux visés",
        extreme_dates=extreme_dates(destroyed),
        volume=volume_in_words(len(destroyed)),
        kept=volume_in_words(kept_count) if kept_count else "",
        asked=volume_in_words(asked) if (asked := _erased_at_request(lines)) else "",
        header=CERTIFICATE_HEADER,
        rows=[
            (line.shown_number, line.epm.name, _short(line.opened_on), _short(line.last_contact)) for line in destroyed
        ],
    )


def extreme_dates(lines: Iterable[EliminationLine]) -> str:
    """Return « 3 mars 2021 – 8 juin 2024 »: the day the first record was opened, and that of the last contact."""
    days = [day for line in lines for day in (line.opened_on, line.last_contact)]
    return f"{_day(min(days))} – {_day(max(days))}" if days else "sans objet"


def volume_in_words(count: int) -> str:
    return f"{count}\u00a0{'livrets' if count > 1 else 'livret'}"


def _erased_at_request(lines: Iterable[EliminationLine]) -> int:
    return sum(line.outcome == EliminationOutcome.ERASED and not line.card_number for line in lines)


def _shared(elimination: Elimination) -> dict:
    """Return what both papers say of the list."""
    by = elimination.prepared_by
    return {
        "origin": settings.ORGANISATION,
        "organisation": ", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        "site": settings.WAGTAIL_SITE_NAME,
        "number": str(elimination.pk),
        "service": elimination.producing_service or settings.ORGANISATION,
        "reference": elimination.reference or RULE.reference,
        "prepared": _day(elimination.prepared_on),
        "prepared_by": by.get_full_name() if by else "",
        "visa": [elimination.visa_reference, elimination.visa_by, _day(elimination.visa_on)]
        if elimination.has_visa
        else [],
        "silence": RULE.silence,
        "notice": RULE.notice,
    }


def _day(day: datetime.date) -> str:
    return day_in_full(day, "j F Y")


def _short(day: datetime.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
