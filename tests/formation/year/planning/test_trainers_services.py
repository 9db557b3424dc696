"""Trainers: trainings, usual days, absences."""

import pytest
from django.core.exceptions import ValidationError

from formation.year.planning.models import TrainerProfile, Unavailability
from formation.year.planning.services import note_absence, remove_absence, set_trainings_of, set_weekdays_of
from tests.factories.formation import TrainingPageFactory, in_days
from tests.factories.planning import TrainerProfileFactory, UnavailabilityFactory


def test_new_trainings_replace_the_old_and_days_stay(animator, training):
    set_weekdays_of(profile=set_trainings_of(member=animator, trainings=[training]), weekdays=[3, 1, 1])
    other_training = TrainingPageFactory()

    set_trainings_of(member=animator, trainings=[other_training])

    profile = TrainerProfile.objects.get()
    assert (list(profile.trainings.all()), profile.weekdays) == ([other_training], [1, 3])


def test_absence_is_recorded_and_deleted(db):
    absence = note_absence(profile=TrainerProfileFactory(), first=in_days(3), last=in_days(5), reason="Congés")
    assert list(Unavailability.objects.all()) == [absence]

    remove_absence(absence=absence)
    assert not Unavailability.objects.exists()


def test_absence_that_ends_before_it_begins_is_refused(db):
    with pytest.raises(ValidationError):
        note_absence(profile=TrainerProfileFactory(), first=in_days(3), last=in_days(2))


def test_absences_are_visible_to_their_trainer_only(animator, coordinator):
    own_absence = UnavailabilityFactory(profile__member=animator)
    UnavailabilityFactory()

    assert list(Unavailability.objects.visible_to(animator)) == [own_absence]
    assert list(Unavailability.objects.visible_to(coordinator)) == []


def test_profiles_are_visible_to_coordinators_and_their_trainer(animator, stranger, coordinator):
    own_profile, other_profile = TrainerProfileFactory(member=animator), TrainerProfileFactory()

    assert list(TrainerProfile.objects.visible_to(animator)) == [own_profile]
    assert list(TrainerProfile.objects.visible_to(stranger)) == []
    assert set(TrainerProfile.objects.visible_to(coordinator)) == {own_profile, other_profile}


def test_former_member_is_not_an_active_trainer(former):
    TrainerProfileFactory(member=former)

    assert not TrainerProfile.objects.active().exists()


def test_outsider_is_proposed_as_no_trainer(outsider, animator, training):
    for member in (outsider, animator):
        set_trainings_of(member=member, trainings=[training])

    assert [profile.member for profile in TrainerProfile.objects.active()] == [animator]
