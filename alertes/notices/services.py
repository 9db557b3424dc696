"""Notify members of what happened, once each, and mark what they have read."""

from collections.abc import Iterable
from textwrap import shorten

from django.db import transaction
from django.utils.text import Truncator

from alertes.enums import Matter
from alertes.mails.models.mail import SUBJECT_LENGTH, Mail
from alertes.mails.services import Enclosing, plan_mails
from alertes.notices.models import Notice
from reseau.members.models.member import Member

TEXT_LENGTH = Notice._meta.get_field("text").max_length


@transaction.atomic
def notify(
    *,
    members: Iterable[Member],
    key: str,
    text: str,
    url: str,
    exclude: Member | None = None,
    matter: Matter | None = None,
    details: str = "",
    enclosing: Enclosing | None = None,
) -> None:
    """Create a notice for each of `members` but `exclude`, who did it. The same `key` again changes nothing.

    `url` is a path of this site where the matter is read; a text of more than 300 characters is cut. With a `matter`,
    the notice is mailed as well to those who want it, unless it is read or withdrawn within a minute; `details` stands
    in the mail only. `enclosing` returns the enclosures of the mail, which then leaves even if the notice is read.
    """
    recipients = {member.pk: member for member in members}
    if exclude is not None:
        recipients.pop(exclude.pk, None)
    notice_text = Truncator(text).chars(TEXT_LENGTH)
    Notice.objects.bulk_create(
        [Notice(member_id=pk, key=key, text=notice_text, url=url) for pk in sorted(recipients)], ignore_conflicts=True
    )
    if matter and recipients:
        body = f"{text}\n\n{details}".strip()
        plan_mails(
            recipients=recipients.values(),
            key=key,
            matter=matter,
            subject=text,
            text=body,
            url=url,
            follows_notice=True,
            enclosing=enclosing,
        )


@transaction.atomic
def restate(*, member: Member, key: str, text: str, is_news: bool) -> None:
    """Change the text of a notice, and of its mail unless that has left.

    With `is_news`, a notice that was read becomes unread again.
    """
    reset = {"read_at": None} if is_news else {}
    Notice.objects.filter(member=member, key=key).update(text=Truncator(text).chars(TEXT_LENGTH), **reset)
    untried_mails = Mail.objects.planned().filter(member=member, key=key, follows_notice=True, attempts=0)
    untried_mails.update(subject=shorten(text, SUBJECT_LENGTH, placeholder="…"), text=text)


@transaction.atomic
def withdraw(*, key: str) -> None:
    """Delete a notice that is no longer true, and its mail, for members who have not read it."""
    notices = Notice.objects.filter(key=key).unread()
    untried_mails = Mail.objects.planned().filter(key=key, follows_notice=True, attempts=0)
    untried_mails.filter(member__in=notices.values("member")).delete()
    notices.delete()


@transaction.atomic
def forget_notices(*, url_prefix: str) -> None:
    """Delete the notices, read or not, whose address starts with `url_prefix`, and their mails that have not left.

    What they lead to is gone.
    """
    Notice.objects.filter(url__startswith=url_prefix).delete()
    Mail.objects.planned().filter(url__startswith=url_prefix, follows_notice=True, attempts=0).delete()


@transaction.atomic
def mark_read(*, member: Member, url_prefix: str) -> int:
    """Mark as read the notices of `member` whose address starts with `url_prefix`; return how many."""
    return Notice.objects.filter(member=member, url__startswith=url_prefix).mark_read()
