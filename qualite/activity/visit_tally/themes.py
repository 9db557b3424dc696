"""Themes of an accompaniment: the words of the activity reports of the national tool, read from the pinned file.

The codes are made of the words, so that the file stays the only list (`qualite/data/README.md`).
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.text import slugify

VOCABULARY = Path(__file__).parents[2] / "data" / "activites_coop_vocabulaire.json"
# What a tally counts beside the accompaniments.
VISIT = "visit"
CODE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class SupportTheme:
    """`code`: how the database names the theme; `label`: how the file does."""

    code: str
    label: str


@cache
def themes() -> tuple[SupportTheme, ...]:
    """Return the themes in the order of the file."""
    labels = json.loads(VOCABULARY.read_text(encoding="utf-8"))["thematiques"]
    return tuple(SupportTheme(slugify(label)[:CODE_LENGTH], label) for label in labels)


@cache
def theme_labels() -> dict[str, str]:
    """Return the label of each theme by its code."""
    return {theme.code: theme.label for theme in themes()}


def label_of(subject: str) -> str:
    """Return what a tally counts, in words; the code itself for a theme that the file no longer has."""
    return "Visites" if subject == VISIT else theme_labels().get(subject, subject)
