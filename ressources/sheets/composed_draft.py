"""A draft composed from texts written elsewhere: a topic of the forum, an imported document.

Each part of a sheet has a maximum length; texts that do not fit are kept aside, so that nothing is lost silently.
"""

import re

from django.utils.text import Truncator

from ressources.sheets.content import MAX_STEPS, StepContent, WorkshopContent
from ressources.sheets.models.workshop import Step, WorkshopPage

TITLE_LENGTH = 120
# Separator of the texts of a part: paragraphs, items of a list (one a line), sentences.
JOINTS = {
    "introduction": "\n\n",
    "equipment": "\n",
    "tips": "\n",
    "takeaways": "\n",
    "aim": " ",
    "learners": " ",
    "prerequisites": " ",
}
ROOM = {name: WorkshopPage._meta.get_field(name).max_length for name in JOINTS}
STEP_ROOM = Step._meta.get_field("animator").max_length
STEP_TITLE = 80
MINUTES = re.compile(r"[(\[]?\b(\d{1,3})\s*(?:minutes?|min|mn)\b\.?\s*[)\]]?", re.IGNORECASE)
# « 10 min – Accueil »
OPENING = re.compile(rf"{MINUTES.pattern}\s*[:–—-]\s*", re.IGNORECASE)
# « Accueil (10 min) »
ENDING = re.compile(r"\s*[(\[]\s*\d{1,3}\s*(?:minutes?|min|mn)\.?\s*[)\]]\Z", re.IGNORECASE)
MOST_MINUTES = 480
# « Montrer le geste : chacun pose la main… », « 1. Montrer le geste – … »
HEAD = re.compile(
    r"(?P<head>[^\n:–.]{3,80}?)[ \t\u00a0\u202f]*(?::|–|\.(?=\s)|\n)[ \t\u00a0\u202f]*(?P<rest>\S.*)", re.DOTALL
)
# What ends an item of a list, before the next one.
ITEM_END = " \u00a0\u202f;,"


class Composition:
    """A draft in progress. `left_over`: the texts that did not fit, in order."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = dict.fromkeys(JOINTS, "")
        self.steps: list[StepContent] = []
        self.left_over: list[str] = []

    def add(self, part: str, text: str, *, or_else: str = "") -> None:
        """Append `text` to `part`, or to `or_else` if it does not fit there."""
        for name in filter(None, (part, or_else)):
            words = text.strip() if JOINTS[name] == "\n\n" else " ".join(text.split())
            new_text = JOINTS[name].join(piece for piece in (self.parts[name], words) if piece)
            if len(new_text) <= ROOM[name]:
                self.parts[name] = new_text
                return
        self.left_over.append(text)

    def add_step(self, text: str, *, title: str = "") -> None:
        """Add a step, under `title` or the beginning of its text; minutes are read from either."""
        step = step_of_text(text, title=title)
        if len(self.steps) < MAX_STEPS and len(step.animator) <= STEP_ROOM:
            self.steps.append(step)
        else:
            self.left_over.append(f"{title}\n{text}".strip())

    def content(self, *, title: str, tags: tuple[str, ...] = ()) -> WorkshopContent:
        """Return the content of the draft; level, group and Internet keep their defaults."""
        return WorkshopContent(
            title=Truncator(title).chars(TITLE_LENGTH), steps=tuple(self.steps), tags=tags, **self.parts
        )


def step_of_text(text: str, *, title: str = "") -> StepContent:
    """« Accueil (10 min) : chacun se présente » → « Accueil », 10, « Chacun se présente »."""
    minutes_match = MINUTES.search(title) or MINUTES.search(text)
    minutes = int(minutes_match[1]) if minutes_match and 1 <= int(minutes_match[1]) <= MOST_MINUTES else None
    text = text.strip()
    if minutes and not title and (opening := OPENING.match(text)) and len(text) > opening.end():
        text = text[opening.end() :]
    if minutes and not title:
        text = ENDING.sub("", text) or text
    if not title and (head_match := HEAD.fullmatch(text)):
        title, text = head_match["head"], head_match["rest"]
    if minutes and title:
        title = " ".join(MINUTES.sub(" ", title).split()).strip(" :–-") or title
    return StepContent(
        title=Truncator(title or text.replace("\n", " ").rstrip(ITEM_END)).chars(STEP_TITLE),
        minutes=minutes,
        animator=(text[:1].upper() + text[1:]) or title,
    )
