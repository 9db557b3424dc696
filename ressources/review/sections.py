"""The sections of a sheet as one reads them in order, each step of a run sheet apart, and the remarks beside each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wagtail.models import Revision

from reseau.wording import minutes_in_words
from ressources.enums import PartNature
from ressources.review.models.remark import Remark
from ressources.sheets.content import SheetContent, StepContent
from ressources.sheets.part_wording import readable
from ressources.sheets.revision import steps_of_revision
from ressources.versions.merging.steps import recognise

SHORT = 60


@dataclass(frozen=True, slots=True)
class Section:
    """`part` names the field of the content; `place` is the rank of a step, from 0; `note` is said beside its label."""

    part: str
    label: str
    text: str = ""
    place: int | None = None
    note: str = ""

    @property
    def is_short(self) -> bool:
        """It holds on the line of its label."""
        return len(self.text) <= SHORT and "\n" not in self.text

    @property
    def key(self) -> str:
        """Part of addresses and of names of fields."""
        return self.part if self.place is None else f"{self.part}-{self.place}"


@dataclass(slots=True)
class Placed:
    """Remarks beside the section that each is about; `elsewhere` those whose section is no longer in the sheet."""

    beside: dict[str, list[Remark]] = field(default_factory=dict)
    elsewhere: list[Remark] = field(default_factory=list)


def sections_of(content: SheetContent) -> list[Section]:
    found = []
    for part in content.parts:
        value = getattr(content, part.name)
        if part.nature is PartNature.STEPS:
            found.append(Section(part.name, part.label, f"{minutes_in_words(content.minutes)} en tout"))
            found += [_of_step(part.name, place, step) for place, step in enumerate(value)]
        else:
            found.append(Section(part.name, part.label, readable(part, value)))
    return found


def find_section(content: SheetContent, key: str) -> Section | None:
    return next((section for section in sections_of(content) if section.key == key), None)


def keys_of(content: SheetContent) -> set[str]:
    """Keys of the sections of a sheet, without reading what they say."""
    steps = {f"steps-{place}" for place in range(len(getattr(content, "steps", ())))}
    return steps | {part.name for part in content.parts}


def place_remarks(remarks: Iterable[Remark], content: SheetContent) -> Placed:
    """Where each remark stands in `content`: a step is followed wherever it went since the version that was read."""
    placed, keys = Placed(), keys_of(content)
    now: dict[int | None, dict[int, int]] = {}
    for remark in remarks:
        key = remark.part
        if remark.place is not None:
            if remark.revision_id not in now:
                now[remark.revision_id] = _followed(remark.revision, getattr(content, "steps", ()))
            key = f"{remark.part}-{now[remark.revision_id].get(remark.place)}"
        if key in keys:
            placed.beside.setdefault(key, []).append(remark)
        else:
            placed.elsewhere.append(remark)
    return placed


def _followed(revision: Revision | None, after: Sequence[StepContent]) -> dict[int, int]:
    """Rank of a step in that version → its rank in `after`, for those that are still there."""
    before = steps_of_revision(revision) if revision else ()
    return {old: new for new, old in recognise(before, after).items()}


def _of_step(part: str, place: int, step: StepContent) -> Section:
    label = f"Étape {place + 1}\u00a0: {step.title or 'sans titre'}"
    learners = f"Le groupe\u00a0: {step.learners}" if step.learners else ""
    text = "\n\n".join(words for words in (step.animator, learners) if words)
    return Section(part, label, text, place, minutes_in_words(step.minutes) if step.minutes else "durée à préciser")
