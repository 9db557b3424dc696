"""Follow a subject, stop following it; who follows it is in `alertes.choices.subscriptions.followers`."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alertes.choices.subscriptions.models import SUBJECT_LENGTH, Subscription
from alertes.enums import Rhythm
from reseau.people.members.models.member import Member

SUBJECT = re.compile(r"[a-z_]+:[\w-]+")


@transaction.atomic
def follow(
    *,
    member: Member,
    subject: str,
    rhythm: Rhythm | None = None,
    is_implied: bool = False,
    at: datetime | None = None,
) -> bool:
    """Let `member` follow `subject`; return whether they follow it now.

    `rhythm`: the rhythm of its mails, chosen for this subject alone; None leaves what was chosen before. `is_implied`:
    the member did not ask for it (they wrote in a topic), so that a subject that they left stays left. Following twice
    changes nothing. `at` dates it in the past (demo, import).
    """
    _check(subject)
    subscription, is_new = Subscription.objects.get_or_create(
        member=member, subject=subject, defaults={"rhythm": rhythm or "", "created": at or timezone.now()}
    )
    if is_new:
        return True
    if is_implied:
        return subscription.ended is None
    changes = {} if rhythm is None else {"rhythm": rhythm}
    Subscription.objects.filter(pk=subscription.pk).update(ended=None, **changes)
    return True


@transaction.atomic
def unfollow(*, member: Member, subject: str) -> None:
    """Stop following `subject`, for good: what the member does there later does not bring it back by itself."""
    _check(subject)
    now = timezone.now()
    Subscription.objects.update_or_create(
        member=member, subject=subject, defaults={"ended": now}, create_defaults={"ended": now}
    )


@transaction.atomic
def forget_subject(*, subject: str) -> None:
    """Delete the subscriptions to a subject that is gone."""
    Subscription.objects.about(subject).delete()


@transaction.atomic
def replace_subject(*, old: str, new: str) -> None:
    """Move the subscriptions of `old`, which becomes `new` (topics merged, a tag renamed). What was left stays left."""
    _check(new)
    present = Subscription.objects.about(new).values("member")
    Subscription.objects.about(old).exclude(member__in=present).update(subject=new)
    forget_subject(subject=old)


@transaction.atomic
def return_subject(*, old: str, new: str, members: Iterable[int]) -> None:
    """Give `members` (primary keys) back the subject `old`, which had become `new`: `replace_subject`, undone."""
    _check(old)
    present = Subscription.objects.about(old).values("member")
    Subscription.objects.about(new).filter(member__in=list(members)).exclude(member__in=present).update(subject=old)


def _check(subject: str) -> None:
    """Raise `ValueError`: subjects are made by the site, nobody types them."""
    if not SUBJECT.fullmatch(subject) or len(subject) > SUBJECT_LENGTH:
        raise ValueError(f"not a subject: {subject!r}")
