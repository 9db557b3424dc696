"""Notify members of what happened, once each, and mark what they have read.

A mail that has left cannot be called back. What each verb does to the others, with their notice:

- `merge_into_…`: what comes in series (seven skills of one person in an afternoon) is one notice and one mail for each
  member, subject and day, whose text counts;
- `correct_…`: they say something else, unless the mail has left;
- `take_back_…`: it is no longer true; they are deleted for those who have not read them, unless the mail has left;
- `erase_…`: what they tell is erased, or gone; they are deleted for those who have read them as well.
"""

import re
from collections.abc import Iterable
from textwrap import shorten

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from alertes.channels.mails.message import page_of
from alertes.channels.mails.models.mail import SUBJECT_LENGTH, Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.services import plan_mails
from alertes.channels.notices.models import Notice
from alertes.channels.push.services import plan_pushes
from alertes.channels.push.site_key import is_push_offered
from alertes.choices.kinds import Kind
from alertes.choices.preferences.rhythms import hidden_from
from alertes.choices.subscriptions.followers import followed_by, own_rhythms
from reseau.people.members.models.member import Member

TEXT_LENGTH = Notice._meta.get_field("text").max_length


@transaction.atomic
def notify(
    *,
    members: Iterable[Member],
    key: str,
    text: str,
    url: str,
    kind: Kind | None = None,
    exclude: Member | None = None,
    details: str = "",
    mail_text: str = "",
    page: str = "",
    followed: Iterable[str] = (),
    **by_mail,
) -> None:
    """Create a notice for each of `members` but `exclude`, who did it. The same `key` again changes nothing.

    `url`: where it is read, a path of the site; `page`: that of the object, if that is another one. With a `kind`, it
    is mailed to those who want it, unless it is read or withdrawn before: `mail_text` or the text, then `details`, the
    answer itself. `followed`: the subjects by which members are told (`topic:12`), of which a rhythm of their own
    counts, and which the mail lets them leave. `by_mail`: `answers`, `deadline`, `enclosing` and `fact` of
    `alertes.channels.mails.message.Message`.
    """
    recipients = {member.pk: member for member in members if member != exclude}
    page = page or page_of(url)
    _create(recipients, kind, key=key, text=Truncator(text).chars(TEXT_LENGTH), url=url, page=page)
    if kind and kind.is_mailed and recipients:
        subject, subjects = mail_text or text, list(followed)
        rhythms = own_rhythms(recipients.values(), subjects) if subjects else {}
        if is_push_offered():
            plan_pushes(members=recipients.values(), key=key, kind=kind, own_rhythms=rhythms)
        plan_mails(
            recipients=recipients.values(),
            own_rhythms=rhythms,
            followed=followed_by(recipients.values(), subjects) if subjects else None,
            kind=kind,
            subject=subject,
            text=f"{subject}\n\n{details}".strip(),
            **by_mail | {"key": key, "url": url, "page": page, "follows_notice": True},
        )


def _create(recipients: Iterable[int], kind: Kind | None, **fields) -> None:
    """Create a notice for each of `recipients` (primary keys), hidden from those who want that kind by mail alone."""
    hidden, name = hidden_from(recipients, kind), kind.name if kind else ""
    Notice.objects.bulk_create(
        [Notice(member_id=pk, kind=name, is_shown=pk not in hidden, **fields) for pk in sorted(recipients)],
        ignore_conflicts=True,
    )


@transaction.atomic
def correct_notice(*, member: Member, key: str, text: str, is_news: bool, mail_text: str = "", fact: str = "") -> None:
    """Change the text of a notice, and of its mail unless that has left; `fact`: what both tell then, if it changed.

    With `is_news`, a notice that was read becomes unread again.
    """
    reset, facts = {"read_at": None} if is_news else {}, {"fact": fact} if fact else {}
    Notice.objects.filter(member=member, key=key).update(text=Truncator(text).chars(TEXT_LENGTH), **reset)
    untried_mails = Mail.objects.planned().filter(member=member, key=key, follows_notice=True, attempts=0)
    mail_text = mail_text or text
    untried_mails.update(subject=shorten(mail_text, SUBJECT_LENGTH, placeholder="…"), text=mail_text, **facts)
    MailItem.objects.untold().filter(member=member, key=key).update(text=mail_text, details="", **facts)


