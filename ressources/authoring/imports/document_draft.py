"""A document laid out as a workshop sheet: its headings tell the part, the rest goes to the introduction.

The layout is a predictable start: only usual headings are known, whatever their number, accents and capitals. What does
not fit stays in the document itself, which is joined to the sheet.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from reseau.documents.extraction.blocks import HEADING, ITEM, NUMBERED, TITLE, Block
from reseau.texts.accent_folding import fold
from ressources.sheets.composed_draft import MINUTES, Composition
from ressources.sheets.content import WorkshopContent

INTRODUCTION, STEPS = "introduction", "steps"
# Part of the sheet → its headings, as `reseau.texts.accent_folding.fold` returns them.
SECTIONS = {
    "aim": "objectif, objectifs, but, objectif de l atelier, objectifs de l atelier, objectifs pedagogiques",
    "learners": "public, publics, public vise, public cible, public concerne, pour qui",
    "prerequisites": "prerequis, pre requis",
    "equipment": "materiel, materiels, materiel necessaire, materiel a prevoir, equipement",
    STEPS: "deroule, deroulement, etapes, les etapes, deroule de l atelier, deroulement de l atelier, "
    "deroule de la seance, deroulement de la seance",
    "tips": "conseils, conseil, astuces, conseils et variantes, variantes, conseils pour l animateur",
    "takeaways": "a retenir, ce qu il faut retenir, pour retenir, memo",
    INTRODUCTION: "introduction, presentation, contexte, pourquoi cet atelier, pourquoi",
}
PARTS = {heading: part for part, headings in SECTIONS.items() for heading in headings.split(", ")}
# « 2. », « II - », « B) » before a heading.
NUMBER = re.compile(r"\s*(?:\d{1,2}|[ivx]{1,4}|[a-h])\s*[.)°–—-]+\s*", re.IGNORECASE)
NUMBERED_LINE = re.compile(r"\s*(?:étape\s+)?\d{1,2}\s*[.)°:–-]\s*", re.IGNORECASE)
# Longer lines are sentences.
HEADING_LENGTH = 60
STEP_LENGTH = 120


class DocumentDraft(NamedTuple):
    """The draft of a document. `is_whole`: the whole text found its place."""

    content: WorkshopContent
    is_whole: bool


def draft_of_document(blocks: Iterable[Block], *, name: str) -> DocumentDraft:
    """Build the draft of a document. `name`, that of its file, gives the title when nothing else does."""
    blocks = list(blocks)
    title = _title_of(blocks)
    layout = _Layout()
    for block in blocks:
        if block is not title:
            layout.take(block)
    layout.end_step()
    composition = layout.composition
    content = composition.content(title=" ".join(title.text.split()) if title else readable_name(name))
    return DocumentDraft(content, is_whole=not composition.left_over)


def readable_name(name: str) -> str:
    """« 2024_atelier-photo.docx » → « 2024 atelier photo »."""
    words = " ".join(re.split(r"[\s_]+|(?<=\w)-(?=\w)", PurePosixPath(name).stem)).strip(" -.")
    return words[:1].upper() + words[1:] if words else "Document importé"


def part_of(heading: str) -> str:
    """Return the part of a sheet that begins under that heading; empty for an unknown heading."""
    if len(heading) > HEADING_LENGTH:
        return ""
    words = NUMBER.sub("", heading, count=1) if NUMBER.match(heading) else heading
    return PARTS.get(fold(words.strip(" :.?\u00a0")), "")


def _title_of(blocks: list[Block]) -> Block | None:
    titles = [block for block in blocks if block.kind in (TITLE, HEADING) and not part_of(block.text)]
    first = next((block for block in titles if block.kind == TITLE), None)
    # After a known heading, a heading is the title of a chapter, not of the document.
    before = next((rank for rank, block in enumerate(blocks) if part_of(block.text)), len(blocks))
    return first or next((block for block in titles if block in blocks[:before]), None)


class _Layout:
    """Puts each block in its part; `level` is that of the heading above."""

    def __init__(self) -> None:
        self.composition = Composition()
        self.part, self.level = INTRODUCTION, 0
        self.step: list[str] = []
        self.is_full = False

    def take(self, block: Block) -> None:
        if block.kind in (HEADING, TITLE):
            self._take_heading(block)
            return
        is_item = block.kind in (ITEM, NUMBERED)
        for line in [block.text] if is_item else block.text.split("\n"):
            label, colon, rest = line.partition(":")
            if not is_item and (part := part_of(line)):
                self._begin(part, 9)
            elif not is_item and colon and rest and (part := part_of(label)):
                self._begin(part, 9)
                self._add_line(rest.strip(), begins=False)
            else:
                self._add_line(line, begins=is_item)

    def _take_heading(self, block: Block) -> None:
        if part := part_of(block.text):
            self._begin(part, block.level)
        elif block.level > self.level and self.part != INTRODUCTION:
            self._add_line(block.text, begins=True)
        else:
            self._begin(INTRODUCTION, 0)
            self._add_line(block.text, begins=False)

    def _begin(self, part: str, level: int) -> None:
        self.end_step()
        self.part, self.level = part, level

    def _add_line(self, line: str, *, begins: bool) -> None:
        if self.part == STEPS:
            self._add_to_step(line, begins=begins)
        elif self.part == INTRODUCTION:
            self._introduce(line)
        else:
            # A text too long for its part goes to the introduction.
            self.composition.add(self.part, line, or_else="" if self.is_full else INTRODUCTION)

    def _introduce(self, paragraph: str) -> None:
        """Add a paragraph to the introduction; nothing more is added after the first that does not fit."""
        before = len(self.composition.left_over)
        if self.is_full:
            self.composition.left_over.append(paragraph)
        else:
            self.composition.add(INTRODUCTION, paragraph)
            self.is_full = len(self.composition.left_over) > before

    def _add_to_step(self, line: str, *, begins: bool) -> None:
        """Begin a step with an item, a number, or minutes in a short line; otherwise continue the current step."""
        number = NUMBERED_LINE.match(line)
        if begins or number or not self.step or (len(line) <= STEP_LENGTH and MINUTES.search(line)):
            self.end_step()
        self.step.append(line[number.end() :] if number else line)

    def end_step(self) -> None:
        if self.step:
            self.composition.add_step("\n".join(self.step))
        self.step = []
