"""A topic of the forum becomes a draft sheet."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from alertes.channels.notices.models import Notice
from forums.messages.files.models import PostFile
from forums.messages.files.services import join_files, keep_file
from forums.messages.solutions.services import mark_solved
from ressources.authoring.publication.services import put_online
from ressources.authoring.topics.models import TopicOrigin
from ressources.authoring.topics.services import MADE_ALREADY, TOO_EARLY, draft_from_topic, take_files
from ressources.sheets.content import StepContent
from ressources.sheets.enums import ContributionSource
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.ressources import ContributionFactory, ObsolescenceFactory, SheetFactory
from tests.reseau.documents.files.pictures import encoded, flag

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(animator):
    return TopicFactory(author=animator, title="Souris lente", body="Elle **traîne**.\n\nToujours.", tags="souris, pc")


def draft_of(topic, *, by, epm, title="Réveiller une souris", posts=None, **kwargs) -> WorkshopPage:
    posts = list(topic.posts.all()) if posts is None else posts
    return draft_from_topic(topic=topic, posts=posts, by=by, epm=epm, title=title, **kwargs)


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
    PostFactory(topic=topic, author=animator)
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


def file_of(post, content, *, alternative="") -> PostFile:
    file = keep_file(file=content, by=post.author)
    file.alternative = alternative
    join_files(post=post, files=[*post.files.all(), file])
    return file


def test_question_without_answer_makes_no_sheet(topic, epm, colleague):
    with pytest.raises(ValidationError) as refusal:
        draft_of(topic, by=colleague, epm=epm)
    assert refusal.value.messages == [TOO_EARLY]
    assert not WorkshopPage.objects.exists()


def test_second_sheet_of_a_topic_must_be_wanted(topic, epm, colleague, animator):
    PostFactory(topic=topic)
    first = draft_of(topic, by=colleague, epm=epm)
    with pytest.raises(ValidationError) as refusal:
        draft_of(topic, by=animator, epm=epm, title="Une autre")
    assert refusal.value.messages == [MADE_ALREADY]
    second = draft_of(topic, by=animator, epm=epm, title="Une autre", another=True)
    assert [origin.sheet_id for origin in topic.sheet_origins.order_by("pk")] == [first.pk, second.pk]


def test_obsolete_sheet_does_not_hold_back_another(topic, epm, colleague, animator):
    PostFactory(topic=topic)
    ObsolescenceFactory(sheet=draft_of(topic, by=colleague, epm=epm))
    assert draft_of(topic, by=animator, epm=epm, title="Une autre").title == "Une autre"


def test_files_are_taken_with_their_description_and_author(topic, epm, colleague):
    post = PostFactory(topic=topic)
    picture = file_of(post, ContentFile(encoded(flag()), name="voyant.jpg"), alternative="Le voyant rouge")
    notes = file_of(post, ContentFile(b"Souffler dessus.", name="notes.txt"))

    page = draft_of(topic, by=colleague, epm=epm, posts=[topic.posts.first()], files=[picture, notes])
    assert take_files(sheet=page, files=[picture, notes], by=colleague) == []

    (taken,) = page.pictures.all()
    assert (taken.alternative, taken.credit, taken.added_by) == ("Le voyant rouge", str(post.author), colleague)
    assert [attachment.name for attachment in page.attachments.all()] == ["notes.txt"]
    assert post.author in [contribution.member for contribution in page.contributions.all()]
    # The message keeps its own.
    assert post.files.count() == 2


def test_file_that_cannot_be_taken_is_named(topic, epm, colleague):
    post = PostFactory(topic=topic)
    notes = file_of(post, ContentFile(b"Souffler dessus.", name="notes.txt"))
    gone = file_of(post, ContentFile(b"Et dessous.", name="suite.txt"))
    gone.file.storage.delete(gone.file.name)
    page = draft_of(topic, by=colleague, epm=epm)

    refusals = take_files(sheet=page, files=[notes, notes, gone], by=colleague)

    joined = "Ce fichier est déjà joint à la fiche, sous le nom «\u00a0notes.txt\u00a0»."
    assert refusals == [
        f"Le fichier «\u00a0notes.txt\u00a0» n’est pas repris\u00a0: {joined}",
        "Le fichier «\u00a0suite.txt\u00a0» n’est pas repris\u00a0: il n’est plus là.",
    ]
    assert page.attachments.count() == 1


def test_contributors_hear_once_of_the_publication(topic, epm, animator, colleague, territorial, outsider):
    sheet = SheetFactory(epm=epm, author=colleague)
    TopicOrigin.objects.create(sheet=sheet, topic=topic)
    for member in (animator, outsider):
        ContributionFactory(sheet=sheet, member=member, source=ContributionSource.TOPIC)
    for _ in range(2):
        put_online(sheet=sheet, by=territorial)
    notice = Notice.objects.get(key=f"sheet:{sheet.pk}:topic:published")
    assert (notice.member, notice.text, notice.url) == (
        animator,
        f"La fiche «\u00a0{sheet.title}\u00a0», faite de vos messages, est publiée.",
        sheet.get_absolute_url(),
    )


def test_contributors_of_another_sheet_hear_nothing(epm, animator, colleague, territorial):
    sheet = SheetFactory(epm=epm, author=colleague)
    ContributionFactory(sheet=sheet, member=animator)
    put_online(sheet=sheet, by=territorial)
    assert not Notice.objects.filter(member=animator).exists()
