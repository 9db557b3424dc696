"""Consents of a learner, the EPM that follow them, login with their card."""

import datetime

from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from b2i.learners.card import LOCK_DURATION, WRONG_SECRETS_ALLOWED, new_secret, read_card_number
from b2i.learners.consent_texts import CONSENT_VERSION, is_under_age
from b2i.learners.enums import ConsentGiver, ConsentMeans
from b2i.learners.models.consent import Consent
from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from reseau.elision import the_place
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM

PARENT_NEEDED = "Avant 15 ans, il faut aussi l’accord d’un parent."


@transaction.atomic
def note_consent(
    *,
    learner: Learner,
    epm: EPM,
    noted_by: Member,
    means: ConsentMeans = ConsentMeans.ORAL,
    giver: ConsentGiver = ConsentGiver.PERSON,
    given_at: datetime.datetime | None = None,
) -> Consent:
    """Note that the learner agrees to the current text for `epm`.

    Raises ValidationError if a parent must agree as well.
    """
    given_at = given_at or timezone.now()
    if giver != ConsentGiver.PARENT and is_under_age(learner.birth_year, today=timezone.localdate(given_at)):
        raise ValidationError({"giver": PARENT_NEEDED})
    return Consent.objects.create(
        learner=learner,
        epm=epm,
        means=means,
        giver=giver,
        version=CONSENT_VERSION,
        given_at=given_at,
        noted_by=noted_by,
    )


@transaction.atomic
def follow(
    *,
    learner: Learner,
    epm: EPM,
    noted_by: Member,
    means: ConsentMeans = ConsentMeans.ORAL,
    giver: ConsentGiver = ConsentGiver.PERSON,
) -> Following:
    """Let `epm` read and extend the record, on a new consent.

    Raises ValidationError if it follows already, or if a parent must agree.
    """
    _lock_learner(learner)
    if learner.epm_id == epm.pk or learner.followings.live().filter(epm=epm).exists():
        raise ValidationError(f"{capfirst(the_place(epm))} suit déjà cette personne.", code="followed")
    consent = note_consent(learner=learner, epm=epm, noted_by=noted_by, means=means, giver=giver)
    return Following.objects.create(learner=learner, epm=epm, consent=consent, since=consent.given_at)


@transaction.atomic
def end_following(*, following: Following, ended_by: Member) -> None:
    """End a following at once; what the EPM noted stays. A second call changes nothing."""
    Following.objects.live().filter(pk=following.pk).update(until=timezone.now(), ended_by=ended_by)


@transaction.atomic
def hand_over(*, following: Following, handed_by: Member, stays: bool = False) -> Learner:
    """Make the EPM of `following` the one that keeps the record.

    The former EPM stays as a follower if `stays`, on the consent that it holds; otherwise it no longer reads the
    record.

    Raises ValidationError if the following has ended, or if `stays` without a consent.
    """
    learner = _lock_learner(following.learner)
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
    if stays:
        Following.objects.create(learner=learner, epm=former_epm, consent=consent, since=now)
    return learner


def _lock_learner(learner: Learner) -> Learner:
    """Return the learner, locked and fresh, so that parallel changes wait."""
    return Learner.objects.select_for_update(of=("self",)).select_related("epm", "member").get(pk=learner.pk)


WRONG_CARD_MESSAGE = (
    "Le numéro ou le code n’est pas bon. Regardez votre carte et recommencez. "
    "Si cela ne marche pas, demandez un nouveau code à l’animatrice ou à l’animateur."
)
LOCKED_CARD_MESSAGE = (
    "5\u00a0erreurs\u00a0: la carte est bloquée 15\u00a0minutes. "
    "Pour un nouveau code, demandez à l’animatrice ou à l’animateur."
)


@transaction.atomic
def reset_secret(*, learner: Learner) -> str:
    """Return a new secret. The old one stops working, the card is unlocked and its sessions are closed."""
    secret = new_secret()
    learner.set_secret(secret)
    learner.save(update_fields=["card_secret"])
    Learner.objects.filter(pk=learner.pk).unlock()
    if not learner.member.has_usable_password():
        # A new unusable password changes the hash to which every session of the member is tied.
        learner.member.set_unusable_password()
        learner.member.save(update_fields=["password"])
    return secret


def login_with_card(*, number: str, secret: str) -> Learner:
    """Return the learner of this card.

    Raises ValidationError, with the same messages whether the card exists or not. Not in one transaction, on purpose:
    a try is spent for good before the secret is checked. A card never opens the account of a member of the network, for
    which four digits are not enough.
    """
    number = read_card_number(number)
    learner = Learner.objects.select_related("member").filter(card_number=number).first()
    if learner is None:
        make_password(secret)  # takes as long as checking a secret
        raise ValidationError(_refusal(is_locked=_spend_try_of_nobody(number)), code="card")
    card = Learner.objects.filter(pk=learner.pk)
    may_try = card.spend_try()
    is_right = learner.check_secret(secret)
    if not may_try or not is_right or not _may_use_card(learner.member):
        learner.refresh_from_db(fields=["locked_until"])
        raise ValidationError(_refusal(is_locked=learner.is_locked), code="card")
    card.unlock()
    return learner


def _may_use_card(member: Member) -> bool:
    return member.is_active and not member.is_in_network and not member.is_superuser


def _spend_try_of_nobody(number: str) -> bool:
    """Count a try on an unknown number; return whether it is locked, as late and for as long as a real card."""
    count_key, lock_key = f"b2i.card.{number}", f"b2i.card.{number}.lock"
    if cache.get(lock_key):
        return True
    cache.add(count_key, 0, timeout=None)
    try:
        try_count = cache.incr(count_key)
    except ValueError:  # another try has just locked it
        return True
    cache.touch(count_key, timeout=None)  # the increment of a database cache gives it five minutes
    if try_count < WRONG_SECRETS_ALLOWED:
        return False
    cache.set(lock_key, "locked", timeout=LOCK_DURATION.total_seconds())
    cache.delete(count_key)
    return True


def _refusal(*, is_locked: bool) -> str:
    return LOCKED_CARD_MESSAGE if is_locked else WRONG_CARD_MESSAGE
