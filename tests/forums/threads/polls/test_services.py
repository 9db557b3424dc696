"""A poll is opened with its topic, counts one vote a person, closes by itself; its choices go with its message."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from forums.declarations.search import TopicSource
from forums.enums import TopicKind
from forums.messages.corrections.models import UNDO_TIME
from forums.messages.corrections.services import erase_withdrawn, restore_topic, withdraw_post
from forums.messages.posts.models import Post
from forums.messages.posts.services import open_topic
from forums.moderation.services.arrangement import merge
from forums.moderation.services.erasure import erase
from forums.moderation.services.hiding import hide
from forums.threads.polls.models import Poll, PollChoice, PollVote
from forums.threads.polls.results import result_of
from forums.threads.polls.services import forget_voters, vote
from forums.threads.polls.terms import PollTerms, split_choices
from reseau.people.members.models.member import Member
from tests.factories.forums import PostFactory, TopicFactory
from tests.parallel import start_before_commit

pytestmark = pytest.mark.django_db


def counts(poll) -> list[int]:
    return [choice.votes.count() for choice in poll.choices.all()]


def chosen_by(member) -> list[str]:
    return [choice.text for choice in PollVote.objects.get(member=member).choices.all()]


def document_of(topic):
    source = TopicSource()
    return source.document(source.queryset().get(pk=topic.pk))


def closed(poll) -> Poll:
    Poll.objects.filter(pk=poll.pk).update(closes=timezone.localdate() - timedelta(days=1))
    return Poll.objects.get(pk=poll.pk)


def refusal_of(act, **arguments) -> str:
    with pytest.raises(ValidationError) as refusal:
        act(**arguments)
    return refusal.value.messages[0].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("- Oui\r\n\r\n*  Non \n", ["Oui", "Non"]),
        ("  Samedi   matin\n---\nJeudi", ["Samedi matin", "Jeudi"]),
        (" \n - \n", []),
    ],
)
def test_choices_are_the_lines_that_say_something(text, choices):
    assert split_choices(text) == choices


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        (["Oui"], "Donnez au moins deux réponses possibles, une par ligne."),
        ([str(n) for n in range(9)], "Il y a 9 réponses possibles, 8 au plus : réunissez-en, ou ôtez-en."),
        (["Été", "ete"], "« ete » est deux fois dans la liste."),
        (["Non", "a" * 141], f"« {'a' * 40}… » compte 141 caractères, 140 au plus."),
    ],
)
def test_choices_that_do_not_fit_open_no_topic(network_forum, animator, choices, message):
    terms = PollTerms(choices=choices, closes=timezone.localdate())
    topic = {"forum": network_forum, "author": animator, "title": "Quel jour", "body": "Dites."}

    assert refusal_of(open_topic, kind=TopicKind.POLL, poll=terms, **topic) == message
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (-1, "Ce jour est passé : choisissez aujourd’hui ou un jour à venir."),
        (185, "Un sondage dure six mois au plus : choisissez un jour plus proche."),
    ],
)
def test_closing_day_is_near_and_to_come(network_forum, animator, days, message):
    terms = PollTerms(choices=["Oui", "Non"], closes=timezone.localdate() + timedelta(days=days))
    topic = {"forum": network_forum, "author": animator, "title": "Quel jour", "body": "Dites."}

    assert refusal_of(open_topic, kind=TopicKind.POLL, poll=terms, **topic) == message


def test_vote_replaces_the_earlier_one(poll, keys, colleague, stranger):
    vote(poll=poll, member=colleague, choices=keys[:1])
    vote(poll=poll, member=stranger, choices=keys[:1])
    vote(poll=poll, member=colleague, choices=keys[1:2])

    assert counts(poll) == [1, 1, 0]
    assert chosen_by(colleague) == ["Jeudi après-midi"]


def test_several_answers_where_the_author_wants_them(poll, keys, colleague):
    assert refusal_of(vote, poll=poll, member=colleague, choices=keys[:2]) == (
        "Ce sondage demande une seule réponse : gardez celle qui compte."
    )
    Poll.objects.update(several=True)
    vote(poll=poll, member=colleague, choices=keys[:2])

    assert chosen_by(colleague) == ["Samedi matin", "Jeudi après-midi"]


def test_last_day_still_counts_and_the_next_does_not(poll, keys, colleague):
    Poll.objects.update(closes=timezone.localdate())
    vote(poll=poll, member=colleague, choices=keys[:1])

    assert refusal_of(vote, poll=closed(poll), member=colleague, choices=keys[1:2]) == (
        "Ce sondage est clos : on n’y vote plus."
    )
    assert counts(poll) == [1, 0, 0]


def test_vote_for_nothing_or_for_another_poll_is_refused(poll, colleague, network_forum, animator, terms):
    other = open_topic(
        forum=network_forum, author=animator, title="Autre", body="Et ici ?", kind=TopicKind.POLL, poll=terms
    ).poll

    assert refusal_of(vote, poll=poll, member=colleague, choices=[]) == "Cochez une réponse avant de voter."
    assert refusal_of(vote, poll=poll, member=colleague, choices=[other.choices.first().pk]) == (
        "Cette réponse n’est pas dans le sondage : relisez-le, puis votez."
    )
    assert not PollVote.objects.exists()


def test_database_keeps_one_vote_each(poll, colleague):
    PollVote.objects.create(poll=poll, member=colleague)

    with pytest.raises(IntegrityError), transaction.atomic():
        PollVote.objects.create(poll=poll, member=colleague)


def test_results_wait_for_the_vote_or_the_closing(poll, keys, colleague, stranger):
    vote(poll=poll, member=colleague, choices=keys[:1])

    assert result_of(poll.topic, colleague).is_shown
    assert not result_of(poll.topic, stranger).is_shown
    closed(poll)
    result = result_of(poll.topic, stranger)
    assert (result.is_shown, result.has_voted, result.voters) == (True, False, 1)
    assert [(line.count, line.percent) for line in result.choices] == [(1, 100), (0, 0), (0, 0)]


def test_vote_of_an_erased_account_counts_without_a_name(poll, keys, colleague):
    vote(poll=poll, member=colleague, choices=keys[:1])
    Member.objects.get(pk=colleague.pk).delete()

    assert counts(poll) == [1, 0, 0]
    assert PollVote.objects.get().member is None


def test_names_leave_the_votes_a_month_after_the_closing(poll, keys, colleague):
    vote(poll=poll, member=colleague, choices=keys[:1])
    today = timezone.localdate()

    assert forget_voters(today=poll.closes + timedelta(days=30)) == 0
    assert forget_voters(today=poll.closes + timedelta(days=31)) == 1
    assert forget_voters(today=today + timedelta(days=100)) == 0
    assert counts(poll) == [1, 0, 0]
    assert PollVote.objects.get().member is None


def test_poll_is_found_by_its_choices_until_its_message_is_hidden(poll, coordinator):
    assert document_of(poll.topic).body.splitlines()[1:] == ["Samedi matin", "Jeudi après-midi", "Aucun des deux"]

    hide(post=poll.topic.posts.get(), by=coordinator, reason="Hors sujet", words="Bonjour")

    assert document_of(poll.topic).body == ""


def test_hidden_poll_is_seen_by_its_author_alone(poll, coordinator, animator, colleague):
    hide(post=poll.topic.posts.get(), by=coordinator, reason="Hors sujet", words="Bonjour")

    assert result_of(poll.topic, colleague) is None
    assert result_of(poll.topic, animator).poll == poll


def test_poll_goes_with_its_erased_message_and_with_the_mails_that_bore_it(poll, coordinator):
    erase(post=poll.topic.posts.get(), by=coordinator, reason="Nomme quelqu’un")

    assert not Poll.objects.exists()
    assert not PollChoice.objects.exists()
    assert document_of(poll.topic).body == ""


def test_poll_comes_again_with_its_topic_and_its_votes(poll, keys, colleague):
    vote(poll=poll, member=colleague, choices=keys[:1])
    withdrawn = withdraw_post(post=poll.topic.posts.get())
    assert not Poll.objects.exists()

    topic = restore_topic(withdrawn=withdrawn)

    assert counts(topic.poll) == [1, 0, 0]
    assert chosen_by(colleague) == ["Samedi matin"]


def test_poll_goes_when_its_message_can_no_longer_come_again(poll, colleague):
    PostFactory(topic=poll.topic, author=colleague)
    question = poll.topic.posts.first()
    withdraw_post(post=question)
    erase_withdrawn()
    assert Poll.objects.exists()
    assert result_of(poll.topic, colleague) is None

    Post.objects.filter(pk=question.pk).update(withdrawn=timezone.now() - UNDO_TIME - timedelta(minutes=1))
    erase_withdrawn()

    assert not Poll.objects.exists()


def test_answer_taken_back_leaves_the_poll(poll, colleague):
    answer = PostFactory(topic=poll.topic, author=colleague)
    withdraw_post(post=answer, at=timezone.now() - UNDO_TIME - timedelta(minutes=1))
    erase_withdrawn()

    assert Poll.objects.exists()


def test_poll_is_not_merged_into_an_older_topic(poll, network_forum, animator, coordinator):
    older = TopicFactory(forum=network_forum, author=animator, at=timezone.now() - timedelta(days=3))

    assert refusal_of(merge, topic=older, other=poll.topic, by=coordinator, reason="La même") == (
        "Le plus récent des deux est un sondage : réunis, on n’y voterait plus. Ils restent deux."
    )
    younger = TopicFactory(forum=network_forum, author=animator, body="Et pour moi ?")
    merge(topic=younger, other=poll.topic, by=coordinator, reason="La même")
    assert poll.topic.posts.count() == 2
    assert result_of(poll.topic, animator).poll == poll


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_votes_of_one_person_at_once_count_once_on_postgresql(poll, keys, colleague):
    start_before_commit(
        lambda: vote(poll=poll, member=colleague, choices=keys[:1]).pk,
        lambda: vote(poll=poll, member=colleague, choices=keys[1:2]).pk,
    )

    assert PollVote.objects.count() == 1
    assert chosen_by(colleague) == ["Jeudi après-midi"]
