"""Trainers: what they give, their days, their absences."""

import pytest
from django.core.exceptions import ValidationError

from formation.planning.models.trainer import TrainerProfile, Unavailability
from formation.planning.services.trainers import forget_absence, note_absence, set_trainings_of, set_weekdays_of
from tests.factories.formation import TrainingPageFactory, in_days
from tests.factories.planning import TrainerProfileFactory, UnavailabilityFactory


def test_trainings_are_set_anew_and_days_stay(animator, training):
    set_weekdays_of(profile=set_trainings_of(member=animator, trainings=[training]), weekdays=[3, 1, 1])
    other = TrainingPageFactory()

    set_trainings_of(member=animator, trainings=[other])

    profile = TrainerProfile.objects.get()
    assert (list(profile.trainings.all()), profile.weekdays) == ([other], [1, 3])


def test_absence_is_noted_and_forgotten(db):
    absence = note_absence(profile=TrainerProfileFactory(), first=in_days(3), last=in_days(5), reason="Congés")
    assert list(Unavailability.objects.all()) == [absence]

    forget_absence(absence=absence)
    assert not Unavailability.objects.exists()


def test_absence_that_ends_before_it_begins_is_refused(db):
    with pytest.raises(ValidationError):
        note_absence(profile=TrainerProfileFactory(), first=in_days(3), last=in_days(2))


def test_absences_are_the_trainers_own(animator, coordinator):
    own = UnavailabilityFactory(profile__member=animator)
    UnavailabilityFactory()

    assert list(Unavailability.objects.visible_to(animator)) == [own]
    assert list(Unavailability.objects.visible_to(coordinator)) == []


def test_profiles_are_for_coordinators_and_for_oneself(animator, stranger, coordinator):
    own, other = TrainerProfileFactory(member=animator), TrainerProfileFactory()

    assert list(TrainerProfile.objects.visible_to(animator)) == [own]
    assert list(TrainerProfile.objects.visible_to(stranger)) == []
    assert set(TrainerProfile.objects.visible_to(coordinator)) == {own, other}


def test_trainer_who_left_is_no_longer_proposed(former):
    TrainerProfileFactory(member=former)

    assert not TrainerProfile.objects.active().exists()
