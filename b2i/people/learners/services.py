"""Consents of a learner, the EPM that follow them, their card: login, new secret, reopening."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from audit.enums import Act
from audit.services import note_act
from b2i.people.card_locks.services import forget_card, forget_tries, lock_of, spend_try
from b2i.people.card_locks.state import CardState
from b2i.people.enums import CardEventKind, ConsentGiver, ConsentMeans
from b2i.people.learners.card import new_secret, read_card_number
from b2i.people.learners.consent_texts import CONSENT_VERSION, is_under_age
from b2i.people.learners.models.card_event import CardEvent
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.notices import notify_closed_card, notify_new_secret, withdraw_closed_card
from b2i.people.learners.permissions import check_keeper, ends_following
from reseau.documents.files.scans import CheckedScan
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.connections.services import end_connections
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.elision import the_place
from reseau.web.queries.row_locks import lock_row

PARENT_NEEDED = "Avant 15 ans, il faut aussi l’accord d’un parent."
NAME_NEEDED = "Écrivez le nom du parent qui a signé."
PAPER_NEEDED = "Joignez le papier signé par le parent, ou écrivez où il est rangé."


@dataclass(frozen=True, slots=True)
class ParentSignature:
    """Who signed for a child: their name, and the scan of the paper or the place where it is kept."""

    name: str
    paper_mark: str = ""
    scan: CheckedScan | None = None

    def check(self) -> None:
        """Raise ValidationError unless there is a name, and a paper or its place."""
        problems = {}
        if not self.name:
            problems["parent_name"] = NAME_NEEDED
        if not self.scan and not self.paper_mark:
            problems["paper_mark"] = PAPER_NEEDED
        if problems:
            raise ValidationError(problems)


NO_SIGNATURE = ParentSignature("")


@transaction.atomic
def note_consent(
    *,
    learner: Learner,
    epm: EPM,
    noted_by: Member,
    means: ConsentMeans = ConsentMeans.ORAL,
    giver: ConsentGiver = ConsentGiver.PERSON,
    signature: ParentSignature = NO_SIGNATURE,
    given_at: datetime.datetime | None = None,
) -> Consent:
    """Note that the learner agrees to the current text for `epm`; `signature` is of the parent who agrees as well.

    Raises ValidationError if a parent must agree as well, or agrees without a name and a signed paper.
    """
    given_at = given_at or timezone.now()
    if giver != ConsentGiver.PARENT and is_under_age(learner.birth_year, today=timezone.localdate(given_at)):
        raise ValidationError({"giver": PARENT_NEEDED})
    consent = Consent(
        learner=learner,
        epm=epm,
        means=means,
        giver=giver,
        version=CONSENT_VERSION,
        given_at=given_at,
        noted_by=noted_by,
    )
    if giver == ConsentGiver.PARENT:
        signature.check()
        consent.parent_name, consent.paper_mark = signature.name, signature.paper_mark
    with deleted_on_failure(consent):
        if giver == ConsentGiver.PARENT and signature.scan:
            consent.paper.save(f"accord.{signature.scan.extension}", signature.scan.content, save=False)
        consent.save()
    return consent


def discard_papers_of(*, learners: Iterable[Learner]) -> None:
    """Delete, after commit, the scans of papers that parents of `learners` signed."""
    for consent in Consent.objects.filter(learner__in=learners).exclude(paper=""):
        delete_after_commit(consent)


@transaction.atomic
def follow(
    *,
    learner: Learner,
    epm: EPM,
    noted_by: Member,
    means: ConsentMeans = ConsentMeans.ORAL,
    giver: ConsentGiver = ConsentGiver.PERSON,
    signature: ParentSignature = NO_SIGNATURE,
) -> Following:
    """Let `epm` read and extend the record, on a new consent.

    Raises ValidationError if it follows already, if a parent must agree, or agrees without a signed paper.
    """
    _lock_learner(learner)
    if learner.epm_id == epm.pk or learner.followings.live().filter(epm=epm).exists():
        raise ValidationError(f"{capfirst(the_place(epm))} suit déjà cette personne.", code="followed")
    consent = note_consent(learner=learner, epm=epm, noted_by=noted_by, means=means, giver=giver, signature=signature)
    return Following.objects.create(learner=learner, epm=epm, consent=consent, since=consent.given_at)


@transaction.atomic
def end_following(*, following: Following, ended_by: Member) -> None:
    """End a following at once; what the EPM noted stays. A second call changes nothing.

    Raises ValidationError unless `ended_by` is the learner, or works in one of the two EPM.
    """
    learner = following.learner
    if ended_by.pk != learner.member_id and not ends_following(ended_by, following, learner):
        raise ValidationError(
            f"Seuls {the_place(following.epm)} et {the_place(learner.epm)} peuvent arrêter ce suivi.", code="keeper"
        )
    if Following.objects.live().filter(pk=following.pk).update(until=timezone.now(), ended_by=ended_by):
        note_act(act=Act.FOLLOWING_ENDED, row=following.pk, by=ended_by.pk)


@transaction.atomic
def hand_over(*, following: Following, handed_by: Member, stays: bool = False) -> Learner:
    """Make the EPM of `following` the one that keeps the record.

    The former EPM stays as a follower if `stays`, on the consent that it holds; otherwise it no longer reads the
    record.

    Raises ValidationError if `handed_by` does not work in the EPM that keeps the record, if the following has ended, or
    if `stays` without a consent.
    """
    learner = _lock_learner(following.learner)
    check_keeper(by=handed_by, learner=learner)
    following.refresh_from_db()
    if following.until is not None:
        raise ValidationError("Cet EPM ne suit plus cette personne\u00a0: le livret ne peut pas lui être confié.")
    now, former_epm = timezone.now(), learner.epm
    consent = learner.consents.filter(epm=former_epm).first()
    if stays and consent is None:
        raise ValidationError("Aucun accord n’est noté pour votre EPM\u00a0: notez-le d’abord.")
    end_following(following=following, ended_by=handed_by)
    learner.epm = following.epm
    learner.save(update_fields=["epm"])
    note_act(act=Act.RECORD_HANDED_OVER, row=following.pk, by=handed_by.pk)
    if stays:
        Following.objects.create(learner=learner, epm=former_epm, consent=consent, since=now)
    return learner


def _lock_learner(learner: Learner) -> Learner:
    """Return the learner, locked and fresh, so that parallel changes wait."""
    return lock_row(Learner.objects.select_related("epm", "member"), learner.pk)


WRONG_CARD_MESSAGE = (
    "Le numéro ou le code n’est pas bon. Regardez votre carte et recommencez. "
    "Vous avez oublié le code\u00a0? Demandez un nouveau code à l’animatrice ou à l’animateur."
)
CLOSED_CARD_MESSAGE = (
    "Il y a eu trop de codes faux. Ici, cette carte est fermée. "
    "Allez voir l’animatrice ou l’animateur de votre EPM\u00a0: la carte s’ouvre de nouveau, tout de suite."
)


def paused_card_message(*, state: CardState) -> str:
    """Say until when a card rests, by the clock."""
    end = timezone.localtime(state.paused_until + datetime.timedelta(seconds=59))
    return (
        "Il y a eu trop de codes faux. La carte fait une pause. "
        f"Recommencez à {end.hour}\u00a0h\u00a0{end:%M}. "
        "Vous avez oublié le code\u00a0? Demandez un nouveau code à l’animatrice ou à l’animateur."
    )


@transaction.atomic
def reset_secret(*, learner: Learner, by: Member) -> str:
    """Return a new secret. The old one stops working, the card is open everywhere and its sessions are closed.

    The learner reads it in their record; the animators of the EPM that keeps it are notified.

    Raises ValidationError if `by` works in another EPM, or if the record is put aside.
    """
    learner = _lock_learner(learner)
    check_keeper(by=by, learner=learner)
    if not Learner.objects.filter(pk=learner.pk).not_put_aside().exists():
        raise ValidationError("Ce livret est mis de côté. Rouvrez-le d’abord, avec la personne.")
    secret, had_card = new_secret(), learner.has_card
    learner.set_secret(secret)
    learner.save(update_fields=["card_secret"])
    forget_card(number=learner.card_number)
    withdraw_closed_card(learner)
    _note(learner, CardEventKind.RENEWED if had_card else CardEventKind.MADE, by=by)
    if had_card:
        note_act(act=Act.CARD_RENEWED, row=learner.pk, by=by.pk)
        notify_new_secret(learner, by=by)
    end_connections(member=learner.member)
    return secret


@transaction.atomic
def reopen_card(*, learner: Learner, by: Member) -> None:
    """Open a card that wrong codes closed; its secret stays.

    Raises ValidationError if `by` does not work in the EPM that keeps the record, or if nothing is closed.
    """
    learner = _lock_learner(learner)
    check_keeper(by=by, learner=learner)
    if not lock_of(number=learner.card_number).is_closed:
        raise ValidationError("Cette carte est ouverte\u00a0: il n’y a rien à rouvrir.")
    forget_card(number=learner.card_number)
    withdraw_closed_card(learner)
    _note(learner, CardEventKind.REOPENED, by=by)


def _note(learner: Learner, kind: CardEventKind, *, by: Member | None = None) -> CardEvent:
    return CardEvent.objects.create(learner=learner, kind=kind, by=by, epm=learner.epm if by else None)


def login_with_card(*, number: str, secret: str, origin: str) -> Learner:
    """Return the learner of this card. `origin`: where the try comes from (`b2i.people.card_locks.origin`).

    Raises ValidationError, with the same messages and at the same cost whether the card exists or not. Not in one
    transaction, on purpose: a try is spent for good before the secret is checked. A card never opens the account of a
    member of the network, for which a few digits are not enough.
    """
    number = read_card_number(number)
    attempt = spend_try(number=number, origin=origin)
    learner, secret_hash = _find_card(number)
    if attempt.is_allowed:
        is_right = learner.check_secret(secret) if learner else check_password(secret, secret_hash)
        if learner and is_right and _may_use_card(learner.member):
            forget_tries(number=number, origin=origin)
            return learner
        if learner and attempt.closes:
            _note_closed_card(learner)
    raise _refusal(attempt.state)


def _find_card(number: str) -> tuple[Learner | None, str]:
    """Return the learner of a card and the hash of its secret. One query.

    For a number that nobody has, the hash is that of the card before it: checking it takes as long as a real one.
    """
    cards = Learner.everyone.select_related("member", "epm").filter(card_number__lte=number).order_by("-card_number")
    nearest = cards.first()
    is_found = nearest is not None and nearest.card_number == number and nearest.merged_into_id is None
    return nearest if is_found else None, nearest.card_secret if nearest else ""


def _may_use_card(member: Member) -> bool:
    return member.is_active and not member.is_in_network and not member.is_superuser


@transaction.atomic
def _note_closed_card(learner: Learner) -> None:
    _note(learner, CardEventKind.CLOSED)
    notify_closed_card(learner)


def _refusal(state: CardState) -> ValidationError:
    if state.is_closed:
        return ValidationError(CLOSED_CARD_MESSAGE, code="closed")
    if state.paused_until:
        return ValidationError(paused_card_message(state=state), code="paused")
    return ValidationError(WRONG_CARD_MESSAGE, code="card")
