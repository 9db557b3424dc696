"""Mail choices: the default until the member decides."""

import pytest
from django.db import IntegrityError

from alertes.enums import Matter, Rhythm
from alertes.mails.models.mail_choice import MailChoice, is_mailed_about, mailed_matters
from reseau.members.models.member import Member

pytestmark = pytest.mark.django_db


def choose(member, matter: Matter, rhythm: Rhythm) -> MailChoice:
    return MailChoice.objects.create(member=member, matter=matter, rhythm=rhythm)


def test_choice_str_shows_matter_and_rhythm(animator):
    assert str(choose(animator, Matter.SHEETS, Rhythm.NEVER)) == "Mes fiches, Jamais"


def test_animator_without_choices_is_mailed_about_all_but_searches(animator):
    assert mailed_matters(animator) == {Matter.SHEETS, Matter.TRAINING, Matter.RECORDS, Matter.FORUMS}


@pytest.mark.parametrize("person", ["territorial", "coordinator"])
def test_reviewer_is_mailed_about_reviews(request, person):
    assert Matter.REVIEWS in mailed_matters(request.getfixturevalue(person))


def test_choice_of_the_member_replaces_the_default(animator):
    choose(animator, Matter.FORUMS, Rhythm.NEVER)
    choose(animator, Matter.SEARCHES, Rhythm.AT_ONCE)

    assert mailed_matters(animator) == {Matter.SHEETS, Matter.TRAINING, Matter.RECORDS, Matter.SEARCHES}


@pytest.mark.parametrize(("matter", "is_default"), [(Matter.SHEETS, True), (Matter.SEARCHES, False)])
def test_members_are_filtered_by_their_choices(animator, colleague, stranger, matter, is_default):
    choose(colleague, matter, Rhythm.NEVER)
    choose(stranger, matter, Rhythm.AT_ONCE)

    expected = {stranger} | ({animator} if is_default else set())
    assert (
        set(Member.objects.filter(is_mailed_about(matter), pk__in=[animator.pk, colleague.pk, stranger.pk])) == expected
    )


def test_database_refuses_two_choices_for_a_matter(animator):
    choose(animator, Matter.SHEETS, Rhythm.NEVER)

    with pytest.raises(IntegrityError):
        choose(animator, Matter.SHEETS, Rhythm.AT_ONCE)
