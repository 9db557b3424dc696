"""Set the trainings, days and absences of trainers; record waivers of the soft rules."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.session import Session
from formation.year.planning.breaches import breaches_of_session
from formation.year.planning.models import SessionWaiver, TrainerProfile, Unavailability
from reseau.people.members.models.member import Member


@transaction.atomic
def set_trainings_of(*, member: Member, trainings: Iterable[TrainingPage]) -> TrainerProfile:
    """Set the trainings that `member` gives; days and absences do not change."""
    profile, _ = TrainerProfile.objects.get_or_create(member=member)
    profile.trainings.set(trainings)
    return profile


@transaction.atomic
def set_weekdays_of(*, profile: TrainerProfile, weekdays: Iterable[int]) -> TrainerProfile:
    """Set the usual days; none means any working day."""
    profile.weekdays = sorted(set(weekdays))
    profile.save(update_fields=["weekdays"])
    return profile


@transaction.atomic
def note_absence(
    *, profile: TrainerProfile, first: datetime.date, last: datetime.date, reason: str = ""
) -> Unavailability:
    """Record an absence: no date is proposed with the trainer from `first` to `last`. Announced sessions stay.

    Raises ValidationError if the last day precedes the first one.
    """
    absence = Unavailability(profile=profile, first=first, last=last, reason=reason)
    absence.full_clean()
    absence.save()
    return absence


@transaction.atomic
def remove_absence(*, absence: Unavailability) -> None:
    """Delete an absence."""
    absence.delete()


@transaction.atomic
def note_waiver(*, session: Session, reason: str, by: Member) -> SessionWaiver | None:
    """Record why `session` breaches soft rules; delete the waiver if it breaches none. Without a reason, no change."""
    breaches = breaches_of_session(session)
    if not breaches:
        SessionWaiver.objects.filter(session=session).delete()
        return None
    if not reason:
        return None
    values = {"bends": "\n".join(breach.sentence for breach in breaches), "reason": reason, "by": by}
    return SessionWaiver.objects.update_or_create(session=session, defaults=values)[0]
