"""Noting that a learner agreed, with what makes her consent good."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from b2i.enums import ConsentGiver, ConsentMeans
from b2i.learners.consent_texts import CONSENT_VERSION, is_under_age
from b2i.learners.models.consent import Consent
from b2i.learners.models.learner import Learner
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
    """Adds that she agrees to today’s text for `epm`; raises `ValidationError` when a parent should agree as well."""
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
