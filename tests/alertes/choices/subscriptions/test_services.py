"""Following a subject: once, at a rhythm of one's own, and left for good."""

import pytest

from alertes.choices.subscriptions.followers import followed_subjects, followers, follows, own_rhythms
from alertes.choices.subscriptions.models import Subscription
from alertes.choices.subscriptions.services import follow, forget_subject, replace_subject, unfollow
from alertes.enums import Rhythm

pytestmark = pytest.mark.django_db

TOPIC = "topic:12"


def test_following_twice_is_following_once(animator, colleague):
    assert follow(member=animator, subject=TOPIC)
    assert follow(member=animator, subject=TOPIC)

    assert list(followers(TOPIC)) == [animator]
    assert (follows(animator, TOPIC), follows(colleague, TOPIC)) == (True, False)
    assert Subscription.objects.count() == 1


def test_members_who_follow_several_subjects_are_returned_once(animator, colleague):
    follow(member=animator, subject=TOPIC)
    follow(member=animator, subject="forum:3")
    follow(member=colleague, subject="forum:3")
    follow(member=colleague, subject="forum:33")

    assert set(followers(TOPIC, "forum:3")) == {animator, colleague}
    assert followers(TOPIC, "forum:3").count() == 2
    assert list(followers("forum:33")) == [colleague]


def test_closed_account_follows_nothing(animator):
    follow(member=animator, subject=TOPIC)
    animator.is_active = False
    animator.save()

    assert not followers(TOPIC).exists()


def test_subject_that_was_left_stays_left_until_its_member_asks(animator):
    unfollow(member=animator, subject=TOPIC)

    assert not follow(member=animator, subject=TOPIC, is_implied=True)
    assert not follows(animator, TOPIC)
    assert follow(member=animator, subject=TOPIC)
    assert follow(member=animator, subject=TOPIC, is_implied=True)
    assert follows(animator, TOPIC)


def test_rhythm_of_a_subject_is_kept_until_another_is_chosen(animator, colleague):
    follow(member=animator, subject=TOPIC, rhythm=Rhythm.WEEKLY)
    follow(member=animator, subject=TOPIC)
    follow(member=colleague, subject=TOPIC)

    assert own_rhythms([animator, colleague], [TOPIC]) == {animator.pk: Rhythm.WEEKLY}
    follow(member=animator, subject=TOPIC, rhythm=Rhythm.AT_ONCE)
    assert own_rhythms([animator], [TOPIC]) == {animator.pk: Rhythm.AT_ONCE}


def test_soonest_of_several_rhythms_counts_but_not_that_of_a_subject_left(animator):
    follow(member=animator, subject="tag:imprimante", rhythm=Rhythm.WEEKLY)
    follow(member=animator, subject="forum:3", rhythm=Rhythm.DAILY)
    follow(member=animator, subject=TOPIC, rhythm=Rhythm.AT_ONCE)
    unfollow(member=animator, subject=TOPIC)

    assert own_rhythms([animator], [TOPIC, "tag:imprimante", "forum:3"]) == {animator.pk: Rhythm.DAILY}


def test_followed_subjects_are_those_of_the_kind(animator, colleague):
    for subject in ("tag:imprimante", "topic:1", "topic:2"):
        follow(member=animator, subject=subject)
    follow(member=colleague, subject="topic:3")
    unfollow(member=animator, subject="topic:1")

    assert followed_subjects(animator, "topic") == ["2"]


def test_subject_that_is_gone_is_forgotten_and_one_that_moves_keeps_its_followers(animator, colleague, coordinator):
    follow(member=animator, subject="topic:1", rhythm=Rhythm.WEEKLY)
    follow(member=colleague, subject="topic:1")
    unfollow(member=colleague, subject="topic:2")
    unfollow(member=coordinator, subject="topic:1")

    replace_subject(old="topic:1", new="topic:2")

    assert list(followers("topic:2")) == [animator]
    assert not Subscription.objects.about("topic:1").exists()
    assert not follow(member=coordinator, subject="topic:2", is_implied=True)
    forget_subject(subject="topic:2")
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("subject", ["", "topic", "topic:", ":12", "topic:1 2", "Topic:1", f"tag:{'a' * 120}"])
def test_what_is_not_a_subject_is_a_mistake_of_the_site(animator, subject):
    with pytest.raises(ValueError, match="not a subject"):
        follow(member=animator, subject=subject)
