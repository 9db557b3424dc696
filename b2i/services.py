"""What is done with learners and their records: opening one, logging in by card, noting what was said and practised."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from b2i.card_numbers import read_card_number
from b2i.enums import EvidenceKind, SelfPosition
from b2i.models import Evidence, Framework, Learner, Positioning, Record, Skill
from b2i.models.learner import CONSENT_VERSION, LOCK_DURATION, WRONG_SECRETS_ALLOWED, new_secret
from reseau.models import EPM, Commune, Member

CARD_NUMBER_TRIES = 20

WRONG_CARD_MESSAGE = (
    "Le numéro et le code ne vont pas ensemble. Regardez votre carte et essayez encore. "
    "Si cela ne marche pas, demandez un nouveau code à votre animateur."
)
LOCKED_CARD_MESSAGE = (
    "Cinq essais n’ont pas marché\u00a0: par sécurité, cette carte se repose un quart d’heure. "
    "Votre animateur peut vous donner un nouveau code tout de suite."
)


class CardRefusedError(Exception):
    """The card did not open a record; `str()` is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class NewLearner:
    """`secret` is known here and nowhere else: only its hash is stored."""

    learner: Learner
    record: Record
    secret: str


@transaction.atomic
def create_learner(
    *,
    first_name: str,
    epm: EPM,
    created_by: Member,
    last_name: str = "",
    birth_year: int | None = None,
    commune: Commune | None = None,
    consent_given_at: datetime.datetime | None = None,
    secret: str = "",
    secret_hash: str = "",
    is_fictitious: bool = False,
) -> NewLearner:
    """Opens a record for somebody whom `epm` follows, with the next free card number; her consent was just given.

    For bulk loads, `secret` sets a known one and `secret_hash` saves hashing it again.
    """
    secret = secret or new_secret()
    learner = Learner(
        member=Member.objects.create_user(first_name=first_name, last_name=last_name, is_fictitious=is_fictitious),
        epm=epm,
        commune=commune,
        birth_year=birth_year,
        card_secret=secret_hash or make_password(secret),
        consent_given_at=consent_given_at or timezone.now(),
        consent_noted_by=created_by,
        consent_version=CONSENT_VERSION,
        created_by=created_by,
    )
    _save_with_card_number(learner)
    record = Record.objects.create(learner=learner, framework=Framework.objects.record_base())
    return NewLearner(learner, record, secret)


def _save_with_card_number(learner: Learner) -> None:
    """Two animators may take the same number at the same time: the constraint refuses one, who takes the next."""
    for _ in range(CARD_NUMBER_TRIES):
        learner.card_number = Learner.objects.next_card_number()
        try:
            with transaction.atomic():
                learner.save(force_insert=True)
        except IntegrityError:
            if not Learner.objects.filter(card_number=learner.card_number).exists():
                raise
        else:
            return
    raise IntegrityError("no free card number: too many learners are being created at once")


@transaction.atomic
def reset_secret(*, learner: Learner) -> str:
    """A new secret for the card: the old one is dead, the card is open, sessions opened with the old one are closed."""
    secret = new_secret()
    learner.set_secret(secret)
    learner.save(update_fields=["card_secret"])
    Learner.objects.filter(pk=learner.pk).forgive()
    if not learner.member.has_usable_password():
        # Another unusable password changes the hash that every session of the member is tied to.
        learner.member.set_unusable_password()
        learner.member.save(update_fields=["password"])
    return secret


def login_with_card(*, number: str, secret: str) -> Learner:
    """The learner whose card this is; raises `CardRefusedError` with the same sentences whether the card exists or not.

    Not in one transaction on purpose: a try is spent, for good, before the secret is looked at. A card never opens the
    account of somebody who works in the network: four digits are enough for a record, not for that.
    """
    number = read_card_number(number)
    learner = Learner.objects.select_related("member").filter(card_number=number).first()
    if learner is None:
        make_password(secret)  # takes as long as looking at a secret
        raise CardRefusedError(_refusal(is_locked=_spend_try_of_nobody(number) >= WRONG_SECRETS_ALLOWED))
    card = Learner.objects.filter(pk=learner.pk)
    may_try = card.spend_try()
    is_right = learner.check_secret(secret)
    if not may_try or not is_right or not _may_use_card(learner.member):
        learner.refresh_from_db(fields=["locked_until"])
        raise CardRefusedError(_refusal(is_locked=learner.is_locked))
    card.forgive()
    return learner


def _may_use_card(member: Member) -> bool:
    return member.is_active and not member.is_in_network and not member.is_superuser


def _spend_try_of_nobody(number: str) -> int:
    """Counts tries on a number that no card has, so that it seems to lock like a real one."""
    key = f"b2i.card.{number}"
    seconds = LOCK_DURATION.total_seconds()
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it expired between the two lines
        return 1


def _refusal(*, is_locked: bool) -> str:
    return LOCKED_CARD_MESSAGE if is_locked else WRONG_CARD_MESSAGE


@transaction.atomic
def add_evidence(
    *,
    record: Record,
    skill: Skill,
    text: str,
    observed_by: Member,
    kind: EvidenceKind = EvidenceKind.OBSERVED,
    epm: EPM | None = None,
    observed_on: datetime.date | None = None,
) -> Evidence:
    """Notes a skill as practised, with one line that says what was done, by default in the learner's EPM.

    Raises `ValidationError` for a skill of another framework or an empty line.
    """
    _check_framework(record, [skill])
    evidence = Evidence(
        record=record,
        skill=skill,
        kind=kind,
        text=" ".join(text.split()),
        observed_by=observed_by,
        epm=epm or record.learner.epm,
        observed_on=observed_on or timezone.localdate(),
    )
    evidence.clean_fields(exclude={"record", "skill", "observed_by", "epm"})
    evidence.save()
    return evidence


@transaction.atomic
def position(
    *, record: Record, levels: Mapping[Skill, SelfPosition], said_at: datetime.datetime | None = None
) -> list[Positioning]:
    """Adds what the learner says of some skills; a skill of which she says the same as before adds nothing."""
    _check_framework(record, levels)
    last = record.positionings.filter(skill__in=list(levels)).last_levels()
    return Positioning.objects.bulk_create(
        Positioning(record=record, skill=skill, level=level, created=said_at or timezone.now())
        for skill, level in levels.items()
        if last.get((record.pk, skill.pk)) != level
    )


def _check_framework(record: Record, skills) -> None:
    if any(skill.domain.framework_id != record.framework_id for skill in skills):
        raise ValidationError("Cette compétence n’est pas dans le référentiel du livret.")
