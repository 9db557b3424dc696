"""The content of a sheet, wherever it is stored: in a form, a revision, a page, a file of the demo.

Nothing here uses the database. Minutes are whole; texts with one item a line are kept as typed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import ClassVar, Self

from reseau.texts.markdown.blocks import to_lines
from reseau.texts.tags.names import sorted_tags
from reseau.texts.wording import minutes_in_words
from ressources.sheets.enums import Level, Licence
from ressources.sheets.parts import SHEET_PARTS, WORKSHOP_PARTS, Part

MAX_TAGS = 12
MAX_STEPS = 40
SHORTEST = 5  # minutes
LARGEST_SHARE = 9
# At the end of « CNIL : https://www.cnil.fr/… », and what joins it to the name.
ADDRESS, JOINT = re.compile(r"https?://\S+\Z"), " \u00a0:—–-"
BULLET = re.compile(r"^\s*[-•*]\s+")
# Fields that a page stores outside its row.
RELATED = frozenset({"steps", "skills", "tags"})


@dataclass(frozen=True, slots=True)
class StepContent:
    title: str = ""
    minutes: int | None = None
    animator: str = ""
    learners: str = ""
    # The pictures beside the step, in order: the `mark` of each, which copies of the sheet share (`files.Picture`).
    pictures: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return bool(self.title and self.minutes and self.animator)

    def __str__(self) -> str:
        title = f"{self.title} ({self.minutes} min)" if self.minutes else self.title
        lines = [title, to_lines(self.animator), to_lines(self.learners), self.pictures_in_words]
        return "\n".join(line for line in lines if line)

    @property
    def pictures_in_words(self) -> str:
        count = len(self.pictures)
        return f"Avec {count}\u00a0image{'s' if count > 1 else ''}" if count else ""


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step with its start on the clock, counted from the beginning: « 0:15 ».

    `share`: its length beside the longest step of the workshop, from 1 to 9, for the bar that draws them to scale.
    `pictures`: those shown beside it.
    """

    clock: str
    step: StepContent
    share: int = 1
    pictures: tuple = ()

    @property
    def duration(self) -> str:
        """Return « 1 h 15 », or what is still to be said."""
        return minutes_in_words(self.step.minutes) if self.step.minutes else "durée à préciser"


