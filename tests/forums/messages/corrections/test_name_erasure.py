"""An erased account is named nowhere in the forums; a closed one still is."""

import pytest

from formation.proof.archives.services.erasure import erase_account
from forums.declarations.search import TopicSource
from forums.messages.corrections.models import EarlierText, WithdrawnTopic
from forums.messages.corrections.name_erasure import take_name_back
from forums.messages.corrections.services import edit_post, restore_topic, withdraw_post
from forums.messages.drafts.models import MessageDraft
from forums.messages.posts.models import Post
from forums.messages.posts.quotation import quote
from forums.threads.readings.models import TopicReading
from reseau.people.members.models.member import Member
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db

NAME = "Solange Delbos"


@pytest.fixture
def leaver(epm):
    member = MemberFactory(first_name="Solange", last_name="Delbos")
    PositionFactory(member=member, epm=epm)
    return member


@pytest.fixture
def topic(network_forum, leaver, colleague, animator):
    """A topic of the leaver, who is quoted and mentioned in answers, in a draft and before a correction."""
    topic = TopicFactory(forum=network_forum, author=leaver, title="Clé USB", body="Elle a disparu.")
    quotation = quote("Elle a disparu.", NAME, topic.posts.get().get_absolute_url())
    PostFactory(topic=topic, author=colleague, body=f"{quotation}Chez moi aussi.")
    mention = f"[@{NAME}](/membres/{leaver.pk}/) l’a retrouvée."
    edited = PostFactory(topic=topic, author=colleague, body=mention)
    edit_post(post=edited, body=f"{mention} Merci.", notify=False)
    MessageDraft.objects.create(member=animator, topic=topic, body=quotation)
    return topic


def pages_of(browser, topic) -> str:
    edited = topic.posts.last()
    addresses = [
        topic.get_absolute_url(),
        f"{topic.get_absolute_url()}?citer={topic.posts.first().pk}",
        "/forums/?vue=tous",
        f"{edited.get_absolute_url()}historique/",
    ]
    return "".join(browser.get(address).content.decode() for address in addresses)


def test_erased_name_is_nowhere_in_the_forums(client_of, topic, leaver, animator, coordinator):
    browser = client_of(animator)
    assert NAME in pages_of(browser, topic)

    erase_account(member=leaver, by=coordinator)

    assert "Delbos" not in pages_of(browser, topic)
    assert topic.posts.count() == 3
    texts = [row.body for model in (Post, EarlierText, MessageDraft) for row in model.objects.all()]
    assert len(texts) == 5
    assert not any("Delbos" in text for text in texts)
    quoting = topic.posts.all()[1]
    assert quoting.body.splitlines()[0] == (
        f"> [**Une personne partie du réseau**]({topic.posts.first().get_absolute_url()})\u00a0:"
    )
    assert "<strong>Une personne partie du réseau</strong>" in quoting.html
    assert topic.posts.last().body == "@une personne partie du réseau l’a retrouvée. Merci."
    source = TopicSource()
    assert "Delbos" not in source.document(source.queryset().get(pk=topic.pk)).body


def test_names_of_others_stay(topic, leaver, coordinator, colleague, animator):
    theirs = PostFactory(topic=topic, author=colleague, body="Voici.")
    quotation = quote("Voici.", str(colleague), theirs.get_absolute_url())
    body = f"{quotation}[@{colleague}](/membres/{colleague.pk}/), oui."
    answer = PostFactory(topic=topic, author=animator, body=body)

    erase_account(member=leaver, by=coordinator)

    assert Post.objects.get(pk=answer.pk).body == body


def test_closed_account_stays_named(client_of, topic, leaver, animator):
    Member.objects.filter(pk=leaver.pk).update(is_active=False)

    assert pages_of(client_of(animator), topic).count(NAME) > 3


def test_erasure_without_a_message_changes_no_text(topic, coordinator, stranger):
    before = list(Post.objects.values_list("body", "edited"))

    erase_account(member=stranger, by=coordinator)

    assert list(Post.objects.values_list("body", "edited")) == before


def test_name_that_the_person_leaves_stays_on_their_messages(client_of, topic, leaver, animator, coordinator):
    Member.objects.filter(pk=leaver.pk).update(keeps_name=True)

    erase_account(member=leaver, by=coordinator)

    topic.refresh_from_db()
    assert (topic.author, topic.author_name) == (None, NAME)
    assert topic.posts.values_list("author", "author_name").first() == (None, NAME)
    assert topic.posts.last().body == f"@{NAME} l’a retrouvée. Merci."
    page = client_of(animator).get(topic.get_absolute_url()).content.decode()
    assert (f"<h2>{NAME}</h2>" in page, f"Ouvert par {NAME}" in page) == (True, True)
    assert f"/membres/{leaver.pk}/" not in pages_of(client_of(animator), topic)
    assert NAME in client_of(animator).get("/forums/?vue=tous").content.decode()


@pytest.mark.parametrize(("chosen", "said", "is_named"), [(True, False, False), (False, True, True)])
def test_what_the_person_said_since_goes_before_their_choice(topic, leaver, coordinator, chosen, said, is_named):
    Member.objects.filter(pk=leaver.pk).update(keeps_name=chosen)

    erase_account(member=leaver, by=coordinator, keeps_name=said)

    assert bool(topic.posts.first().author_name) == is_named


def test_name_left_is_taken_back_from_messages_quotations_and_mentions(client_of, topic, leaver, animator, coordinator):
    erase_account(member=leaver, by=coordinator, keeps_name=True)
    assert NAME in pages_of(client_of(animator), topic)

    assert take_name_back(name=NAME) == 1

    assert "Delbos" not in pages_of(client_of(animator), topic)
    assert not any("Delbos" in draft.body for draft in MessageDraft.objects.all())
    topic.refresh_from_db()
    assert (topic.author_name, topic.posts.last().body) == ("", "@une personne partie du réseau l’a retrouvée. Merci.")


def test_topic_taken_back_a_moment_ago_comes_again_without_the_name(
    network_forum, topic, leaver, animator, coordinator
):
    quotation = quote("Elle a disparu.", NAME, topic.posts.first().get_absolute_url())
    body = f"{quotation}Et [@{NAME}](/membres/{leaver.pk}/)\u00a0?"
    other = TopicFactory(forum=network_forum, author=animator, title="Encore une clé", body=body)
    TopicReading.objects.create(member=leaver, topic=other, read_until=other.created)
    withdraw_post(post=other.posts.get())
    assert NAME in str(WithdrawnTopic.objects.get().content)

    erase_account(member=leaver, by=coordinator)

    assert "Delbos" not in str(WithdrawnTopic.objects.get().content)
    post = restore_topic(withdrawn=WithdrawnTopic.objects.get()).posts.get()
    assert ("Delbos" in post.body + post.html, post.body.splitlines()[-1]) == (
        False, "Et @une personne partie du réseau\u00a0?",
    )  # fmt: skip
