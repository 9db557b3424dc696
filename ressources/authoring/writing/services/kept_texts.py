"""Unsaved texts: kept while typing, deleted once saved, and after ninety days with a warning."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from reseau.people.members.models.member import Member
from ressources.authoring.writing import notices
from ressources.authoring.writing.models import KeptText, ResumedText
from ressources.sheets.models.sheet import Sheet

NOTHING = ResumedText()
MAX_KEPT = 50
MAX_LENGTH = 1_000_000
MAX_RANK = 1_000_000
# A form that is sent ends its window: whatever that window still sends was typed before.
LAST_RANK = MAX_RANK + 1
TITLE_LENGTH = KeptText._meta.get_field("title").max_length
# An untouched text is announced after 76 days, then deleted ninety days after it was written.
UNTOUCHED = timedelta(days=76)
NOTICE = timedelta(days=14)

TOO_LONG = "Ce texte est trop long pour être gardé."
TOO_MANY = f"Vous avez déjà {MAX_KEPT} textes commencés. Enregistrez ou effacez-en dans « Mes fiches »."


def update_kept_text(
    *, member: Member, form_data: QueryDict, window: str, resumed_text: ResumedText = NOTHING, rank: int | None = None
) -> bool:
    """Replace the text of `window`, or that of `resumed_text`, which it resumes. One query in most cases.

    Return False if there is no such text: it must be created. `rank` counts what the window sent, so that late data is
    ignored; a form that was sent has none, and nothing comes after it. Raises `ValidationError` for a text too long.
    """
    text = _text(form_data) | {"window": window, "rank": LAST_RANK if rank is None else rank}
    texts = KeptText.objects.filter(member=member)
    mine = texts.typed_in(window)
    if (mine if rank is None else mine.filter(rank__lt=rank)).update(**text) or mine.exists():
        return True
    return bool(texts.resumed_as(resumed_text).update(**text))


@transaction.atomic
def create_kept_text(
    *, member: Member, form: str, sheet: Sheet | None, form_data: QueryDict, window: str, rank: int = 0
) -> KeptText:
    """Create a text for `window`; a text that it has already stays unchanged.

    Raises `ValidationError` for a text too long, or for one text too many.
    """
    Member.objects.select_for_update().get(pk=member.pk)  # so that two windows at once do not exceed the limit
    if not KeptText.objects.filter(member=member, window=window).exists():
        if KeptText.objects.filter(member=member).count() >= MAX_KEPT:
            raise ValidationError(TOO_MANY)
        KeptText.objects.create(member=member, form=form, sheet=sheet, window=window, rank=rank, **_text(form_data))
    return KeptText.objects.get(member=member, window=window)


def keep_form_data(
    *,
    member: Member,
    form: str,
    sheet: Sheet | None,
    form_data: QueryDict,
    window: str,
    resumed_text: ResumedText = NOTHING,
) -> KeptText:
    """Keep a form that was sent and cannot be saved as it is. Raises `ValidationError`."""
    if update_kept_text(member=member, form_data=form_data, window=window, resumed_text=resumed_text):
        return KeptText.objects.get(member=member, window=window)
    return create_kept_text(member=member, form=form, sheet=sheet, form_data=form_data, window=window, rank=LAST_RANK)


def move_kept_texts(*, member: Member, sheet: Sheet, window: str, resumed_text: ResumedText = NOTHING) -> int:
    """Give `sheet` the text of `window` and the text that it resumed, begun without a sheet; return their number."""
    texts = KeptText.objects.filter(member=member, sheet=None)
    return (texts.typed_in(window) | texts.resumed_as(resumed_text)).update(sheet=sheet)


def delete_kept_texts(*, member: Member, window: str, resumed_text: ResumedText = NOTHING) -> int:
    """Delete the text of `window` and the text that it resumed; return their number."""
    texts = KeptText.objects.filter(member=member)
    return (texts.typed_in(window) | texts.resumed_as(resumed_text)).delete()[0]


@transaction.atomic
def warn_of_old_texts() -> int:
    """Notify the writers of untouched texts that these will be deleted; return the number of texts."""
    old = KeptText.objects.filter(warned=None, written__lt=timezone.now() - UNTOUCHED).select_related("member")
    for text in old:
        notices.notify_old_text(text, effaced_on=timezone.localdate() + NOTICE)
    return KeptText.objects.filter(pk__in=[text.pk for text in old]).update(warned=timezone.now())


def delete_old_texts() -> int:
    """Delete the texts announced two weeks ago and not touched since; return their number."""
    return KeptText.objects.filter(warned__lt=timezone.now() - NOTICE).delete()[0]


def _text(form_data: QueryDict) -> dict:
    text = form_data.urlencode()
    if len(text) > MAX_LENGTH:
        raise ValidationError(TOO_LONG)
    title = " ".join(form_data.get("title", "").replace("\x00", "").split())[:TITLE_LENGTH]
    return {"typed": text, "title": title, "written": timezone.now(), "warned": None}
