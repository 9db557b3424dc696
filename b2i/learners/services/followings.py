"""Further EPM that follow a learner: begun on her consent, ended by her or by them; her record given over to one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from b2i.enums import ConsentGiver, ConsentMeans
from b2i.learners.models.following import Following
from b2i.learners.models.learner import Learner
from b2i.learners.services.consents import note_consent
from reseau.elision import the_place
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM


@transaction.atomic
def follow(
    *,
    learner: Learner,
    epm: EPM,
    noted_by: Member,
    means: ConsentMeans = ConsentMeans.ORAL,
    giver: ConsentGiver = ConsentGiver.PERSON,
) -> Following:
    """`epm` may read and extend the record from now on, since she agreed; `ValidationError` says what hinders it."""
    _hold(learner)
    if learner.epm_id == epm.pk or learner.followings.live().filter(epm=epm).exists():
        raise ValidationError(f"{capfirst(the_place(epm))} suit déjà cette personne.", code="followed")
    consent = note_consent(learner=learner, epm=epm, noted_by=noted_by, means=means, giver=giver)
    return Following.objects.create(learner=learner, epm=epm, consent=consent, since=consent.given_at)


@transaction.atomic
def end_following(*, following: Following, ended_by: Member) -> None:
    """That EPM reads the record no more, at once; what it noted stays. Ended twice, the first time counts."""
    Following.objects.live().filter(pk=following.pk).update(until=timezone.now(), ended_by=ended_by)


@transaction.atomic
def hand_over(*, following: Following, handed_by: Member, stays: bool = False) -> Learner:
    """The EPM of `following`, which the learner chose, keeps her record from now on.

    The one that kept it reads it no more, unless it `stays` as a follower on the consent that it holds.
    """
    learner = _hold(following.learner)
    following.refresh_from_db()
    if following.until is not None:
        raise ValidationError("Cet EPM ne suit plus cette personne\u00a0: le livret ne peut pas lui être confié.")
    now, former = timezone.now(), learner.epm
    consent = learner.consents.filter(epm=former).first()
    if stays and consent is None:
        raise ValidationError("Aucun accord n’est noté pour votre EPM\u00a0: notez-le d’abord.")
    end_following(following=following, ended_by=handed_by)
    learner.epm = following.epm
    learner.save(update_fields=["epm"])
    if stays:
        Following.objects.create(learner=learner, epm=former, consent=consent, since=now)
    return learner


def _hold(learner: Learner) -> Learner:
    """Her row, locked and fresh: two who act at the same time wait for each other."""
    return Learner.objects.select_for_update(of=("self",)).select_related("epm", "member").get(pk=learner.pk)
