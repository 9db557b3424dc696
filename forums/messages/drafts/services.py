"""Keep the draft of a message, find it again, forget it once the message is published."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from forums.messages.drafts.models import FIELDS, MessageDraft
from forums.messages.files.models import PostFile
from reseau.people.members.models.member import Member

LONGEST = 200_000  # characters: ten times what may be published, so that a long text can be cut in two
# Time after which a draft that nobody took up again is erased.
FORGOTTEN_AFTER = timedelta(days=180)
# Fields that somebody wrote in; the others have a value from the start.
WRITTEN = ("title", "body", "tags", "choices")


class OtherDraftError(Exception):
    """A text that the window has not seen is kept for this place; `saved`: since when."""

    def __init__(self, saved: datetime) -> None:
        super().__init__("Another text is kept.")
        self.saved = saved


class DraftGoneError(Exception):
    """The draft of the window is no longer kept: its message is published, or it was given up elsewhere."""


def find_draft(*, member: Member, place: dict) -> MessageDraft | None:
    """Return the draft of `member` in a place, {"forum": …} or {"topic": …}."""
    return MessageDraft.objects.filter(member=member, **place).first()


@transaction.atomic
def keep_draft(
    *, member: Member, place: dict, typed: dict[str, str], files: Sequence[PostFile] = (), seen: int | None = 0
) -> MessageDraft | None:
    """Keep what was typed, by field, in `place`, {"forum": …} or {"topic": …}; nothing is kept of an empty form.
    `seen`: the last version that the window knows; None to replace whatever is kept.

    Raises `OtherDraftError`, `DraftGoneError`, and ValidationError for a text without end.
    """
    Member.objects.select_for_update().get(pk=member.pk)
    typed = {name: typed.get(name, "") for name in FIELDS}
    if sum(map(len, typed.values())) > LONGEST:
        raise ValidationError("Ce texte est trop long pour être gardé sur le site\u00a0: publiez-le en plusieurs fois.")
    draft = find_draft(member=member, place=place)
    if draft is None and seen:
        raise DraftGoneError
    if draft and seen not in (None, draft.version) and draft.typed != typed:
        raise OtherDraftError(draft.saved)
    if not any(typed[name].strip() for name in WRITTEN) and not files:
        forget_draft(member=member, place=place)
        return None
    draft = draft or MessageDraft(member=member, **place)
    for name, text in typed.items():
        setattr(draft, name, text)
    draft.version, draft.saved = draft.version + 1, timezone.now()
    draft.save()
    draft.files.exclude(pk__in=[file.pk for file in files]).update(draft=None)
    for file in files:
        file.draft = draft
        file.save(update_fields=["draft", "alternative", "is_decorative"])
    return draft


@transaction.atomic
def forget_draft(*, member: Member, place: dict) -> None:
    """Erase a draft: its message is published, or given up."""
    MessageDraft.objects.filter(member=member, **place).delete()


@transaction.atomic
def erase_old_drafts() -> int:
    """Erase the drafts that nobody took up again; return their number."""
    drafts = MessageDraft.objects.filter(saved__lt=timezone.now() - FORGOTTEN_AFTER)
    count = drafts.count()
    drafts.delete()
    return count