@dataclass(frozen=True, slots=True)
class SheetContent:
    """The content that sheets of every kind share.

    `skills` are keys of `b2i.Skill`, `tags` their names; both are sorted, so that two contents compare.
    """

    title: str
    aim: str = ""
    skills: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    audience: str = "public"
    licence: str = Licence.BY_SA.value

    parts: ClassVar[tuple[Part, ...]] = SHEET_PARTS

    @classmethod
    def plain_fields(cls) -> tuple[str, ...]:
        """Return the fields stored under the same name in the page, in a revision and here."""
        return tuple(field.name for field in fields(cls) if field.name not in RELATED)

    @classmethod
    def of_page(cls, page) -> Self:
        """Return the content of the page, published or held in memory by Wagtail's editor."""
        return cls(
            **{name: unix_lines(getattr(page, name)) for name in cls.plain_fields()},
            skills=tuple(sorted(skill.pk for skill in page.skills.all())),
            tags=sorted_tags(tag.name for tag in page.tags.all()),
            **cls._rows_of_page(page),
        )

    @classmethod
    def of_revision(cls, revision_data: Mapping, tag_names: Mapping[int, str]) -> Self:
        """Return the content of a revision's JSON; `tag_names`: key → name of the tags that still exist."""
        tags = [tag_names[item["tag"]] for item in revision_data.get("tagged_items", []) if item["tag"] in tag_names]
        return cls(
            **cls._plain_of_revision(revision_data),
            skills=tuple(sorted(revision_data.get("skills", []))),
            tags=sorted_tags(tags),
            **cls._rows_of_revision(revision_data),
        )

    @classmethod
    def _plain_of_revision(cls, revision_data: Mapping) -> dict:
        return {name: unix_lines(revision_data[name]) for name in cls.plain_fields() if name in revision_data}

    @classmethod
    def _rows_of_page(cls, page) -> dict:
        """Return what a kind stores in rows of its own, such as the steps of a workshop."""
        return {}

    @classmethod
    def _rows_of_revision(cls, revision_data: Mapping) -> dict:
        return {}

    @property
    def terms(self) -> Licence:
        """The licence, that is what others may do with the sheet."""
        return Licence(self.licence)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Facts that help to choose the sheet, on screen and on paper: (label, value)."""
        return []

    @property
    def texts(self) -> tuple[str, ...]:
        """All the texts beyond title and aim, in the order of the page, for the search."""
        return ()

    def run_sheet(self, pictures: Sequence = ()) -> list[TimedStep]:
        """Return the steps with the `pictures` of the sheet that stand beside each; only workshops have steps."""
        return []

    def pictures_apart(self, pictures: Sequence) -> list:
        """Return those of the `pictures` of the sheet that stand beside no step."""
        return list(pictures)

    def missing(self) -> dict[str, str]:
        """Return what a reviewer would miss: field → sentence. Empty when the sheet can be submitted."""
        return {}


@dataclass(frozen=True, slots=True)
class WorkshopContent(SheetContent):
    introduction: str = ""
    learners: str = ""
    level: str = Level.BEGINNER
    group_size: int | None = None
    needs_internet: bool = True
    announced: int | None = None
    prerequisites: str = ""
    equipment: str = ""
    steps: tuple[StepContent, ...] = ()
    tips: str = ""
    takeaways: str = ""
    sources: str = ""
    screens: str = ""

    parts: ClassVar[tuple[Part, ...]] = WORKSHOP_PARTS

    @classmethod
    def _rows_of_page(cls, page) -> dict:
        return {"steps": tuple(_step(vars(step)) for step in page.steps.all())}

    @classmethod
    def _rows_of_revision(cls, revision_data: Mapping) -> dict:
        return {"steps": tuple(_step(step) for step in revision_data.get("steps", []))}

    @property
    def minutes(self) -> int:
        """Duration of the workshop: the sum of its steps."""
        return sum(step.minutes or 0 for step in self.steps)

    @property
    def gap(self) -> str:
        """Difference between the announced duration and the steps, in a sentence; empty when they agree."""
        if not (self.announced and self.minutes) or self.announced == self.minutes:
            return ""
        announced_duration, steps_duration = minutes_in_words(self.announced), minutes_in_words(self.minutes)
        difference = minutes_in_words(abs(self.announced - self.minutes))
        verdict = f"il manque {difference}" if self.minutes < self.announced else f"il y a {difference} de trop"
        return f"Vous annoncez {announced_duration} et vos étapes font {steps_duration}\u00a0: {verdict}."

    @property
    def level_label(self) -> str:
        return Level(self.level).label if self.level else ""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Facts that help to choose the sheet, on screen and on paper: (label, value)."""
        group = f"{self.group_size} personne{'s' if self.group_size > 1 else ''} au plus" if self.group_size else ""
        facts = [
            ("Pour qui", self.learners),
            ("Niveau", self.level_label),
            ("Durée", minutes_in_words(self.minutes)),
            ("Groupe", group),
            ("Internet", "Il faut une connexion" if self.needs_internet else "Sans connexion"),
        ]
        facts = [(label, value or "À préciser") for label, value in facts]
        others = [("Prérequis", self.prerequisites), ("Écrans montrés", self.screens)]
        return [*facts, *((label, value) for label, value in others if value)]

    @property
    def texts(self) -> tuple[str, ...]:
        steps = [text for step in self.steps for text in (step.title, step.animator, step.learners)]
        return (self.introduction, *steps, self.tips, self.takeaways, self.equipment)

    @property
    def equipment_list(self) -> list[str]:
        return items(self.equipment)

    @property
    def tip_list(self) -> list[str]:
        return items(self.tips)

    @property
    def takeaway_list(self) -> list[str]:
        return items(self.takeaways)

    @property
    def source_list(self) -> list[str]:
        return items(self.sources)

    @property
    def source_links(self) -> list[tuple[str, str]]:
        """Who says each fact, and the address of the page, empty for a book or a person."""
        return [source_link(line) for line in self.source_list]

    def run_sheet(self, pictures: Sequence = ()) -> list[TimedStep]:
        pictures_by_mark = {picture.mark: picture for picture in pictures}
        elapsed, longest = 0, max((step.minutes or 0 for step in self.steps), default=0) or 1
        timed_steps = []
        for step in self.steps:
            share = max(1, round(LARGEST_SHARE * (step.minutes or 0) / longest))
            beside = tuple(pictures_by_mark[mark] for mark in step.pictures if mark in pictures_by_mark)
            timed_steps.append(TimedStep(f"{elapsed // 60}:{elapsed % 60:02d}", step, share, beside))
            elapsed += step.minutes or 0
        return timed_steps

    def pictures_apart(self, pictures: Sequence) -> list:
        placed_marks = {mark for step in self.steps for mark in step.pictures}
        return [picture for picture in pictures if picture.mark not in placed_marks]

    def missing(self) -> dict[str, str]:
        missing = {}
        if not self.aim:
            missing["aim"] = "Dites en une phrase ce que les personnes sauront faire à la fin."
        if not self.learners:
            missing["learners"] = "Dites pour qui est cet atelier."
        if not self.level:
            missing["level"] = "Choisissez un niveau."
        if not self.group_size:
            missing["group_size"] = "Dites combien de personnes vous pouvez accueillir."
        if not self.steps:
            missing["steps"] = "Décrivez au moins une étape, avec ses minutes."
        elif not all(step.is_complete for step in self.steps):
            missing["steps"] = "Chaque étape a un titre, des minutes et ce que fait la personne qui anime."
        elif self.minutes < SHORTEST:
            missing["steps"] = f"Un atelier dure au moins {SHORTEST}\u00a0minutes."
        elif self.gap:
            missing["announced"] = f"{self.gap} Corrigez les minutes ou la durée annoncée."
        return missing


def source_link(line: str) -> tuple[str, str]:
    """Return who says a fact, and the address at the end of the line, which stands for a name that is not given."""
    match = ADDRESS.search(line)
    address = match[0] if match else ""
    return line.removesuffix(address).rstrip(JOINT) or line, address


def unix_lines(value):
    """Replace the line ends of browsers, so that equal texts compare equal whichever editor saved them."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def items(text: str) -> list[str]:
    """Return the lines of a list, without the dash or the bullet that some people type before each."""
    return [line for line in (BULLET.sub("", line).strip() for line in text.splitlines()) if line]


def _step(values: Mapping) -> StepContent:
    """Return a step of a page or of a revision; a revision older than the pictures of steps has none."""
    texts = {field.name: unix_lines(values[field.name]) for field in fields(StepContent) if field.name in values}
    return StepContent(**texts | {"pictures": tuple(values.get("pictures") or ())})
