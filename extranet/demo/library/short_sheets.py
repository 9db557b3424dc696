"""The demo's shorter sheets: veille, project stories, media (`content/short_sheets.toml`)."""

import random
from datetime import timedelta

from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from extranet.demo.content import read_file
from reseau.people.members.models.member import Member
from reseau.texts.tags.names import sorted_tags
from ressources.sheets.content import SheetContent
from ressources.sheets.services.drafts import create_published
from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent

CONTENTS = {"watch": WatchContent, "story": StoryContent, "media": MediaContent}


def build_short_sheets(*, authors: list[Member], skills: dict[str, Skill]) -> None:
    """Build sheets published over the last year, each by another of `authors`."""
    # A separate random draw, so that the rest of the demo does not change.
    draw = random.Random("short sheets")  # noqa: S311 - a repeatable draw is the point
    entries = [(kind, entry) for kind, entries in read_file("short_sheets").items() for entry in entries]
    for rank, (kind, entry) in enumerate(entries):
        author = authors[rank % len(authors)]
        create_published(
            author=author,
            epm=author.main_position.epm,
            data=short_content(kind, entry, skills=skills),
            published_at=timezone.now() - timedelta(days=draw.randint(5, 360), minutes=draw.randint(0, 600)),
        )


def short_content(kind: str, entry: dict, *, skills: dict[str, Skill]) -> SheetContent:
    values = {name: value for name, value in entry.items() if name not in {"skills", "tags"}}
    keys = tuple(sorted(skills[code].pk for code in entry["skills"]))
    return CONTENTS[kind](**values, skills=keys, tags=sorted_tags(entry["tags"]))
