"""The content of the shorter kinds of sheets: a veille, a project story, a media.

Nothing here uses the database. Texts with one item a line are kept as typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reseau.texts.wording import day_in_full, minutes_in_words
from ressources.sheets.content import SheetContent, items, unix_lines
from ressources.sheets.enums import MediaFormat
from ressources.sheets.parts import MEDIA_PARTS, STORY_PARTS, WATCH_PARTS, Part


@dataclass(frozen=True, slots=True)
class WatchContent(SheetContent):
    """Veille: a page of another site, and why it matters in an EPM."""

    link: str = ""
    source: str = ""
    published_on: date | None = None
    why: str = ""

    parts: ClassVar[tuple[Part, ...]] = WATCH_PARTS

    @classmethod
    def _plain_of_revision(cls, revision_data: Mapping) -> dict:
        plain = {name: unix_lines(revision_data[name]) for name in cls.plain_fields() if name in revision_data}
        # A revision that was just saved still holds a date.
        day = plain.get("published_on") or None
        return plain | {"published_on": date.fromisoformat(day) if isinstance(day, str) else day}

    @property
    def facts(self) -> list[tuple[str, str]]:
        facts = [("Source", self.source), ("Date", day_in_full(self.published_on) if self.published_on else "")]
        return [(label, value) for label, value in facts if value]

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.why, self.source)

    def missing(self) -> dict[str, str]:
        missing = {}
        if not self.aim:
            missing["aim"] = "Dites en une phrase de quoi il s’agit."
        if not self.link:
            missing["link"] = "Donnez l’adresse de la page."
        if not self.why:
            missing["why"] = "Dites en quoi cela compte dans un EPM."
        return missing


@dataclass(frozen=True, slots=True)
class StoryContent(SheetContent):
    """A project that an EPM led: with whom, at what cost, with what result."""

    period: str = ""
    story: str = ""
    partners: str = ""
    cost: str = ""
    result: str = ""
    advice: str = ""

    parts: ClassVar[tuple[Part, ...]] = STORY_PARTS

    @property
    def facts(self) -> list[tuple[str, str]]:
        facts = [("Quand", self.period), ("Avec qui", self.partners), ("Coût", self.cost)]
        return [(label, value or "À préciser") for label, value in facts]

    @property
    def advice_list(self) -> list[str]:
        return items(self.advice)

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.story, self.partners, self.cost, self.result, self.advice, self.period)

    def missing(self) -> dict[str, str]:
        missing = {}
        if not self.aim:
            missing["aim"] = "Dites en une phrase ce que vous avez mis en place."
        if not self.story:
            missing["story"] = "Racontez ce que vous avez mis en place."
        if not self.result:
            missing["result"] = "Dites ce que le projet a donné, même si c’est peu."
        return missing


@dataclass(frozen=True, slots=True)
class MediaContent(SheetContent):
    """A document, a video, slides ready to show. The file is joined to the page, or linked."""

    form: str = ""
    link: str = ""
    minutes: int | None = None
    description: str = ""
    credits: str = ""

    parts: ClassVar[tuple[Part, ...]] = MEDIA_PARTS

    @property
    def form_label(self) -> str:
        return MediaFormat(self.form).label if self.form else ""

    @property
    def action(self) -> str:
        return MediaFormat(self.form).action if self.form else "Ouvrir"

    @property
    def facts(self) -> list[tuple[str, str]]:
        facts = [
            ("Forme", self.form_label),
            ("Durée", minutes_in_words(self.minutes) if self.minutes else ""),
            ("Auteurs d’origine", self.credits),
        ]
        return [(label, value) for label, value in facts if value]

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.form_label, self.description, self.credits)

    def missing(self) -> dict[str, str]:
        missing = {}
        if not self.aim:
            missing["aim"] = "Dites en une phrase ce que l’on y trouve."
        if not self.form:
            missing["form"] = "Choisissez la forme\u00a0: document, vidéo, diaporama…"
        return missing
