"""What a change of a session would do: what is no longer the same, who would be told and how. Nothing is kept of it.

The change is made for good in the database, read, then undone before anybody else can see it: what the page announces
is what would happen, refusals included.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from alertes.mails.models.mail import Mail
from alertes.notices.models import Notice
from formation.scheduling.notification_preview import Told, told
from formation.sessions.models.session import Session
from formation.sessions.summary import described
from reseau.members.models.member import Member


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    differences: tuple[Difference, ...]
    told: tuple[Told, ...]

    @property
    def digest(self) -> str:
        """Other changes or other people, another digest: who confirms says what she has read."""
        people = [(one.member.pk, one.ways) for one in self.told]
        return hashlib.sha256(repr((self.differences, people)).encode()).hexdigest()[:32]


@transaction.atomic
def rehearse(session: Session, change: Callable[[], Session]) -> Preview:
    """Raises the ValidationError that `change` would raise."""
    old = described(session.pk)
    last = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in (Notice, Mail)}
    change()
    new = described(session.pk)
    start = f"session:{session.pk}:"
    notices = set(Notice.objects.filter(pk__gt=last[Notice], key__startswith=start).values_list("member", flat=True))
    mails: dict[int, list[str]] = {}
    for mail in Mail.objects.filter(pk__gt=last[Mail]).about(start).order_by("pk").prefetch_related("enclosures"):
        methods = [enclosure.method for enclosure in mail.enclosures.all() if enclosure.method]
        mails.setdefault(mail.member_id, []).extend(methods)
    people = Member.objects.filter(pk__in=notices | set(mails)).order_by("search_name", "pk")
    preview = Preview(
        differences=tuple(Difference(label, old[label], new[label]) for label in new if old[label] != new[label]),
        told=tuple(told(people, notices=notices, mails=mails)),
    )
    transaction.set_rollback(True)
    return preview
