"""Texts that are begun and not saved: kept as one types, forgotten once saved, effaced long after, with a warning."""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from reseau.members.models.member import Member
from ressources.sheets import notices
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.sheets import SheetError
from ressources.writing.models import KeptText, Resumed

NOTHING = Resumed()
MAX_KEPT = 50
MAX_LENGTH = 1_000_000
TITLE_LENGTH = KeptText._meta.get_field("title").max_length
# A text that nobody touches is announced as about to be effaced, then effaced ninety days after it was written.
UNTOUCHED = timedelta(days=76)
NOTICE = timedelta(days=14)

TOO_LONG = "Ce texte est trop long pour être gardé."
TOO_MANY = f"Vous avez déjà {MAX_KEPT} textes commencés. Enregistrez ou effacez-en dans « Mes fiches »."


class KeptTextError(SheetError):
    """The text is not kept; the message is for whoever types it."""


def rewrite_kept(
    *, member: Member, typed: QueryDict, window: str, resumed: Resumed = NOTHING, rank: int | None = None
) -> bool:
    """Keeps what `window` holds now, in place of what it held, or of the text that it `resumed`: one query mostly.

    False if there is no such text: it is to be begun. `rank` counts what the window sent, so that what arrives late is
    left out. Raises `KeptTextError`.
    """
    text = _text(typed) | {"window": window, "rank": rank or 0}
    texts = KeptText.objects.filter(member=member)
    mine = texts.typed_in(window)
    if (mine if rank is None else mine.filter(rank__lt=rank)).update(**text) or mine.exists():
        return True
    return bool(texts.resumed_as(resumed).update(**text))


@transaction.atomic
def begin_kept(
    *, member: Member, form: str, sheet: Sheet | None, typed: QueryDict, window: str, rank: int = 0
) -> KeptText:
    """A new text apart from every other. What `window` has kept already stays as it is. Raises `KeptTextError`."""
    Member.objects.select_for_update().get(pk=member.pk)  # two windows at once do not pass the limit
    if not KeptText.objects.filter(member=member, window=window).exists():
        if KeptText.objects.filter(member=member).count() >= MAX_KEPT:
            raise KeptTextError(TOO_MANY)
        KeptText.objects.create(member=member, form=form, sheet=sheet, window=window, rank=rank, **_text(typed))
    return KeptText.objects.get(member=member, window=window)


def keep(
    *, member: Member, form: str, sheet: Sheet | None, typed: QueryDict, window: str, resumed: Resumed = NOTHING
) -> KeptText:
    """Keeps a form that was sent and cannot be saved as it is. Raises `KeptTextError`."""
    if rewrite_kept(member=member, typed=typed, window=window, resumed=resumed):
        return KeptText.objects.get(member=member, window=window)
    return begin_kept(member=member, form=form, sheet=sheet, typed=typed, window=window)


def forget_kept(*, member: Member, window: str, resumed: Resumed = NOTHING) -> int:
    """What `window` held, and the text that it resumed, is saved or not wanted any more; returns how many texts."""
    texts = KeptText.objects.filter(member=member)
    return (texts.typed_in(window) | texts.resumed_as(resumed)).delete()[0]


@transaction.atomic
def warn_of_old_texts() -> int:
    """Tells the authors of texts that nobody touches that these will be effaced; returns how many were told of."""
    old = KeptText.objects.filter(warned=None, written__lt=timezone.now() - UNTOUCHED).select_related("member")
    for text in old:
        notices.tell_old_text(text, effaced_on=timezone.localdate() + NOTICE)
    return KeptText.objects.filter(pk__in=[text.pk for text in old]).update(warned=timezone.now())


def efface_old_texts() -> int:
    """Effaces what was announced two weeks ago and not touched since; returns how many texts."""
    return KeptText.objects.filter(warned__lt=timezone.now() - NOTICE).delete()[0]


def _text(typed: QueryDict) -> dict:
    text = typed.urlencode()
    if len(text) > MAX_LENGTH:
        raise KeptTextError(TOO_LONG)
    title = " ".join(typed.get("title", "").replace("\x00", "").split())[:TITLE_LENGTH]
    return {"typed": text, "title": title, "written": timezone.now(), "warned": None}
