"""Who gives which training, which the coordination says; when she can, which the trainer says herself."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from formation.catalogue.models.training import TrainingPage
from formation.planning.models.trainer import TrainerProfile, Unavailability
from reseau.members.models.member import Member


@transaction.atomic
def set_trainings_of(*, member: Member, trainings: Iterable[TrainingPage]) -> TrainerProfile:
    """`member` gives these trainings from now on, and no other; her days and absences stay."""
    profile, _ = TrainerProfile.objects.get_or_create(member=member)
    profile.trainings.set(trainings)
    return profile


@transaction.atomic
def set_weekdays_of(*, profile: TrainerProfile, weekdays: Iterable[int]) -> TrainerProfile:
    """The days on which she usually trains; none: any working day."""
    profile.weekdays = sorted(set(weekdays))
    profile.save(update_fields=["weekdays"])
    return profile


@transaction.atomic
def note_absence(
    *, profile: TrainerProfile, first: datetime.date, last: datetime.date, reason: str = ""
) -> Unavailability:
    """No date is proposed with her from `first` to `last`; sessions that are announced stay."""
    absence = Unavailability(profile=profile, first=first, last=last, reason=reason)
    absence.full_clean()
    absence.save()
    return absence


@transaction.atomic
def forget_absence(*, absence: Unavailability) -> None:
    """She is free after all."""
    absence.delete()
