"""Acts that a restored copy must forget, close or take back again, each by the row that its line names.

Whatever gave something is not done again: what was given (a position, an invitation) went with the time since the copy,
and the report of the restoration names it. Each function returns whether the copy still had something to change.
"""

import datetime
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accueil.visio.partners.models import Partner
from audit.enums import Act
from audit.models import AuditLine
from b2i.outcomes.statements.models import Statement
from b2i.people.enums import CardEventKind
from b2i.people.learners.card import new_secret
from b2i.people.learners.models.card_event import CardEvent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.privacy.erasure import erase_learner
from b2i.privacy.rights.models import Limitation
from b2i.records.validation.models.accreditation import Accreditation
from formation.proof.archives.services.erasure import erase_account
from formation.proof.certificates.enums import Revocation
from formation.proof.certificates.models import Certificate
from formation.sessions.calendar_feeds.models import CalendarFeed
from forums.messages.corrections.name_erasure import take_name_back
from forums.messages.posts.models import Post
from forums.moderation.services.erasure import erase_again
from reseau.calendar.agenda.models import AgendaFeed
from reseau.calendar.feeds.models import NewsFeed
from reseau.enums import Role
from reseau.people.computers.models import Computer
from reseau.people.invitations.models import Invitation
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.services import end_position
from ressources.library.collections.models import Collection
from ressources.review.adaptations import name_erasure

# The journal holds no words: whoever decided says why again, if somebody asks.
REVOKED_BEFORE = "Décidé avant la restauration du site, qui n’a pas gardé la raison."


def forget_learner(line: AuditLine) -> bool:
    learner = Learner.everyone.select_related("member").filter(pk=line.row).first()
    if learner:
        erase_learner(learner=learner)
    return bool(learner)


def forget_account(line: AuditLine) -> bool:
    """As the editor does it (`extranet.public.editing.user_accounts`, `ressources.wagtail_hooks`)."""
    member = Member.objects.filter(pk=line.row, archived_identity__isnull=True).first()
    if member:
        erase_account(member=member, by=_author(line), keeps_name=line.act == Act.ACCOUNT_ERASED_NAME_LEFT)
        name_erasure.forget_name(name=str(member))
    return bool(member)


def put_record_aside(line: AuditLine) -> bool:
    learner = Learner.everyone.filter(pk=line.row).first()
    if learner is None or learner.limitations.live().exists():
        return False
    Limitation.objects.create(learner=learner, started_at=line.at, asked_by=_author(line))
    return True


def reopen_record(line: AuditLine) -> bool:
    limitations = Limitation.objects.live().filter(learner=line.row)
    return bool(limitations.update(lifted_at=line.at, lifted_by=_author(line)))


def void_card(line: AuditLine) -> bool:
    """Draw a secret that nobody knows: the card that was replaced opens nothing, and the learner asks for a new one."""
    learner = Learner.everyone.filter(pk=line.row).first()
    if learner is None or not learner.has_card:
        return False
    learner.set_secret(new_secret())
    learner.save(update_fields=["card_secret"])
    CardEvent.objects.create(learner=learner, kind=CardEventKind.RENEWED, created=line.at)
    return True


def end_following(line: AuditLine) -> bool:
    followings = Following.objects.live().filter(pk=line.row)
    return bool(followings.update(until=line.at, ended_by=_author(line)))


def hand_record_over(line: AuditLine) -> bool:
    """Raises Following.DoesNotExist if it began after the copy: its EPM is not known."""
    following = Following.objects.get(pk=line.row)
    return bool(Learner.everyone.filter(pk=following.learner_id).update(epm=following.epm_id))


def close_position(line: AuditLine) -> bool:
    """A position was closed from the eve of the act on."""
    position = Position.objects.filter(pk=line.row).first()
    eve = timezone.localdate(line.at) - datetime.timedelta(days=1)
    return position is not None and end_position(position=position, last_day=eve)


def name_referent(line: AuditLine) -> bool:
    named = Position.objects.filter(pk=line.row, role=Role.ANIMATOR, is_referent=False)
    return bool(named.update(is_referent=True))


def release_referent(line: AuditLine) -> bool:
    return bool(Position.objects.filter(pk=line.row, is_referent=True).update(is_referent=False))


def remove_second_factor(line: AuditLine) -> bool:
    return bool(Authenticator.objects.filter(user=line.row).delete()[0])


def revoke_computer(line: AuditLine) -> bool:
    return bool(Computer.objects.filter(pk=line.row).delete()[0])


def cancel_invitation(line: AuditLine) -> bool:
    return bool(Invitation.objects.open().filter(pk=line.row).delete()[0])


