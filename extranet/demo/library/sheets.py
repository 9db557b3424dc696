"""The demo's library: the sheets of `content/sheets`, by animators of the network, in every state."""

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from extranet.demo.content import read_file, read_folder
from extranet.demo.library.reviews import UNPUBLISHED, build_reviews
from extranet.demo.library.sheet_files import build_attachments, build_kits, build_pictures, marks_of_steps
from extranet.demo.library.versions import build_versions
from reseau.people.members.models.member import Member
from reseau.texts.tags.names import sorted_tags
from ressources.authoring.upkeep.models import ReviewDate
from ressources.authoring.upkeep.services import mark_obsolete
from ressources.sheets.content import StepContent, WorkshopContent
from ressources.sheets.enums import Licence
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.authors import add_coauthor
from ressources.sheets.services.drafts import create_published

REPLACEMENT = "choisir-mots-de-passe"
ORPHAN, SHARED = "messagerie-instantanee-famille", "se-connecter-wifi"
OUTDATED_TITLE = "Fabriquer un mot de passe compliqué"
OUTDATED = "Les conseils ont changé : une phrase longue vaut mieux qu’un mot compliqué."


def sheet_content(content: dict, *, skills: dict[str, Skill]) -> WorkshopContent:
    marks = marks_of_steps(content["slug"])
    return WorkshopContent(
        title=content["title"],
        aim=content["aim"],
        introduction=content["introduction"],
        learners=content["learners"],
        level=content["level"],
        group_size=content["group_size"],
        needs_internet=content["internet"],
        prerequisites=content["prerequisites"],
        equipment="\n".join(content["equipment"]),
        steps=tuple(
            StepContent(**step, pictures=marks.get(rank, ())) for rank, step in enumerate(content["steps"], start=1)
        ),
        tips="\n".join(content["tips"]),
        takeaways="\n".join(content["takeaways"]),
        sources="\n".join(content.get("sources", [])),
        screens=content.get("screens", ""),
        skills=tuple(sorted(skills[code].pk for code in content["skills"])),
        tags=sorted_tags(content["tags"]),
        audience=content["audience"],
        licence=content.get("licence", Licence.BY_SA.value),
    )


def build_sheets(
    *, animators: list[Member], reviewers: dict[int, Member], skills: dict[str, Skill], draw: random.Random
) -> None:
    """Build sheets published over two years and four drafts. `reviewers`: territory key → territorial animator."""
    authors = draw.sample(animators[:120], 30)
    published_sheets, unpublished_contents = {}, {}
    for rank, content in enumerate(read_folder("sheets")):
        data = sheet_content(content, skills=skills)
        if content["slug"] in UNPUBLISHED:
            unpublished_contents[content["slug"]] = data
            continue
        # The first sheets of the list are by `animateur1`, who thus has sheets of their own.
        author = animators[0] if rank < 2 else authors[rank % len(authors)]
        published_at = timezone.now() - timedelta(days=3 + draw.randint(0, 700), minutes=draw.randint(0, 600))
        page = create_published(author=author, epm=author.main_position.epm, data=data, published_at=published_at)
        if "times" in read_file("field_notes")["sheets"].get(content["slug"], {}):
            backdate(page, days=rank)
        published_sheets[content["slug"]] = page
    build_attachments(published_sheets)
    build_kits(published_sheets)
    build_verifications(published_sheets)
    build_pictures(published_sheets)
    build_upkeep(published_sheets, by=reviewers[animators[0].main_position.covered_territory_id], coauthor=animators[0])
    returned_sheet = build_reviews(animators, reviewers=reviewers, sheets=unpublished_contents)
    build_versions(returned_sheet, author=animators[0])


def backdate(page: WorkshopPage, *, days: int) -> None:
    """Change the first publication: that many days after the first one of the year before last."""
    first_day = date(timezone.localdate().year - 2, 1, 1) + timedelta(days=days)
    page.first_published_at = timezone.make_aware(datetime.combine(first_day, time(10)))
    WorkshopPage.objects.filter(pk=page.pk).update(first_published_at=page.first_published_at)


def build_verifications(published_sheets: dict[str, WorkshopPage]) -> None:
    """Note the day on which the facts of each sheet were read at their sources; it is due as if nobody had."""
    today = timezone.localdate()
    ReviewDate.objects.bulk_create(
        ReviewDate(
            sheet=page,
            due=page.due_on,
            chosen_at=page.last_published_at,
            verified_on=min(content["verified"], today),
        )
        for content in read_folder("sheets")
        if "verified" in content and (page := published_sheets.get(content["slug"]))
    )


def build_upkeep(published_sheets: dict[str, WorkshopPage], *, by: Member, coauthor: Member) -> None:
    """Build an obsolete sheet with its replacement, an orphan, and a sheet with two authors.

    Sheets published more than eighteen months ago are due for review by themselves.
    """
    replacement = published_sheets[REPLACEMENT]
    outdated_sheet = create_published(
        author=replacement.owner,
        epm=replacement.epm,
        data=replace(WorkshopContent.of_page(replacement), title=OUTDATED_TITLE),
        published_at=replacement.first_published_at - timedelta(days=400),
    )
    mark_obsolete(page=outdated_sheet, by=by, reason=OUTDATED, replacement=replacement)
    WorkshopPage.objects.filter(pk=published_sheets[ORPHAN].pk).update(owner=None)
    add_coauthor(page=published_sheets[SHARED], by=published_sheets[SHARED].owner, member=coauthor)
