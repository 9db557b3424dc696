"""Who is told of a new topic: followers who may read it, each once."""

import pytest

from alertes.channels.mails.digest_parts import digest_parts
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.followers import follows
from alertes.choices.subscriptions.services import follow, unfollow
from alertes.enums import Rhythm
from forums.enums import TopicKind
from forums.messages.corrections.services import withdraw_post
from forums.messages.posts.services import answer, open_topic
from reseau.people.members.models.member import Member

pytestmark = pytest.mark.django_db


def ask(forum, author, **changes):
    return open_topic(**{"forum": forum, "author": author, "title": "Wifi lent", "body": "Que faire\u00a0?"} | changes)


def told(topic) -> dict[Member, str]:
    return {notice.member: notice.text for notice in Notice.objects.filter(key=f"topic:{topic.pk}:opened")}


def test_new_topic_is_told_once_to_followers_of_its_forum_tags_and_author(
    network_forum, figeac_forum, animator, colleague, stranger, territorial, coordinator
):
    follow(member=colleague, subject=f"forum:{network_forum.pk}")
    follow(member=colleague, subject="tag:reseau-local")
    follow(member=stranger, subject="tag:reseau-local", rhythm=Rhythm.AT_ONCE)
    follow(member=coordinator, subject=f"member:{animator.pk}")
    follow(member=animator, subject=f"forum:{network_forum.pk}")
    follow(member=territorial, subject=f"forum:{figeac_forum.pk}")

    topic = ask(network_forum, animator, tags="Réseau local, wifi", kind=TopicKind.DISCUSSION)

    text = f"{animator} ouvre une discussion\u00a0: «\u00a0Wifi lent\u00a0»"
    assert told(topic) == dict.fromkeys((colleague, stranger, coordinator), text)
    assert Mail.objects.get().member == stranger
    assert (Mail.objects.get().followed, Mail.objects.get().answers) == ("tag:reseau-local", f"topic:{topic.pk}")
    assert dict(MailItem.objects.values_list("member", "followed")) == {
        colleague.pk: "tag:reseau-local",
        coordinator.pk: f"member:{animator.pk}",
    }


def test_topic_is_not_told_to_followers_who_may_not_read_it(figeac_forum, animator, colleague, stranger, learner):
    for member in (colleague, stranger, learner):
        for subject in (f"forum:{figeac_forum.pk}", f"member:{animator.pk}", "tag:wifi"):
            follow(member=member, subject=subject)

    assert set(told(ask(figeac_forum, animator, tags="wifi", kind=TopicKind.DISCUSSION))) == {colleague}


def test_topic_taken_back_is_withdrawn_from_who_has_not_read_of_it(network_forum, animator, colleague):
    follow(member=colleague, subject=f"forum:{network_forum.pk}")
    topic = ask(network_forum, animator)

    withdraw_post(post=topic.posts.get())

    assert not Notice.objects.exists()
    assert not MailItem.objects.exists()


def test_digest_holds_the_link_that_stops_following(network_forum, animator, colleague):
    follow(member=colleague, subject=f"forum:{network_forum.pk}")
    ask(network_forum, animator)

    about = digest_parts(MailItem.objects.all())[0].objects[0]
    assert "/alertes/courriels/arreter/" in about.end_address


def test_whoever_writes_follows_but_what_they_left_stays_left(network_forum, animator, colleague, stranger):
    topic = ask(network_forum, animator)
    subject = f"topic:{topic.pk}"
    answer(topic=topic, author=colleague, body="Redémarrer la borne.")
    unfollow(member=animator, subject=subject)
    answer(topic=topic, author=stranger, body="Changer de canal.")
    answer(topic=topic, author=animator, body="Merci.")

    assert (follows(animator, subject), follows(colleague, subject), follows(stranger, subject)) == (False, True, True)
    last = topic.posts.order_by("pk").last()
    assert set(Notice.objects.filter(key=f"post:{last.pk}").values_list("member", flat=True)) == {
        colleague.pk,
        stranger.pk,
    }
    assert not Notice.objects.filter(member=animator, key=f"post:{last.pk - 1}").exists()