def erase_message(line: AuditLine) -> bool:
    post = Post.objects.filter(pk=line.row, erased=None).first()
    if post:
        erase_again(post=post, by=_author(line))
    return bool(post)


def take_name_away(line: AuditLine) -> bool:
    """The first of the messages that bore a name takes it off them all."""
    name = Post.objects.filter(pk=line.row, author=None).values_list("author_name", flat=True).first()
    return bool(name and take_name_back(name=name))


def revoke_certificate(line: AuditLine) -> bool:
    certificates = Certificate.objects.in_force().filter(pk=line.row)
    revocation = {"revocation": Revocation.DECISION, "revoke_reason": REVOKED_BEFORE}
    return bool(certificates.update(revoked_at=line.at, revoked_by=_author(line), **revocation))


def revoke_statement(line: AuditLine) -> bool:
    statements = Statement.objects.in_force().filter(pk=line.row)
    return bool(statements.update(revoked_at=line.at, revoked_by=_author(line), revoke_reason=REVOKED_BEFORE))


def withdraw_accreditation(line: AuditLine) -> bool:
    """It ends on the day of the act, or before: the last day that was chosen is not in the journal."""
    day = timezone.localdate(line.at)
    accreditation = Accreditation.objects.unfinished_on(day).filter(pk=line.row, withdrawal="").first()
    if accreditation is None:
        return False
    last_day = min(max(day, accreditation.starts_on), accreditation.ends_on or day)
    Accreditation.objects.filter(pk=line.row).update(
        ends_on=last_day, withdrawal=REVOKED_BEFORE, withdrawn_by=_author(line)
    )
    return True


def close_calendar_feed(line: AuditLine) -> bool:
    return bool(CalendarFeed.objects.live().filter(pk=line.row).update(revoked_at=line.at))


def close_private_address(line: AuditLine) -> bool:
    """The address that was drawn since, if any, is not in the copy: its member draws another."""
    kind = next(kind for kind in (AgendaFeed, NewsFeed) if kind.closing == line.act)
    return bool(kind.objects.filter(pk=line.row, created__lt=line.at).delete()[0])


def close_partner_link(line: AuditLine) -> bool:
    return bool(Partner.objects.filter(pk=line.row, link_drawn__lt=line.at).update(link_drawn=line.at))


def close_collection_link(line: AuditLine) -> bool:
    shared = Collection.objects.filter(pk=line.row, shared_since__lt=line.at)
    return bool(shared.update(shared_since=None, former_link=None))


def _author(line: AuditLine) -> Member | None:
    return Member.objects.filter(pk=line.by).first() if line.by else None


REDONE: dict[Act, Callable[[AuditLine], bool]] = {
    Act.LEARNER_ERASED: forget_learner,
    Act.ACCOUNT_ERASED: forget_account,
    Act.ACCOUNT_ERASED_NAME_LEFT: forget_account,
    Act.RECORD_PUT_ASIDE: put_record_aside,
    Act.RECORD_REOPENED: reopen_record,
    Act.CARD_RENEWED: void_card,
    Act.FOLLOWING_ENDED: end_following,
    Act.RECORD_HANDED_OVER: hand_record_over,
    Act.POSITION_CLOSED: close_position,
    Act.REFERENT_NAMED: name_referent,
    Act.REFERENT_RELEASED: release_referent,
    Act.SECOND_FACTOR_REMOVED: remove_second_factor,
    Act.COMPUTER_REVOKED: revoke_computer,
    Act.INVITATION_CANCELLED: cancel_invitation,
    Act.MESSAGE_ERASED: erase_message,
    Act.NAME_TAKEN_BACK: take_name_away,
    Act.CERTIFICATE_REVOKED: revoke_certificate,
    Act.STATEMENT_REVOKED: revoke_statement,
    Act.ACCREDITATION_WITHDRAWN: withdraw_accreditation,
    Act.CALENDAR_FEED_CLOSED: close_calendar_feed,
    Act.AGENDA_FEED_CLOSED: close_private_address,
    Act.NEWS_FEED_CLOSED: close_private_address,
    Act.PARTNER_LINK_CLOSED: close_partner_link,
    Act.COLLECTION_LINK_CLOSED: close_collection_link,
}
# What was given since the copy, and is gone with that time: people do it again.
BY_HAND = {
    Act.POSITION_OPENED,
    Act.POSITION_REOPENED,
    Act.COMPUTER_REGISTERED,
    Act.INVITATION_SENT,
    Act.INVITATION_SENT_AGAIN,
    Act.INVITATION_ACCEPTED,
}
# Nothing to do again: the line itself comes back, and is all that there is.
NOTED_ALONE = {Act.ARCHIVED_IDENTITY_READ, Act.SITE_RESTORED}
