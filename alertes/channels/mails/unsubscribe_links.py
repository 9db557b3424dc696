"""The unsubscribe link of a mail: it works without login, for ever, for one member and one kind of event.

That of a mail about something that the member follows stops following it, and nothing else. Links of mails that were
sent before kinds had a name stop their matter as a whole.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import Http404
from django.urls import reverse

from alertes.channels.mails.models.mail import Mail
from alertes.choices.kinds import Kind, declared_kinds
from alertes.choices.preferences.services import stop_digests, stop_kind, stop_matter
from alertes.choices.subscriptions.services import SUBJECT, unfollow
from alertes.choices.subscriptions.subjects import visible_subjects
from alertes.declarations.events import DIGEST
from alertes.enums import Matter
from reseau.people.members.models.member import Member

SALT = "alertes.unsubscribing"


@dataclass(frozen=True, slots=True)
class FollowedSubject:
    subject: str


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """What a link stops: a kind of event, a matter, all digests of `member`, or a subject that they follow."""

    member: Member
    stopped: Kind | Matter | FollowedSubject

    @property
    def words(self) -> str:
        """« On écrit dans un sujet que vous suivez. », « Les forums »."""
        if isinstance(self.stopped, FollowedSubject):
            found = visible_subjects(self.member, [self.stopped.subject]).get(self.stopped.subject)
            return found.title if found else "ce que vous suiviez"
        return self.stopped.sentence if isinstance(self.stopped, Kind) else self.stopped.label

    @property
    def is_followed(self) -> bool:
        return isinstance(self.stopped, FollowedSubject)

    def stop(self) -> None:
        if isinstance(self.stopped, FollowedSubject):
            unfollow(member=self.member, subject=self.stopped.subject)
        elif isinstance(self.stopped, Matter):
            stop_matter(member=self.member, matter=self.stopped)
        elif self.stopped is DIGEST:
            stop_digests(member=self.member)
        else:
            stop_kind(member=self.member, kind=self.stopped)


def unsubscribe_path(mail: Mail) -> str:
    if mail.followed:
        return subject_path(mail.member_id, mail.followed)
    return kind_path(mail.member_id, mail.kind or mail.matter)


def subject_path(member_id: int, subject: str) -> str:
    """Return the link by which a member stops following `subject`."""
    return reverse("alertes:stop_mails", args=[signing.dumps([member_id, subject], salt=SALT)])


def kind_path(member_id: int, name: str) -> str:
    """Return the link that stops the kind called `name`, for one member."""
    return reverse("alertes:stop_mails", args=[signing.dumps([member_id, name], salt=SALT)])


def parse_token(token: str) -> Unsubscription:
    """Return what the link stops. Raises `Http404` for a damaged link, or if the member is gone."""
    try:
        pk, name = signing.loads(token, salt=SALT)
        return Unsubscription(Member.objects.get(pk=pk), _stopped(name))
    except (signing.BadSignature, ValueError, Member.DoesNotExist):
        raise Http404 from None


def _stopped(name: str) -> Kind | Matter | FollowedSubject:
    """Return what bears `name`. Raises `ValueError` if nothing does."""
    if SUBJECT.fullmatch(name):
        return FollowedSubject(name)
    return declared_kinds().get(name) or Matter(name)
