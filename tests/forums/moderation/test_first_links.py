"""Messages of new members: who reads them, publishes them, refuses them; what everybody else sees of them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.services import follow
from forums.enums import TopicKind
from forums.messages.drafts.services import find_draft
from forums.messages.files.services import keep_file
from forums.messages.first_links.models import HeldMessage
from forums.messages.posts.models import Post
from forums.moderation.enums import ActionKind
from forums.moderation.models import ModerationAction
from forums.moderation.services import first_links as services
from forums.threads.forums.models import ForumMember
from forums.threads.topics.models import Topic
from tests.answers import close_answer
from tests.factories.forums import ForumFactory, PostFactory
from tests.factories.held_messages import HeldMessageFactory
from tests.parallel import start_before_commit
from tests.reseau.documents.files.pictures import telephone_photo

pytestmark = pytest.mark.django_db
QUEUE, JOURNAL = "/forums/moderation/", "/forums/moderation/journal/"
BODY = "Tout est là\u00a0: https://ailleurs.example/promo"
REFUSAL = {"reason": "advertising", "words": "Dites-nous ce que vaut cet outil."}


@pytest.fixture
def held(figeac_topic, colleague):
    """An answer of a new member in the forum of Figeac."""
    return HeldMessageFactory(topic=figeac_topic, author=colleague, body=BODY)


def addresses(held: HeldMessage) -> list[str]:
    return [reverse(f"forums:{name}", args=[held.pk]) for name in ("to_review", "publish_held", "refuse_held")]


def test_who_watches_reads_it_in_the_queue_and_on_the_dashboard(client_of, held, territorial, coordinator):
    for person in (territorial, coordinator):
        browser = client_of(person)
        queue = browser.get(QUEUE)
        assert queue.context["held_messages"] == [held]
        assert held.body != held.plain_words
        assert f"<p>{held.plain_words}</p>" in queue.content.decode()
        assert "1 message à modérer" in browser.get("/").content.decode().replace("\u00a0", " ")
        page = browser.get(reverse("forums:to_review", args=[held.pk])).content.decode()
        assert "https://ailleurs.example/promo" in page


@pytest.mark.parametrize("person", ["animator", "colleague", "stranger", "learner", "other_territorial"])
def test_held_message_is_404_for_others_at_each_door(client_of, held, person, request):
    reader = request.getfixturevalue(person)
    browser = client_of(reader)

    answers = [browser.get(address) for address in addresses(held)[::2]]
    answers += [browser.post(address, REFUSAL) for address in addresses(held)[1:]]
    own = [browser.get(held.get_absolute_url()), browser.post(reverse("forums:take_held_back", args=[held.pk]))]
    if person != "colleague":
        answers += own
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert "ailleurs.example" not in "".join(answer.content.decode() for answer in answers)
    assert not ModerationAction.objects.exists()


def test_queue_of_another_territory_and_of_its_author_are_empty_of_it(client_of, held, other_territorial, colleague):
    ForumMember.objects.create(forum=ForumFactory(kind="project"), member=colleague, is_keeper=True)

    assert [client_of(person).get(QUEUE).context["held_messages"] for person in (other_territorial, colleague)] == [
        [],
        [],
    ]


@pytest.mark.parametrize("person", ["animator", "stranger", "territorial", "coordinator"])
def test_nothing_of_it_stands_in_the_pages_of_the_forum(client_of, held, person, request):
    browser = client_of(request.getfixturevalue(person))
    HeldMessageFactory(forum=held.topic.forum, kind="question", title="Gagnez un chromo", author=held.author)
    pages = ["/forums/", "/forums/?vue=tous", "/forums/figeac/", held.topic.get_absolute_url(), "/alertes/"]

    texts = [browser.get(page).content.decode() for page in pages]

    assert [text for text in texts if "ailleurs.example" in text or "chromo" in text] == []


def test_author_sees_it_under_the_topic_and_under_the_forum(client_of, held, colleague):
    opened = HeldMessageFactory(forum=held.topic.forum, kind="question", title="Gagnez un chromo", author=colleague)
    browser = client_of(colleague)

    assert list(browser.get(held.topic.get_absolute_url()).context["held_messages"]) == [held]
    page = browser.get("/forums/figeac/")
    assert list(page.context["held_messages"]) == [opened]
    assert "Gagnez un chromo" in page.content.decode()


def test_published_answer_is_a_post_announced_once_and_new_for_readers(
    client_of, held, colleague, territorial, animator, stranger
):
    follow(member=animator, subject=f"topic:{held.topic_id}")
    client_of(animator).get(held.topic.get_absolute_url())
    assert not Notice.objects.filter(member=animator).exists()

    response = client_of(territorial).post(reverse("forums:publish_held", args=[held.pk]))

    post = Post.objects.get(author=colleague)
    assert (post.body, post.topic, response.url) == (BODY, held.topic, post.page_url)
    assert post.created > held.created
    assert not HeldMessage.objects.exists()
    assert Topic.objects.get(pk=held.topic_id).post_count == 2
    assert list(Notice.objects.filter(member=animator).values_list("text", flat=True)) == [
        f"{colleague} a répondu dans «\u00a0Remplacement à Gramat\u00a0»"
    ]
    assert Notice.objects.get(member=colleague).text == (
        "Votre message dans «\u00a0Remplacement à Gramat\u00a0» est publié\u00a0: quelqu’un l’a relu"
    )
    action = ModerationAction.objects.get()
    assert (action.kind, action.by, action.post, action.member) == (ActionKind.PUBLISH, territorial, post, colleague)
    assert "Message relu, publié" in client_of(territorial).get(JOURNAL).content.decode()
    assert "Nouveau depuis votre visite" in client_of(animator).get(held.topic.get_absolute_url()).content.decode()


def test_published_topic_has_its_poll_its_tags_and_its_pictures(network_forum, colleague, territorial):
    picture = keep_file(file=ContentFile(telephone_photo(), name="a.jpg"), by=colleague)
    poll = {"choices": ["Un", "Deux"], "closes": "2099-01-01", "several": True}
    held = HeldMessageFactory(
        forum=network_forum, author=colleague, kind=TopicKind.POLL, title="Quel outil\u00a0?", tags="Jeux",
        details={"poll": poll}, files=[picture],
    )  # fmt: skip
    with pytest.raises(ValidationError, match="six mois au plus"):
        services.publish(held=held, by=territorial)
    assert HeldMessage.objects.count() == 1
    HeldMessage.objects.update(details={"poll": poll | {"closes": f"{timezone.localdate():%Y-%m-%d}"}})

    post = services.publish(held=held, by=territorial)

    topic = post.topic
    assert (topic.title, [tag.name for tag in topic.tags.all()], topic.poll.several) == (
        "Quel outil\u00a0?",
        ["Jeux"],
        True,
    )
    assert list(post.files.all()) == [picture]


def test_published_correction_changes_the_post_and_keeps_the_files_chosen(figeac_topic, colleague, territorial):
    first, second = (keep_file(file=ContentFile(telephone_photo(), name="a.jpg"), by=colleague) for _ in range(2))
    post = PostFactory(topic=figeac_topic, author=colleague, body="Sans lien", files=[first, second])
    added = keep_file(file=ContentFile(telephone_photo(), name="b.jpg"), by=colleague)
    second.refresh_from_db()
    held = HeldMessageFactory(post=post, author=colleague, body=BODY, files=[second, added])

    services.publish(held=held, by=territorial)

    post.refresh_from_db()
    assert (post.body, post.earlier_texts.get().body) == (BODY, "Sans lien")
    assert set(post.files.all()) == {second, added}


def test_refused_message_is_read_by_its_author_with_the_words_and_taken_up_again(
    client_of, held, colleague, territorial
):
    client_of(territorial).post(reverse("forums:refuse_held", args=[held.pk]), REFUSAL)

    action = ModerationAction.objects.get()
    assert (action.kind, action.topic, action.post, action.reason) == (
        ActionKind.REFUSE, held.topic, None, "C’est de la publicité ou un lien douteux"
    )  # fmt: skip
    notice = Notice.objects.get(member=colleague)
    assert (notice.text, notice.url) == (
        "Votre message «\u00a0Remplacement à Gramat\u00a0» n’est pas publié", held.get_absolute_url()
    )  # fmt: skip
    assert "Dites-nous ce que vaut cet outil." in client_of(colleague).get(held.get_absolute_url()).content.decode()
    assert client_of(territorial).get(QUEUE).context["held_messages"] == []
    assert "Message relu, non publié" in client_of(territorial).get(JOURNAL).content.decode()

    client_of(colleague).post(reverse("forums:take_held_up", args=[held.pk]))
    assert find_draft(member=colleague, place={"topic": held.topic}).body == BODY
    assert not HeldMessage.objects.exists()


def test_refused_topic_comes_back_as_a_draft_with_its_picture_unless_another_waits(
    client_of, network_forum, colleague, territorial
):
    picture = keep_file(file=ContentFile(telephone_photo(), name="a.jpg"), by=colleague)
    held = [
        HeldMessageFactory(forum=network_forum, author=colleague, kind="question", title=f"Titre {n}", files=files)
        for n, files in enumerate(([picture], []))
    ]
    for each in held:
        services.refuse(held=each, by=territorial, reason="Lien", words="Dites-en plus.")
    browser = client_of(colleague)

    assert browser.post(reverse("forums:take_held_up", args=[held[0].pk])).url == "/forums/reseau/nouveau/"
    draft = find_draft(member=colleague, place={"forum": network_forum})
    assert (draft.title, draft.kind, list(draft.files.all())) == ("Titre 0", "question", [picture])
    page = browser.post(reverse("forums:take_held_up", args=[held[1].pk]), follow=True).content.decode()
    assert "Un autre brouillon vous attend là où ce message serait allé" in page
    assert HeldMessage.objects.get() == held[1]


def test_waiting_message_and_refused_correction_are_not_taken_up(client_of, held, figeac_topic, colleague, territorial):
    correction = HeldMessageFactory(post=PostFactory(topic=figeac_topic, author=colleague), author=colleague)
    services.refuse(held=correction, by=territorial, reason="Lien", words="Dites-en plus.")

    for each in (held, correction):
        assert client_of(colleague).post(reverse("forums:take_held_up", args=[each.pk])).status_code == 404


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        (REFUSAL | {"words": ""}, "words", "Écrivez-lui ce qui ne va pas, et ce qui serait bien."),
        (REFUSAL | {"reason": ""}, "reason", "Dites pourquoi."),
    ],
)
def test_refusal_says_beside_the_field_what_is_missing(client_of, held, territorial, data, field, message):
    page = client_of(territorial).post(reverse("forums:refuse_held", args=[held.pk]), data)

    assert page.context["form"].errors == {field: [message]}
    assert HeldMessage.objects.get().refused is None


def test_second_who_decides_is_told_that_it_is_done(client_of, held, territorial, coordinator):
    refused = HeldMessageFactory(topic=held.topic, author=held.author, body="https://autre.example")
    services.publish(held=held, by=coordinator)
    services.refuse(held=refused, by=coordinator, reason="Lien", words="Non.")
    browser = client_of(territorial)

    for each in (held, refused):
        for name in ("publish_held", "refuse_held"):
            page = browser.post(reverse(f"forums:{name}", args=[each.pk]), REFUSAL, follow=True).content.decode()
            assert "quelqu’un vient de décider" in page
    assert Post.objects.filter(author=held.author).count() == 1


def test_answer_to_a_topic_closed_meanwhile_is_refused_with_the_reason(client_of, held, territorial):
    Topic.objects.filter(pk=held.topic_id).update(locked=held.created)

    page = client_of(territorial).post(reverse("forums:publish_held", args=[held.pk]), follow=True).content.decode()

    assert "Ce sujet est fermé" in page
    assert HeldMessage.objects.get() == held


def test_picture_of_a_held_message_is_for_its_author_and_who_watches(
    client_of, figeac_topic, colleague, animator, stranger, territorial, other_territorial, coordinator
):
    picture = keep_file(file=ContentFile(telephone_photo(), name="a.jpg"), by=colleague)
    HeldMessageFactory(topic=figeac_topic, author=colleague, files=[picture])
    readers = (colleague, territorial, coordinator, animator, stranger, other_territorial)

    answers = [client_of(reader).get(picture.url) for reader in readers]

    for answer in answers:
        close_answer(answer)
    assert [answer.status_code for answer in answers] == [200] * 3 + [404] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_queue_and_topic_cost_the_same_with_more_held_messages(
    client_of, figeac_topic, colleague, territorial, count, django_assert_max_num_queries
):
    for n in range(count):
        HeldMessageFactory(topic=figeac_topic, author=colleague, body=f"https://ailleurs.example/{n}")
    watcher, author = client_of(territorial), client_of(colleague)
    for browser, page in ((watcher, QUEUE), (author, figeac_topic.get_absolute_url())):
        browser.get(page)
    with django_assert_max_num_queries(8):
        assert len(watcher.get(QUEUE).context["held_messages"]) == count
    with django_assert_max_num_queries(12):
        assert len(author.get(figeac_topic.get_absolute_url()).context["held_messages"]) == count


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_publish_once_on_postgresql(held, territorial, coordinator):
    def refuse():
        with pytest.raises(ValidationError, match="quelqu’un vient de décider"):
            services.refuse(held=held, by=territorial, reason="Lien", words="Non.")

    start_before_commit(lambda: services.publish(held=held, by=coordinator), refuse)

    assert (Post.objects.filter(author=held.author).count(), HeldMessage.objects.count()) == (1, 0)
