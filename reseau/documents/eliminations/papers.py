"""Papers for the Archives départementales: the elimination list to sign, and the certificate of destruction after it.

What a list must say, as the Archives départementales ask it (Pas-de-Calais, Vaucluse, Var; code du patrimoine,
articles L. 212-2, L. 214-3 and R. 212-14): producing service, kind, extreme dates, duration and its reference, volume,
signature.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from reseau.documents.eliminations.models import EliminationList
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

DATA = Path(__file__).parents[2] / "data"
TEMPLATE, CERTIFICATE = DATA / "bordereau.typ", DATA / "destruction.typ"
KIND, CERTIFICATE_KIND = "Bordereau d’élimination", "Certificat de destruction"
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Destroyed:
    """Words of one kind of list. `things`: « livrets », as the certificate names them; `heading` of the table."""

    nature: str
    motive: str
    fate: str
    things: str
    heading: str
    process: str


def elimination_paper(
    elimination: EliminationList, words: Destroyed, *, header: Row, rows: Sequence[Row], **shown: str
) -> Paper:
    """Return the list to sign and to send, in two copies, and the visa once it is noted.

    `shown`: `reference`, `extreme_dates` and `volume`, in words.
    """
    return Paper.of(
        TEMPLATE,
        archival_day=elimination.prepared_on,
        title=f"{KIND} n°\u00a0{elimination.pk}",
        kind=KIND,
        **_shared(elimination, words),
        **shown,
        header=header,
        rows=rows,
    )


def destruction_paper(
    elimination: EliminationList,
    words: Destroyed,
    *,
    others: Sequence[tuple[str, str]] = (),
    header: Row,
    rows: Sequence[Row],
    **shown: str,
) -> Paper:
    """Return the certificate that what a list holds was destroyed: what, when, by whom, how.

    `others`: facts about what the list held and that was not destroyed under its visa.
    """
    by = elimination.carried_out_by
    return Paper.of(
        CERTIFICATE,
        archival_day=elimination.destroyed_on,
        title=f"{CERTIFICATE_KIND} n°\u00a0{elimination.pk}",
        kind=CERTIFICATE_KIND,
        **_shared(elimination, words),
        **shown,
        destroyed_on=day(elimination.destroyed_on),
        by=by.get_full_name() if by else "le site, à l’heure où il exécute les bordereaux visés",
        others=others,
        header=header,
        rows=rows,
    )


def extreme_dates(days: Iterable[datetime.date]) -> str:
    """Return « 3 mars 2021 – 8 juin 2024 », or the only day."""
    ends = dict.fromkeys((min(days), max(days))) if (days := list(days)) else ()
    return " – ".join(day(end) for end in ends) or "sans objet"


def day(value: datetime.date) -> str:
    return day_in_full(value, "j F Y")


def short_day(value: datetime.date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _shared(elimination: EliminationList, words: Destroyed) -> dict:
    """Return what both papers say of the list."""
    by = elimination.prepared_by
    return {
        "origin": settings.ORGANISATION,
        "organisation": ", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        "site": settings.WAGTAIL_SITE_NAME,
        "number": str(elimination.pk),
        "service": elimination.producing_service or settings.ORGANISATION,
        "prepared": day(elimination.prepared_on),
        "prepared_by": by.get_full_name() if by else "",
        "visa": [elimination.visa_reference, elimination.visa_by, day(elimination.visa_on)]
        if elimination.has_visa
        else [],
        "nature": words.nature,
        "motive": words.motive,
        "fate": words.fate,
        "things": words.things,
        "heading": words.heading,
        "process": words.process,
    }
