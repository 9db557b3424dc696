"""Pages of a topic: reading, opening, answering, quoting, editing, solving."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forums.browsing.page_posts import load_what_posts_show
from forums.messages.posts.models import POSTS_PER_PAGE, Post
from forums.messages.solutions.services import mark_solved
from forums.threads.topics.models import Topic
from tests.factories.forums import PostFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db

NEW = "/forums/reseau/nouveau/"
TOPIC = "/forums/reseau/cle-usb-invisible/"
PREVIEW = "/forums/apercu-d-un-message/"
SENT = {"title": "Souris lente", "body": "Elle *traîne*.", "tags": "souris"}
TOO_LONG = (
    "Votre message compte 20\u00a0001 caractères, 20\u00a0000 au plus. "
    "Raccourcissez-le ou envoyez la suite dans un second message."
)
EMPTY = "Écrivez votre message avant de l’envoyer."


@pytest.fixture
def reader(client_of, animator):
    return client_of(animator)


def notices_of(response) -> list[tuple[str, str]]:
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


# Opening


def test_opened_topic_is_shown_at_once(reader, network_forum, animator):
    response = reader.post(NEW, SENT, follow=True)

    topic = Topic.objects.get()
    assert response.redirect_chain == [("/forums/reseau/souris-lente/", 302)]
    assert (topic.title, topic.author, topic.tags.get().name, topic.posts.get().body) == (
        "Souris lente",
        animator,
        "souris",
        "Elle *traîne*.",
    )
    assert notices_of(response) == [
        ("success", "Votre sujet est publié. Vos alertes vous diront quand quelqu’un y répond.")
    ]


def test_topic_sent_twice_is_opened_once(reader, network_forum):
    first, second = reader.post(NEW, SENT), reader.post(NEW, SENT)

    assert first.url == second.url
    assert Topic.objects.count() == 1


def test_refused_topic_shows_errors_and_keeps_the_text(reader, network_forum):
    page = reader.post(NEW, {"title": " ", "body": "a" * 20_001, "tags": "souris"})
    html = page.content.decode()

    assert page.status_code == 200
    assert page.context["form"].errors == {
        "title": ["Donnez un titre à votre sujet."],
        "body": [TOO_LONG],
    }
    assert "a" * 20_001 in html
    assert 'value="souris"' in html
    assert not Topic.objects.exists()


def test_topic_can_be_previewed_before_it_is_sent(reader, network_forum):
    page = reader.post(NEW, SENT | {"apercu": "1"}).content.decode()

    assert "<p>Elle <em>traîne</em>.</p>" in page
    assert "Elle *traîne*.</textarea>" in page
    assert 'value="Souris lente"' in page
    assert not Topic.objects.exists()


def test_preview_while_typing_is_what_readers_will_see(reader, topic):
    answers = [
        reader.post(PREVIEW, {"body": body}).content.decode() for body in ("Elle *traîne* <b>", " ", "a" * 20_001)
    ]

    assert answers == [
        "<p>Elle <em>traîne</em> &lt;b&gt;</p>\n",
        "<p>Rien à montrer pour l’instant.</p>",
        f"<p>{TOO_LONG}</p>",
    ]
    assert Post.objects.count() == 1


def test_post_of_a_megabyte_is_refused_in_words_and_not_lost(reader, topic):
    page = reader.post(TOPIC, {"body": "a" * 1_000_000})

    assert page.context["form"].errors["body"][0].startswith("Votre message compte 1\u00a0000\u00a0000 caractères")
    assert "a" * 1_000_000 in page.content.decode()


def test_first_button_of_the_form_publishes(reader, network_forum):
    page = reader.get(NEW).content.decode()

    assert page.index("Publier le sujet") < page.index('name="apercu"')


def test_form_shows_the_readers_of_the_forum(reader, network_forum, figeac_forum):
    assert "tous les membres du réseau" in reader.get(NEW).content.decode()
    assert "les membres du territoire" in reader.get("/forums/figeac/nouveau/").content.decode()


# Reading


def test_question_comes_first_and_answers_follow_in_order(reader, topic):
    answers = PostFactory.create_batch(2, topic=topic, author=topic.author)

    assert list(reader.get(TOPIC).context["posts"]) == [topic.posts.first(), *answers]


def test_author_who_left_is_shown_as_former_member(client_of, colleague, topic, animator):
    animator.positions.all().delete()
    animator.delete()

    page = client_of(colleague).get(TOPIC).content.decode()

    assert "Une personne partie du réseau" in page
    assert "Ouvert par une personne partie du réseau" in page


def test_page_has_twenty_posts_and_the_form(reader, topic):
    PostFactory.create_batch(20, topic=topic, author=topic.author)

    pages = [reader.get(TOPIC, {"page": number}) for number in (1, 2)]

    assert [len(page.context["posts"]) for page in pages] == [20, 1]
    assert ["Publier la réponse" in page.content.decode() for page in pages] == [True, True]
    assert reader.get(TOPIC, {"page": 3}).status_code == 404


def test_permanent_address_of_a_post_finds_its_page(reader, topic):
    posts = PostFactory.create_batch(20, topic=topic, author=topic.author)

    assert reader.get(posts[0].get_absolute_url()).url == f"{TOPIC}#message-{posts[0].pk}"
    assert reader.get(posts[-1].get_absolute_url()).url == f"{TOPIC}?page=2#message-{posts[-1].pk}"
    assert reader.post(posts[0].get_absolute_url()).status_code == 405


def test_topic_costs_as_many_queries_with_1_and_30_posts_and_writes_nothing(reader, topic):
    queries = []
    for added in (0, 29):
        PostFactory.create_batch(added, topic=topic, author=topic.author)
        with CaptureQueriesContext(connection) as captured_queries:
            reader.get(TOPIC)
        queries.append([query["sql"].split()[0].strip("(") for query in captured_queries])

    assert queries == [["SELECT"] * 11] * 2


def test_page_of_20_posts_is_light(client_of, territorial, topic):
    PostFactory.create_batch(19, topic=topic, author=topic.author)
    Post.objects.update(html="<p>Une réponse de la longueur habituelle, trois ou quatre lignes à l’écran.</p>" * 5)

    assert len(client_of(territorial).get(TOPIC).content) < 40_000


# Answering


def test_published_answer_redirects_to_its_place(client_of, colleague, topic):
    PostFactory.create_batch(19, topic=topic, author=topic.author)

    response = client_of(colleague).post(TOPIC, {"body": "Changez de *port*."}, follow=True)

    post = Post.objects.get(author=colleague)
    assert response.redirect_chain == [(f"{TOPIC}?page=2#message-{post.pk}", 302)]
    assert list(response.context["posts"]) == [post]
    assert notices_of(response) == [("success", "Votre réponse est publiée.")]


def test_answer_sent_twice_is_one_post(client_of, colleague, topic):
    reader = client_of(colleague)

    first, second = (reader.post(TOPIC, {"body": "Changez de port.\r\nVite."}) for _ in range(2))

    assert first.url == second.url
    assert Post.objects.filter(author=colleague).count() == 1


@pytest.mark.parametrize("text", ["", "  \r\n "])
def test_empty_answer_is_refused_on_the_page_of_the_topic(reader, topic, text):
    page = reader.post(TOPIC, {"body": text})

    assert page.context["form"].errors == {"body": [EMPTY]}
    assert list(page.context["posts"]) == [topic.posts.get()]


def test_long_answer_is_refused_and_kept(reader, topic):
    page = reader.post(TOPIC, {"body": "é" * 20_001})

    assert list(page.context["form"].errors) == ["body"]
    assert "é" * 20_001 in page.content.decode()
    assert Post.objects.count() == 1


def test_refused_answer_stays_on_the_current_page(reader, topic):
    PostFactory.create_batch(20, topic=topic, author=topic.author)

    assert reader.post(f"{TOPIC}?page=2", {"body": ""}).context["page_obj"].number == 2


def test_answer_can_be_previewed_before_it_is_sent(reader, topic):
    page = reader.post(TOPIC, {"body": "Changez de *port*. <script>", "apercu": "1"}).content.decode()

    assert "<p>Changez de <em>port</em>. &lt;script&gt;</p>" in page
    assert "Changez de *port*. &lt;script&gt;</textarea>" in page
    assert Post.objects.count() == 1


# Quoting


def test_quotation_in_the_address_fills_the_form(reader, topic, animator):
    key = topic.posts.get().pk

    page = reader.get(TOPIC, {"citer": key})

    quotation = f"> Citation\u00a0: {animator}, message {key}\n>\n> Elle a *disparu*.\n\n"
    assert page.context["form"]["body"].value() == quotation
    assert page.context["keep"] == f"citation-{topic.pk}"


def test_quote_button_keeps_the_text_already_typed(reader, topic, animator):
    key = topic.posts.get().pk

    page = reader.post(f"{TOPIC}?citer={key}", {"body": "Bonjour,\r\n"})

    quotation = f"> Citation\u00a0: {animator}, message {key}\n>\n> Elle a *disparu*.\n\n"
    assert page.context["form"]["body"].value() == f"Bonjour,\n\n{quotation}"
    assert page.context["keep"] == f"reponse-{topic.pk}"
    assert "La citation est ajoutée" in page.content.decode()
    assert Post.objects.count() == 1


def test_answer_with_a_quotation_is_sent_and_not_quoted_again(reader, topic):
    post = topic.posts.get()

    page = reader.get(TOPIC, {"citer": post.pk}).content.decode()

    assert 'action="?#repondre"' in page
    assert f'formaction="?citer={post.pk}#repondre"' in page


def test_quotation_stays_on_the_page_of_the_topic_where_it_is_asked(reader, topic):
    post = PostFactory.create_batch(POSTS_PER_PAGE, topic=topic)[-1]
    Topic.objects.filter(pk=topic.pk).update(post_count=topic.posts.count())

    page = reader.get(TOPIC, {"page": 2, "citer": post.pk}).content.decode()

    assert f'formaction="?page=2&amp;citer={post.pk}#repondre"' in page


@pytest.mark.parametrize("post_key", ["", "abc", "-1", "²", "9" * 40, "0"])
def test_invalid_quotation_leaves_an_empty_form(reader, topic, post_key):
    page = reader.get(TOPIC, {"citer": post_key})

    assert (page.status_code, page.context["form"]["body"].value()) == (200, "")


def test_post_of_a_hidden_forum_is_not_quoted(client_of, stranger, topic, figeac_topic):
    page = client_of(stranger).get(TOPIC, {"citer": figeac_topic.posts.get().pk})

    assert page.context["form"]["body"].value() == ""
    assert "Qui peut" not in page.content.decode()


# Solving


def test_author_of_the_topic_marks_and_unmarks_the_solution(reader, topic):
    post = PostFactory(topic=topic)

    solved = reader.post(f"{post.get_absolute_url()}resolu/", follow=True)
    assert (solved.context["topic"].status, solved.context["topic"].solution) == ("solved", post)
    assert "Réponse retenue" in solved.content.decode()

    undone = reader.post(f"{TOPIC}a-resoudre/", follow=True)
    assert (undone.context["topic"].status, undone.context["topic"].solution) == ("answered", None)


@pytest.mark.parametrize("person", ["territorial", "coordinator"])
def test_members_who_watch_the_forum_may_mark_the_solution(client_of, topic, person, request):
    post = PostFactory(topic=topic)

    client_of(request.getfixturevalue(person)).post(f"{post.get_absolute_url()}resolu/")

    assert Topic.objects.get().solution == post


def test_question_cannot_be_the_solution(reader, topic):
    assert reader.post(f"{topic.posts.get().get_absolute_url()}resolu/").status_code == 404
    assert Topic.objects.get().status == "open"


def test_solve_buttons_stand_under_answers_for_allowed_users(reader, client_of, colleague, topic):
    PostFactory.create_batch(2, topic=topic, author=topic.author)

    assert reader.get(TOPIC).content.decode().count("C’est la solution") == 2
    assert client_of(colleague).get(TOPIC).content.decode().count("C’est la solution") == 0


def test_solution_is_shown_and_linked_from_the_top(client_of, colleague, topic, animator):
    post = PostFactory(topic=topic)
    mark_solved(post=post, by=animator)

    page = BeautifulSoup(client_of(colleague).get(TOPIC).content, "html.parser")

    assert page.find("a", href=post.get_absolute_url()).get_text(strip=True) == "Lire la réponse retenue"
    assert [article["id"] for article in page.select("article.solution")] == [f"message-{post.pk}"]


def test_authors_come_with_their_live_positions_and_files_in_two_queries(
    topic, animator, epm, other_epm, figeac, django_assert_num_queries
):
    PositionFactory(member=animator, territorial=True, territory=figeac)
    PositionFactory(member=animator, epm=other_epm, end=date(2021, 12, 31))
    PostFactory.create_batch(2, topic=topic, author=topic.author)

    posts = list(topic.posts.select_related("author"))
    with django_assert_num_queries(2):
        load_what_posts_show(posts)
        places = [post.author.main_position.place_name for post in posts]
    assert places[0] == "Figeac"
    assert [position.epm for position in posts[0].author.live_positions] == [None, epm]
