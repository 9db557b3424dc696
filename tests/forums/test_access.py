"""Each address of the forums, requested by each kind of person: hidden pages give 404, like missing ones."""

from datetime import date

import pytest
from django.urls import reverse

from forums.messages.posts.models import Post
from forums.threads.forums.models import RESERVED_SLUGS
from forums.threads.topics.models import Topic
from forums.urls import urlpatterns
from tests.factories.forums import PostFactory

pytestmark = pytest.mark.django_db

PAGES = ["forums:forum", "forums:topic_new", "forums:topic", "forums:post", "forums:post_edit", "forums:post_history"]
OWN_ACTIONS = ["forums:withdraw", "forums:restore"]
ACTIONS = ["forums:solve", "forums:unsolve"]


@pytest.fixture
def address(figeac_topic, animator):
    """`address(name)` in the topic of Figeac, whose author is `animator`."""
    post = PostFactory(topic=figeac_topic, author=animator, body="Le secret de Figeac")

    def reverse_in_figeac(name: str) -> str:
        args = {
            "forums:index": [],
            "forums:forum": ["figeac"],
            "forums:topic_new": ["figeac"],
            "forums:topic": ["figeac", figeac_topic.slug],
            "forums:unsolve": ["figeac", figeac_topic.slug],
        }
        return reverse(name, args=args.get(name, ["figeac", figeac_topic.slug, post.pk]))

    return reverse_in_figeac


def test_addresses_do_not_change(address):
    names = ["forums:index", "forums:forum", "forums:topic_new", "forums:topic"]

    assert [address(name) for name in names] == [
        "/forums/",
        "/forums/figeac/",
        "/forums/figeac/nouveau/",
        "/forums/figeac/remplacement-a-gramat/",
    ]


@pytest.mark.parametrize("name", ["forums:index", *PAGES])
def test_visitor_is_redirected_to_login(client, address, name):
    response = client.get(address(name))

    assert (response.status_code, response.url) == (302, reverse("account_login", query={"next": address(name)}))


@pytest.mark.parametrize("name", ["forums:topic_new", "forums:topic", "forums:post_edit", *ACTIONS, *OWN_ACTIONS])
def test_visitor_cannot_write(client, address, name):
    response = client.post(address(name), {"title": "Titre", "body": "Bonjour"})

    assert (response.status_code, response.url.partition("?")[0]) == (302, "/connexion/")
    assert (Topic.objects.count(), Post.objects.count()) == (1, 2)


@pytest.mark.parametrize("person", ["learner", "stranger", "other_territorial"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_territory_are_404_for_others(client_of, address, name, person, request):
    response = client_of(request.getfixturevalue(person)).get(address(name))

    assert response.status_code == 404
    assert "Figeac" not in response.content.decode()


@pytest.mark.parametrize("person", ["learner", "stranger", "other_territorial"])
@pytest.mark.parametrize("name", ["forums:topic_new", "forums:topic", "forums:post_edit", *ACTIONS, *OWN_ACTIONS])
def test_actions_of_a_territory_are_404_for_others(client_of, address, name, person, request):
    response = client_of(request.getfixturevalue(person)).post(address(name), {"title": "Titre", "body": "Bonjour"})

    assert response.status_code == 404
    assert set(Post.objects.values_list("body", flat=True)) == {"Qui peut samedi ?", "Le secret de Figeac"}
    assert Topic.objects.get().status == "open"


@pytest.mark.parametrize("person", ["colleague", "territorial", "coordinator"])
@pytest.mark.parametrize("name", ["forums:index", "forums:forum", "forums:topic_new", "forums:topic"])
def test_pages_of_a_territory_are_readable_there_and_by_the_coordination(client_of, address, name, person, request):
    response = client_of(request.getfixturevalue(person)).get(address(name))

    assert response.status_code == 200
    assert "Figeac" in response.content.decode()


def test_list_of_forums_is_404_for_a_learner(client_of, learner, network_forum):
    assert client_of(learner).get("/forums/").status_code == 404


def test_list_of_forums_leaves_out_other_territories(client_of, address, network_forum, stranger):
    page = client_of(stranger).get("/forums/")

    assert [line.forum for line in page.context["forum_lines"]] == [network_forum]
    assert "Figeac" not in page.content.decode()


def test_closed_position_hides_its_territory(client_of, address, animator, other_epm):
    animator.positions.update(epm=other_epm)

    assert client_of(animator).get(address("forums:topic")).status_code == 404
    assert client_of(animator).get(address("forums:post_edit")).status_code == 404


def test_member_whose_last_position_is_closed_is_logged_out(client_of, address, animator):
    animator.positions.update(end=date(2021, 12, 31))

    assert client_of(animator).get(address("forums:topic")).url == "/connexion/?acces=ferme"


@pytest.mark.parametrize("name", ["forums:post_edit"])
@pytest.mark.parametrize("person", ["colleague", "territorial", "coordinator"])
def test_post_is_edited_by_its_author_only(client_of, address, name, person, request):
    browser = client_of(request.getfixturevalue(person))

    assert browser.get(address(name)).status_code == 404
    assert browser.post(address(name), {"body": "Autre chose"}).status_code == 404
    assert [browser.post(address(action)).status_code for action in OWN_ACTIONS] == [404, 404]
    assert not Post.objects.exclude(withdrawn=None).exists()
    assert not Post.objects.filter(body="Autre chose").exists()


@pytest.mark.parametrize("name", ACTIONS)
def test_colleague_may_not_mark_the_solution(client_of, address, name, colleague):
    assert client_of(colleague).post(address(name)).status_code == 404
    assert Topic.objects.get().status == "open"


@pytest.mark.parametrize("name", [*ACTIONS, *OWN_ACTIONS])
def test_actions_require_post(client_of, address, name, animator):
    assert client_of(animator).get(address(name)).status_code == 405


def test_address_of_a_post_outlives_the_title_and_the_place_of_its_topic(client_of, topic, figeac_topic, animator):
    post = figeac_topic.posts.get()
    former = post.get_absolute_url()
    Topic.objects.filter(pk=figeac_topic.pk).update(forum=topic.forum, slug="autre-titre", title="Autre titre")

    for address in (former, f"/forums/message/{post.pk}/"):
        assert client_of(animator).get(address).url == f"/forums/reseau/autre-titre/#message-{post.pk}"


def test_topic_is_404_under_another_forum(client_of, topic, figeac_topic, animator):
    assert client_of(animator).get(f"/forums/reseau/{figeac_topic.slug}/").status_code == 404


@pytest.mark.parametrize("person", ["learner", "stranger", "other_territorial"])
def test_number_of_a_hidden_post_tells_nothing(client_of, figeac_topic, topic, person, request):
    browser, pk = client_of(request.getfixturevalue(person)), figeac_topic.posts.get().pk

    for address in (f"/forums/message/{pk}/", f"/forums/reseau/{topic.slug}/message/{pk}/"):
        assert browser.get(address).status_code == 404


def test_no_forum_takes_the_address_of_a_page():
    first_parts = {str(pattern.pattern).partition("/")[0] for pattern in urlpatterns}

    assert {part for part in first_parts if part and "<" not in part} <= {*RESERVED_SLUGS}
