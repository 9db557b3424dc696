"""Keep the line that a member began for an item, find it again on another computer, forget it once it is published."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from forums.messages.drafts.services import DraftGoneError, OtherDraftError
from reseau.people.members.models.member import Member
from ressources.authoring.enums import ItemState
from ressources.authoring.watch_inbox.models import FeedItem, WhyDraft

# Characters kept: a line that is too long to be published waits to be cut.
LONGEST = 2_000


def find_drafts(*, items: Iterable[FeedItem], member: Member) -> dict[int, WhyDraft]:
    """Return the lines that `member` began, by key of the item, in one query."""
    return {draft.item_id: draft for draft in WhyDraft.objects.filter(item__in=items, member=member)}


@transaction.atomic
def keep_draft(*, item: FeedItem, member: Member, why: str, seen: int | None = 0) -> WhyDraft | None:
    """Keep the line that `member` began; nothing is kept of an empty one. `seen`: the last version that the window
    knows; None to replace whatever is kept.

    Raises `OtherDraftError`, `DraftGoneError` (published, or emptied elsewhere), and `ValidationError` for a text
    without end.
    """
    if len(why) > LONGEST:
        raise ValidationError("Ce texte est trop long pour être gardé\u00a0: une ligne suffit.")
    # The row of the item is the queue of those who save at once.
    item = FeedItem.objects.select_for_update().get(pk=item.pk)
    draft = WhyDraft.objects.filter(item=item, member=member).first()
    if draft is None and (seen or item.state == ItemState.KEPT):
        raise DraftGoneError
    if draft and seen not in (None, draft.version) and draft.why != why:
        raise OtherDraftError(draft.saved)
    if not why.strip():
        forget_draft(item=item, member=member)
        return None
    draft = draft or WhyDraft(item=item, member=member, version=0)
    draft.why, draft.version, draft.saved = why, draft.version + 1, timezone.now()
    draft.save()
    return draft


@transaction.atomic
def forget_draft(*, item: FeedItem, member: Member) -> None:
    """Erase a line: it is published, or emptied."""
    WhyDraft.objects.filter(item=item, member=member).delete()