@transaction.atomic
def merge_into_daily_notice(
    *,
    member: Member,
    about: str,
    text: str,
    url: str,
    kind: Kind | None = None,
    mail_text: str = "",
    is_state: bool = False,
) -> None:
    """Keep one notice a day for `member` about the subject `about` (`record:12:decided`), with the latest `text`.

    Something new makes the notice of the day unread again; its mail leaves once. With `is_state`, the text says all
    that waits: unread notices of earlier days about the same subject go.
    """
    key = f"{about}:{timezone.localdate().isoformat()}"
    if is_state:
        _take_back(Notice.objects.about(about).filter(member=member).exclude(key=key))
    notify(members=[member], key=key, text=text, url=url, kind=kind, mail_text=mail_text)
    Notice.objects.filter(member=member, key=key).update(url=url, page=page_of(url))
    correct_notice(member=member, key=key, text=text, mail_text=mail_text, is_news=True)


@transaction.atomic
def correct_daily_notices(*, member: Member, about: str, text: str, mail_text: str = "") -> None:
    """Correct the unread notices of each day about a subject, since less waits; take them back without `text`."""
    unread_notices = Notice.objects.about(about).filter(member=member).unread()
    if not text:
        _take_back(unread_notices)
    for key in unread_notices.values_list("key", flat=True):
        correct_notice(member=member, key=key, text=text, mail_text=mail_text, is_news=False)


@transaction.atomic
def erase_notices_about(*, about: str) -> None:
    """Delete all notices and mails about a subject that is erased, read and sent ones as well."""
    Notice.objects.about(about).delete()
    Mail.objects.about(f"{about}:").delete()
    MailItem.objects.filter(key__startswith=f"{about}:").delete()


@transaction.atomic
def erase_notices_of_event(*, key: str, link: str) -> None:
    """Delete all notices and mails about one event, read and sent ones as well, and the mails that quote it by `link`:
    what they tell is erased.
    """
    Notice.objects.filter(key=key).delete()
    Mail.objects.filter(Q(key=key) | Q(text__contains=link)).delete()
    MailItem.objects.filter(Q(key=key) | Q(details__contains=link)).delete()


@transaction.atomic
def erase_mentions(*, words: Iterable[str], urls: Iterable[str]) -> None:
    """Delete all notices and mails that bear one of `words`, such as a card number, or lead to a page under `urls`.

    They are read and sent ones as well, whatever they are about: somebody is erased.
    """
    is_about_them = Q(pk__in=[])
    for url in urls:
        is_about_them |= Q(url__startswith=url)
    is_subject_about_them = is_detail_about_them = Q(pk__in=[])
    for word in words:
        is_about_them |= _has_word("text", word)
        is_subject_about_them |= _has_word("subject", word)
        is_detail_about_them |= _has_word("details", word)
    Notice.objects.filter(is_about_them).delete()
    Mail.objects.filter(is_about_them | is_subject_about_them).delete()
    MailItem.objects.filter(is_about_them | is_detail_about_them).delete()


def _has_word(field: str, word: str) -> Q:
    """Match on the word alone; the plain search comes first, since it spares most rows the expression."""
    return Q(**{f"{field}__contains": word}) & Q(**{f"{field}__regex": rf"(^|\W){re.escape(word)}($|\W)"})


@transaction.atomic
def take_back_notice(*, key: str, members: Iterable[Member] | None = None) -> None:
    """Delete a notice that is no longer true, and its mail, for members who have not read it; `members`: for them
    alone.
    """
    notices = Notice.objects.filter(key=key)
    _take_back(notices if members is None else notices.filter(member__in=list(members)))


@transaction.atomic
def take_back_notices_about(*, about: str) -> None:
    """Delete, for those who have not read them, all notices about a subject and their mails: newer ones follow."""
    _take_back(Notice.objects.about(about))


def _take_back(notices: QuerySet[Notice]) -> None:
    """Delete the unread ones among `notices`, and their mails that nobody tried to send. One query where none is."""
    unread_notices = notices.unread()
    if not unread_notices.exists():
        return
    untried_mails = Mail.objects.planned().filter(follows_notice=True, attempts=0)
    same_notice = unread_notices.filter(member=OuterRef("member"), key=OuterRef("key"))
    untried_mails.filter(Exists(same_notice)).delete()
    MailItem.objects.untold().filter(Exists(same_notice), follows_notice=True).delete()
    unread_notices.delete()


@transaction.atomic
def erase_notices_under(*, url_prefix: str) -> None:
    """Delete the notices, read or not, whose address starts with `url_prefix`, and their mails that have not left.

    What they lead to is gone.
    """
    Notice.objects.filter(url__startswith=url_prefix).delete()
    Mail.objects.planned().filter(url__startswith=url_prefix, follows_notice=True, attempts=0).delete()
    MailItem.objects.untold().filter(url__startswith=url_prefix, follows_notice=True).delete()


@transaction.atomic
def mark_read(*, member: Member, url_prefix: str) -> int:
    """Mark as read the notices of `member` whose address starts with `url_prefix`; return how many."""
    return Notice.objects.filter(member=member, url__startswith=url_prefix).mark_read()
