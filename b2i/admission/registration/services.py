"""Opening of a record, with the card that opens it."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from b2i.frameworks.models.framework import Framework
from b2i.people.enums import ConsentGiver, ConsentMeans
from b2i.people.learners.card import new_secret
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.services import NO_SIGNATURE, ParentSignature, note_consent
from b2i.records.models import Record
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM

CARD_NUMBER_TRIES = 20


@dataclass(frozen=True, slots=True)
class NewLearner:
    """Result of `create_learner`. `secret` is not stored elsewhere (only its hash is); empty without a card."""

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
    consent_means: ConsentMeans = ConsentMeans.ORAL,
    consent_giver: ConsentGiver = ConsentGiver.PERSON,
    parent_signature: ParentSignature = NO_SIGNATURE,
    with_card: bool = True,
    secret: str = "",
    secret_hash: str = "",
    is_fictitious: bool = False,
) -> NewLearner:
    """Open a record kept by `epm`, with the next free card number and the consent just given.

    Without a card, no secret is made until it is requested. For bulk loads, `secret` is known, `secret_hash` made once.

    Raises ValidationError if a parent must agree and sign, Framework.DoesNotExist on a site without reference data.
    """
    if with_card:
        secret = secret or new_secret()
        secret_hash = secret_hash or make_password(secret)
    learner = Learner(
        member=Member.objects.create_user(first_name=first_name, last_name=last_name, is_fictitious=is_fictitious),
        epm=epm,
        commune=commune,
        birth_year=birth_year,
        card_secret=secret_hash,
        created_by=created_by,
    )
    _save_with_card_number(learner)
    consent = {"means": consent_means, "giver": consent_giver, "given_at": consent_given_at}
    note_consent(learner=learner, epm=epm, noted_by=created_by, signature=parent_signature, **consent)
    record = Record.objects.create(learner=learner, framework=Framework.objects.record_base())
    return NewLearner(learner, record, secret)


def _save_with_card_number(learner: Learner) -> None:
    """Save with the next free number; on a collision the constraint refuses and the next number is tried."""
    for _ in range(CARD_NUMBER_TRIES):
        learner.card_number = Learner.objects.next_card_number()
        try:
            with transaction.atomic():
                learner.save(force_insert=True)
        except IntegrityError:
            if not Learner.everyone.filter(card_number=learner.card_number).exists():
                raise
        else:
            return
    raise IntegrityError("no free card number: too many learners are being created at once")
