"""The rhythm of each kind of event: the default until the member decides, about it or about its matter."""

import pytest
from django.db import IntegrityError

from alertes.choices.kinds import declared_kinds, kinds_of
from alertes.choices.preferences.models import KindChoice, MailChoice
from alertes.choices.preferences.rhythms import chosen_rhythms, is_mailed_about, mailed_matters, rhythms_of
from alertes.enums import Matter, Rhythm
from forums.declarations.events import TOPIC_ANSWERED
from reseau.people.members.models.member import Member
from ressources.declarations.events import SHEET_THANKS

pytestmark = pytest.mark.django_db


def choose(member, matter: Matter, rhythm: Rhythm) -> MailChoice:
    return MailChoice.objects.create(member=member, matter=matter, rhythm=rhythm)


def test_choice_str_shows_matter_and_rhythm(animator):
    assert str(choose(animator, Matter.SHEETS, Rhythm.NEVER)) == "Mes fiches, Jamais"


def own(member, kind, rhythm: Rhythm) -> KindChoice:
    return KindChoice.objects.create(member=member, kind=kind.name, rhythm=rhythm)


def test_animator_without_choices_is_mailed_about_all_but_reviews(animator):
    assert mailed_matters(animator) == set(Matter.of(animator))
    assert {kind: rhythm for kind, (rhythm, _) in chosen_rhythms(animator).items()} == {
        kind: kind.rhythm for kind in kinds_of(animator)
    }


@pytest.mark.parametrize("person", ["territorial", "coordinator"])
def test_reviewer_is_mailed_about_reviews(request, person):
    assert Matter.REVIEWS in mailed_matters(request.getfixturevalue(person))


def test_matter_that_was_declined_stays_so_for_each_of_its_kinds_whatever_their_rhythm(animator):
    for matter in Matter:
        choose(animator, matter, Rhythm.NEVER)

    assert mailed_matters(animator) == set()
    for kind in declared_kinds().values():
        is_declined = kind.may_be_declined
        assert (rhythms_of([animator.pk], kind)[animator.pk] is Rhythm.NEVER) == is_declined or not kind.is_mailed
        if is_declined:
            assert not Member.objects.filter(is_mailed_about(kind), pk=animator.pk).exists()


@pytest.mark.parametrize("kind", [TOPIC_ANSWERED, SHEET_THANKS])
def test_condition_and_rhythms_agree_for_every_choice(animator, colleague, stranger, territorial, kind):
    choose(colleague, kind.matter, Rhythm.NEVER)
    choose(stranger, kind.matter, Rhythm.NEVER)
    own(stranger, kind, Rhythm.WEEKLY)
    own(territorial, kind, Rhythm.NEVER)
    people = [animator.pk, colleague.pk, stranger.pk, territorial.pk]

    rhythms = rhythms_of(people, kind)

    assert rhythms == {
        animator.pk: kind.rhythm,
        colleague.pk: Rhythm.NEVER,
        stranger.pk: Rhythm.WEEKLY,
        territorial.pk: Rhythm.NEVER,
    }
    mailed = Member.objects.filter(is_mailed_about(kind), pk__in=people).values_list("pk", flat=True)
    assert set(mailed) == {pk for pk, rhythm in rhythms.items() if rhythm is not Rhythm.NEVER}


def test_database_refuses_two_choices_for_a_matter(animator):
    choose(animator, Matter.SHEETS, Rhythm.NEVER)

    with pytest.raises(IntegrityError):
        choose(animator, Matter.SHEETS, Rhythm.AT_ONCE)
