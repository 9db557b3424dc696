"""The register of processing (RGPD, article 30): `PROCESSING` in the module `declarations.processing` of each app.

The page « Données personnelles », the register on paper and its CSV are made from it alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from django.utils.text import slugify

from jobs.declared import declared

ALWAYS = ("accès", "rectification", "limitation")


class Basis(Enum):
    """Why the law allows a processing, and the rights that follow from it (RGPD, articles 6, 7, 17, 20 and 21).

    Consent gives erasure and portability, and its withdrawal in place of opposition. A mission of public interest gives
    opposition; what the law itself obliges to keep gives neither.
    """

    CONSENT = (
        "l’accord de la personne",
        "accord",
        "6.1.a",
        (*ALWAYS, "retrait de l’accord", "effacement", "portabilité"),
    )
    PUBLIC_INTEREST = ("une mission d’intérêt public", "mission", "6.1.e", (*ALWAYS, "opposition"))
    LEGAL_OBLIGATION = ("une obligation légale", "obligation", "6.1.c", ALWAYS)

    def __init__(self, words: str, slug: str, article: str, rights: tuple[str, ...]) -> None:
        self.words, self.slug, self.article, self.rights = words, slug, article, rights

    def __str__(self) -> str:
        return f"{self.words} (RGPD, article {self.article})"


@dataclass(frozen=True)
class Processing:
    """What the site does with data of some people, for one purpose. All texts are in French: people read them.

    `because`: what the basis rests on, if its name does not say it.
    `fields`: label of a model → names of its fields that this processing keeps, separated by spaces.
    """

    name: str
    purpose: str
    basis: Basis
    people: str
    data: str
    recipients: str
    retention: str
    because: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def rights(self) -> tuple[str, ...]:
        return self.basis.rights

    @property
    def slug(self) -> str:
        """Return its place on the page of its basis."""
        return slugify(self.name)

    @property
    def field_labels(self) -> set[str]:
        """Return « app.Model.field » for each field."""
        return {f"{label}.{name}" for label, names in self.fields.items() for name in names.split()}


@dataclass(frozen=True)
class RetentionLine:
    """How long some records are kept, as the controller decided it on the site: a line of the retention table.

    `visa`: that of the archivist, who is named on papers alone, or that it is awaited.
    """

    records: str
    duration: str
    start: str
    source: str
    fate: str
    has_visa: bool
    visa: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.records, self.duration, self.start, self.source, self.fate, self.visa)


def declared_retention() -> Iterator[RetentionLine]:
    """Yield the lines of the retention table of all apps: those of the functions `RETENTION` of their `processing`."""
    for lines_of in declared("processing", "RETENTION"):
        yield from lines_of()


def declared_processing() -> tuple[Processing, ...]:
    """Return the processing of all apps, in the order of `INSTALLED_APPS`."""
    return declared("processing", "PROCESSING")


def period(duration: timedelta | int) -> str:
    """Return a time of retention in words, from the rule that holds it: « 2 ans », « 3 mois », « 20 minutes ».

    `duration`: an int is a number of days. A time of three months or more is told in months, of whole years in years.
    """
    duration = timedelta(days=duration) if isinstance(duration, int) else duration
    days, minutes = duration.days, int(duration.total_seconds() // 60)
    if days and days % 365 == 0:
        return f"{days // 365}\u00a0an{'s' if days > 365 else ''}"
    if days >= 89:
        return f"{round(days / 30.44)}\u00a0mois"
    if days:
        return f"{days}\u00a0jour{'s' if days > 1 else ''}"
    if minutes % 60 == 0:
        return f"{minutes // 60}\u00a0heure{'s' if minutes > 60 else ''}"
    return f"{minutes}\u00a0minutes"
