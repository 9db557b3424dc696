"""Telling members what happened, once each, and what they have read since."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import Truncator

from alertes.models import Notice
from reseau.models import Member

TEXT_LENGTH = Notice._meta.get_field("text").max_length


@transaction.atomic
def notify(*, members: Iterable[Member], key: str, text: str, url: str, exclude: Member | None = None) -> None:
    """A notice for each of `members` but `exclude`, who did it. The same `key` again changes nothing.

    `url` is a path of this site where the matter is read; a text of more than 300 characters is cut.
    """
    text = Truncator(text).chars(TEXT_LENGTH)
    told = {member.pk for member in members} - {exclude and exclude.pk}
    Notice.objects.bulk_create(
        [Notice(member_id=pk, key=key, text=text, url=url) for pk in sorted(told)], ignore_conflicts=True
    )


@transaction.atomic
def withdraw(*, key: str) -> None:
    """What the notice told is not true any more: whoever has not read it yet will not."""
    Notice.objects.filter(key=key).unread().delete()


@transaction.atomic
def mark_read(*, member: Member, under: str) -> int:
    """`member` has dealt with what stands under the path `under`; returns how many notices that reads."""
    return Notice.objects.filter(member=member, url__startswith=under).mark_read()
