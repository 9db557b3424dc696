"""Who was told of an event, who waits to be told, and what is said to them once it changed.

Somebody is told by a mail that left, or may have left, by a digest, or by the notice that they read.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import Truncator

from alertes.channels.mails.models.mail import SUBJECT_LENGTH, Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.enums import MailState
from reseau.people.members.models.member import Member

TEXT_LENGTH = Notice._meta.get_field("text").max_length


def told_members(key: str) -> QuerySet[Member]:
    """Return the members who were told of an event."""
    return _told(key=key)


def members_told_about(about: str) -> QuerySet[Member]:
    """Return the members who were told of an event about a subject: `open_workshop:12`."""
    return _told(key__startswith=f"{about}:")


def _told(**events: str) -> QuerySet[Member]:
    has_left = ~Q(state=MailState.DROPPED) & (~Q(state=MailState.PLANNED) | Q(attempts__gt=0))
    mails = Mail.objects.filter(has_left, **events).values("member")
    items = MailItem.objects.filter(**events).exclude(pk__in=MailItem.objects.untold().values("pk")).values("member")
    readers = Notice.objects.filter(read_at__isnull=False, **events).values("member")
    return Member.objects.filter(Q(pk__in=mails) | Q(pk__in=items) | Q(pk__in=readers))


def waiting_members(key: str) -> QuerySet[Member]:
    """Return those who have a notice of an event, or will, and were not told of it yet."""
    notices = Notice.objects.filter(key=key).values("member")
    return Member.objects.filter(pk__in=notices).exclude(pk__in=told_members(key).values("pk"))


@transaction.atomic
def correct_unread_notices(*, key: str, text: str, fact: str) -> None:
    """Say `text` and tell `fact` in the unread notices of an event and in its mails that nobody tried to send."""
    Notice.objects.filter(key=key).unread().update(text=Truncator(text).chars(TEXT_LENGTH))
    untried_mails = Mail.objects.planned().filter(key=key, attempts=0)
    untried_mails.update(subject=Truncator(text).chars(SUBJECT_LENGTH), text=text, fact=fact)
    MailItem.objects.untold().filter(key=key).update(text=text, details="", fact=fact)


@transaction.atomic
def take_back_unsent_mails(*, about: str) -> None:
    """Delete the mails about a subject that have not left, and their notices, read or not: other ones follow."""
    mails = Mail.objects.planned().about(about)
    same_mail = mails.filter(member=OuterRef("member"), key=OuterRef("key"))
    Notice.objects.filter(Exists(same_mail)).delete()
    mails.delete()
