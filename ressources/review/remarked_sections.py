"""The sections of a sheet in reading order, one for each step of a run sheet, and the remarks beside each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wagtail.models import Revision

from reseau.texts.wording import minutes_in_words
from ressources.review.models import Remark
from ressources.review.versions.merging.steps import match_steps
from ressources.sheets.content import SheetContent, StepContent
from ressources.sheets.enums import PartNature
from ressources.sheets.part_wording import part_in_words
from ressources.sheets.parts import Part
from ressources.sheets.revision import steps_of_revision

SHORT = 60
# Parts of which each line is an item → the items of a content.
LISTED = {
    "equipment": "equipment_list",
    "tips": "tip_list",
    "takeaways": "takeaway_list",
    "sources": "source_list",
    "advice": "advice_list",
}


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """A section. `part`: field of the content; `place`: rank of a step, from 0; `note`: shown beside the label.

    `text` may have marks (`reseau.texts.markdown`) if it `is_marked`; `items`, its lines, where the sheet shows a list;
    `pictures`: marks of those beside a step.
    """

    part: str
    label: str
    text: str = ""
    place: int | None = None
    note: str = ""
    is_marked: bool = False
    items: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether the text fits on the line of its label."""
        return len(self.text) <= SHORT and "\n" not in self.text

    @property
    def is_step(self) -> bool:
        return self.place is not None

    @property
    def number(self) -> int | None:
        """The rank of a step as people count, from 1."""
        return None if self.place is None else self.place + 1

    @property
    def key(self) -> str:
        """Its key in addresses and in names of fields."""
        return self.part if self.place is None else f"{self.part}-{self.place}"


@dataclass(slots=True)
class PlacedRemarks:
    """Remarks beside their section; `elsewhere`, those whose section is no longer in the sheet."""

    by_section: dict[str, list[Remark]] = field(default_factory=dict)
    elsewhere: list[Remark] = field(default_factory=list)


def sections_of(content: SheetContent) -> list[ReviewSection]:
    """Return the sections of a content, in order."""
    sections = []
    for part in content.parts:
        value = getattr(content, part.name)
        if part.nature is PartNature.STEPS:
            sections.append(ReviewSection(part.name, part.label, f"{minutes_in_words(content.minutes)} en tout"))
            sections += [_of_step(part.name, place, step) for place, step in enumerate(value)]
        else:
            is_marked = part.nature is PartNature.TEXT
            text = value if is_marked else part_in_words(part, value)
            sections.append(
                ReviewSection(part.name, part.label, text, is_marked=is_marked, items=_items(content, part, text))
            )
    return sections


def _items(content: SheetContent, part: Part, text: str) -> tuple[str, ...]:
    """Return the lines of a part that the sheet shows as a list."""
    if part.name in LISTED:
        return tuple(getattr(content, LISTED[part.name]))
    return tuple(text.split("\n")) if part.nature is PartNature.SET and "\n" in text else ()


def find_section(content: SheetContent, key: str) -> ReviewSection | None:
    return next((section for section in sections_of(content) if section.key == key), None)


def keys_of(content: SheetContent) -> set[str]:
    """Return the keys of the sections, without building them."""
    steps = {f"steps-{place}" for place in range(len(getattr(content, "steps", ())))}
    return steps | {part.name for part in content.parts}


def place_remarks(remarks: Iterable[Remark], content: SheetContent) -> PlacedRemarks:
    """Place each remark in `content`; a step is followed wherever it moved since the version that was read."""
    placement, keys = PlacedRemarks(), keys_of(content)
    current_places: dict[int | None, dict[int, int]] = {}
    for remark in remarks:
        key = remark.part
        if remark.place is not None:
            if remark.revision_id not in current_places:
                current_places[remark.revision_id] = _new_places(remark.revision, getattr(content, "steps", ()))
            key = f"{remark.part}-{current_places[remark.revision_id].get(remark.place)}"
        if key in keys:
            placement.by_section.setdefault(key, []).append(remark)
        else:
            placement.elsewhere.append(remark)
    return placement


def _new_places(revision: Revision | None, after: Sequence[StepContent]) -> dict[int, int]:
    """Return the rank of each step of that version → its rank in `after`, for those that remain."""
    before = steps_of_revision(revision) if revision else ()
    return {old: new for new, old in match_steps(before, after).items()}


def _of_step(part: str, place: int, step: StepContent) -> ReviewSection:
    label = f"Étape {place + 1}\u00a0: {step.title or 'sans titre'}"
    learners = f"**Le groupe\u00a0:**\n\n{step.learners}" if step.learners else ""
    text = "\n\n".join(words for words in (step.animator, learners) if words)
    note = minutes_in_words(step.minutes) if step.minutes else "durée à préciser"
    return ReviewSection(part, label, text, place, note, is_marked=True, pictures=step.pictures)
