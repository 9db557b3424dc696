"""The unsubscribe link of a mail: it works without login, for ever, for one member and one kind of event.

Links of mails that were sent before kinds had a name stop their matter as a whole.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import Http404
from django.urls import reverse

from alertes.enums import Matter
from alertes.events import DIGEST
from alertes.kinds.kind import Kind
from alertes.kinds.registry import declared_kinds
from alertes.mails.models.mail import Mail
from alertes.preferences.services import stop_digests, stop_kind, stop_matter
from reseau.members.models.member import Member

SALT = "alertes.unsubscribing"


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """What a link stops: a kind of event, a matter, or all digests of `member`."""

    member: Member
    stopped: Kind | Matter

    @property
    def words(self) -> str:
        """« On écrit dans un sujet que vous suivez. », « Les forums »."""
        return self.stopped.sentence if isinstance(self.stopped, Kind) else self.stopped.label

    def stop(self) -> None:
        if isinstance(self.stopped, Matter):
            stop_matter(member=self.member, matter=self.stopped)
        elif self.stopped is DIGEST:
            stop_digests(member=self.member)
        else:
            stop_kind(member=self.member, kind=self.stopped)


def unsubscribe_path(mail: Mail) -> str:
    return kind_path(mail.member_id, mail.kind or mail.matter)


def kind_path(member_id: int, name: str) -> str:
    """Return the link that stops the kind called `name`, for one member."""
    return reverse("alertes:stop_mails", args=[signing.dumps([member_id, name], salt=SALT)])


def parse_token(token: str) -> Unsubscription:
    """Return what the link stops. Raises `Http404` for a damaged link, or if the member is gone."""
    try:
        pk, name = signing.loads(token, salt=SALT)
        return Unsubscription(Member.objects.get(pk=pk), declared_kinds().get(name) or Matter(name))
    except (signing.BadSignature, ValueError, Member.DoesNotExist):
        raise Http404 from None
