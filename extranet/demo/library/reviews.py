"""The demo's reviews: one sheet assigned to a reviewer, one late, one just sent, one to correct."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState

from extranet.demo.content import read_file
from reseau.people.members.models.member import Member
from ressources.authoring.publication.services import ask_changes, submit
from ressources.review.models import ReviewAssignment
from ressources.review.remarked_sections import find_section
from ressources.review.services import add_remark, answer_remark, mark_done, take_review
from ressources.sheets.content import SheetContent
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.drafts import create_draft

ASSIGNED, LATE, NEWLY_SUBMITTED = (
    "ordinateur-bonne-sante",
    "document-a-plusieurs-association",
    "suivre-actualite-commune",
)
SUBMITTED = (ASSIGNED, LATE, NEWLY_SUBMITTED)
CHANGES_ASKED = "recadrer-alleger-photos"
UNPUBLISHED = (*SUBMITTED, CHANGES_ASKED)
REASON = (
    "Très bonne trame. Il manque une solution pour les téléphones sans carte mémoire, et l’étape sur le poids des "
    "images mérite dix minutes de plus."
)


def build_reviews(animators: list[Member], *, reviewers: dict[int, Member], sheets: dict[str, SheetContent]) -> Sheet:
    """Build one sheet to review in each territory; return one that was sent back to `animateur1`."""
    author, *other_animators = animators
    for (territory, reviewer), slug in zip(reviewers.items(), SUBMITTED, strict=True):
        page = submit_sheet(
            next(member for member in other_animators if territory in member.territory_ids), sheets[slug]
        )
        if slug == ASSIGNED:
            take_review(page=page, by=reviewer)
            build_remarks(page, slug=slug, by=reviewer)
        if slug == LATE:
            send_long_ago(page)
    reviewer = reviewers[author.main_position.covered_territory_id]
    page = submit_sheet(author, sheets[CHANGES_ASKED])
    take_review(page=page, by=reviewer)
    build_remarks(page, slug=CHANGES_ASKED, by=reviewer)
    return ask_changes(page=page, by=reviewer, reason=REASON)


def build_remarks(page: Sheet, *, slug: str, by: Member) -> None:
    for content in read_file("remarks")["remarks"]:
        if content["sheet"] != slug:
            continue
        section = find_section(page.latest_content, content["section"])
        remark = add_remark(page=page, by=by, section=section, text=content["text"])
        if "answer" in content:
            answer_remark(remark=remark, by=page.owner, text=content["answer"])
        if content.get("done"):
            mark_done(remark=remark, by=page.owner)


def send_long_ago(page: Sheet) -> None:
    """Change the dates: sent twelve days ago, with an answer due the day before yesterday."""
    moment = timezone.now() - timedelta(days=12)
    TaskState.objects.filter(workflow_state__object_id=str(page.pk)).update(started_at=moment)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=moment)
    ReviewAssignment.objects.filter(sheet=page.pk).update(since=moment, due=timezone.localdate() - timedelta(days=2))


def submit_sheet(author: Member, data: SheetContent) -> Sheet:
    return submit(page=create_draft(by=author, epm=author.main_position.epm, data=data), by=author)
