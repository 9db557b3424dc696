"""The demo's library: the sheets of `content/sheets`, by animators of the network, at every state of their life."""

import random
from datetime import timedelta

from django.utils import timezone

from b2i.models import Skill
from extranet.demo.content import read_folder
from reseau.models import Member
from ressources.content import SheetContent, StepContent, sorted_tags
from ressources.services import ask_changes, create_draft, create_published, submit

# Sheets that are not published yet, so that review queues are not empty.
SUBMITTED = ("ordinateur-bonne-sante", "document-a-plusieurs-association")
CHANGES_ASKED = "recadrer-alleger-photos"
REASON = (
    "Très bonne trame. Il manque une solution pour les téléphones sans carte mémoire, et l’étape sur le poids des "
    "images mérite dix minutes de plus."
)


def sheet_content(content: dict, *, skills: dict[str, Skill], copy: int) -> SheetContent:
    return SheetContent(
        title=content["title"] + (f" ({copy + 1})" if copy else ""),
        aim=content["aim"],
        introduction=content["introduction"],
        learners=content["learners"],
        level=content["level"],
        group_size=content["group_size"],
        needs_internet=content["internet"],
        prerequisites=content["prerequisites"],
        equipment="\n".join(content["equipment"]),
        steps=tuple(StepContent(**step) for step in content["steps"]),
        tips="\n".join(content["tips"]),
        takeaways="\n".join(content["takeaways"]),
        skills=tuple(sorted(skills[code].pk for code in content["skills"])),
        tags=sorted_tags(content["tags"]),
        audience=content["audience"],
    )


def build_sheets(
    *, animators: list[Member], reviewers: dict[int, Member], skills: dict[str, Skill], scale: int, draw: random.Random
) -> None:
    """Sheets published over two years; three are not yet. `reviewers`: territory key → territorial animator."""
    authors = draw.sample(animators[:120], 30)
    for copy in range(scale):
        for rank, content in enumerate(read_folder("sheets")):
            # The first sheets of the list are by `animateur1`, who thus finds something of hers.
            author = animators[0] if rank < 2 else authors[rank % len(authors)]
            epm = author.main_position.epm
            data = sheet_content(content, skills=skills, copy=copy)
            if content["slug"] in SUBMITTED and not copy:
                submit(page=create_draft(by=author, epm=epm, data=data), by=author)
            elif content["slug"] == CHANGES_ASKED and not copy:
                page = submit(
                    page=create_draft(by=animators[0], epm=animators[0].main_position.epm, data=data), by=animators[0]
                )
                ask_changes(page=page, by=reviewers[animators[0].main_position.covered_territory_id], reason=REASON)
            else:
                published_at = timezone.now() - timedelta(days=3 + draw.randint(0, 700), minutes=draw.randint(0, 600))
                create_published(author=author, epm=epm, data=data, published_at=published_at)
