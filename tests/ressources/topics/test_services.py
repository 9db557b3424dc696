"""A topic of the forum becomes a draft sheet."""

import pytest

from alertes.notices.models import Notice
from forums.solutions.services import mark_solved
from ressources.sheets.content import StepContent
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.workshop import WorkshopPage
from ressources.topics.models import TopicOrigin
from ressources.topics.services import draft_from_topic
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(animator):
    return TopicFactory(author=animator, title="Souris lente", body="Elle **traîne**.\n\nToujours.", tags="souris, pc")


def draft_of(topic, *, by, epm, title="Réveiller une souris", posts=None) -> WorkshopPage:
    posts = list(topic.posts.all()) if posts is None else posts
    return draft_from_topic(topic=topic, posts=posts, by=by, epm=epm, title=title)


def test_messages_are_converted_into_a_sheet(topic, epm, colleague):
    PostFactory(
        topic=topic, body="> **Lui** :\n>\n> Elle traîne.\n\nDeux gestes :\n\n1. Retourner : la nettoyer\n2. Souffler"
    )
    PostFactory(topic=topic, body="1. Une seule")

    page = draft_of(topic, by=colleague, epm=epm)

    content = page.latest_content
    assert (content.title, content.introduction) == ("Réveiller une souris", "Elle traîne.\n\nToujours.")
    assert content.tips == "Deux gestes :\nUne seule"
    assert content.steps == (
        StepContent("Retourner", None, "La nettoyer"),
        StepContent("Souffler", None, "Souffler"),
    )
    assert content.tags == ("pc", "souris")
    assert (page.owner, page.epm, page.live, page.topic_origin.topic) == (colleague, epm, False, topic)


def test_only_chosen_messages_are_taken(topic, epm, colleague):
    chosen_post = PostFactory(topic=topic, body="Nettoyez-la.")
    PostFactory(topic=topic, body="Jetez-la.")

    page = draft_of(topic, by=colleague, epm=epm, posts=[chosen_post])

    content = page.latest_content
    assert (content.introduction, content.tips) == ("", "Nettoyez-la.")
    assert [contribution.member for contribution in page.contributions.all()] == [chosen_post.author]


def test_authors_of_messages_are_credited_and_notified_once(topic, epm, animator, colleague):
    helper = PostFactory(topic=topic).author
    PostFactory(topic=topic, author=helper)
    PostFactory(topic=topic, author=colleague)

    page = draft_of(topic, by=colleague, epm=epm)

    assert set(Contribution.objects.values_list("sheet", "member")) == {(page.pk, animator.pk), (page.pk, helper.pk)}
    notices = Notice.objects.filter(key=f"sheet:{page.pk}:topic:{topic.pk}")
    assert {notice.member for notice in notices} == {animator, helper}
    assert {notice.url for notice in notices} == {topic.get_absolute_url()}


def test_former_reader_of_the_forum_is_credited_but_not_notified(epm, animator, figeac, stranger):
    topic = TopicFactory(forum=ForumFactory(territory=figeac), author=stranger)
    page = draft_of(topic, by=animator, epm=epm)
    assert [contribution.member for contribution in page.contributions.all()] == [stranger]
    assert not Notice.objects.filter(member=stranger, key__startswith="sheet:").exists()


def test_message_of_erased_member_is_taken(topic, epm, colleague):
    post = PostFactory(topic=topic, body="Nettoyez-la.")
    post.author.delete()
    post.refresh_from_db()
    assert draft_of(topic, by=colleague, epm=epm, posts=[post]).latest_content.tips == "Nettoyez-la."


def test_text_over_the_limit_is_attached_as_a_file(topic, epm, colleague):
    post = PostFactory(topic=topic, body="\n\n".join("mot " * 400 for _ in range(8)))

    page = draft_of(topic, by=colleague, epm=epm, posts=[post])

    (attachment,) = page.attachments.all()
    assert attachment.name == "Messages du sujet, suite.txt"
    with attachment.file.open() as file:
        word_count = len(page.latest_content.tips.split()) + len(file.read().decode().split())
    assert word_count == 8 * 400


def test_button_pressed_twice_creates_one_draft(topic, epm, colleague):
    PostFactory(topic=topic, body="\n\n".join("mot " * 400 for _ in range(8)))
    first, second = (draft_of(topic, by=colleague, epm=epm) for _ in range(2))
    assert first == second
    assert (TopicOrigin.objects.count(), first.attachments.count()) == (1, 1)


def test_solution_marked_later_changes_nothing(topic, epm, colleague):
    answer = PostFactory(topic=topic)
    page = draft_of(topic, by=colleague, epm=epm)
    mark_solved(post=answer, by=topic.author, notify=False)
    assert WorkshopPage.objects.get(pk=page.pk).topic_origin.topic.solution == answer
