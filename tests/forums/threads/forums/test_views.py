"""Pages where a forum is created and kept: who opens them, what they refuse, what they change."""

import pytest

from alertes.channels.notices.models import Notice
from forums.threads.forums.models import Forum
from forums.threads.forums.services import create_forum
from tests.factories.forums import ForumFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db

WORDS = {"title": "Parents et écrans", "description": "Préparer ensemble la semaine des familles."}


@pytest.fixture
def project(territorial, colleague):
    return create_forum(by=territorial, kind="project", members=[colleague], **WORDS)


@pytest.mark.parametrize("person", ["animator", "learner"])
@pytest.mark.parametrize("address", ["nouveau-forum/", "nouveau-forum/project/", "nouveau-forum/theme/"])
def test_animators_and_learners_create_no_forum(client_of, person, address, request):
    browser = client_of(request.getfixturevalue(person))

    assert (browser.get(f"/forums/{address}").status_code, browser.post(f"/forums/{address}", WORDS).status_code) == (
        404,
        404,
    )
    assert not Forum.objects.exists()


@pytest.mark.parametrize("kind", ["network", "theme", "territory", "nothing"])
def test_territorial_animator_creates_no_forum_for_all(client_of, territorial, figeac, kind):
    response = client_of(territorial).post(f"/forums/nouveau-forum/{kind}/", {**WORDS, "territory": figeac.pk})

    assert response.status_code == 404
    assert not Forum.objects.exists()


def test_kinds_are_chosen_from_those_that_one_may_create(client_of, territorial, coordinator):
    pages = {person: client_of(person).get("/forums/nouveau-forum/") for person in (territorial, coordinator)}

    assert [len(pages[person].context["kinds"]) for person in (territorial, coordinator)] == [2, 5]


def test_territorial_animator_creates_a_project_with_people_of_any_territory(client_of, territorial, stranger):
    response = client_of(territorial).post("/forums/nouveau-forum/project/", {**WORDS, "members": [stranger.pk]})

    forum = Forum.objects.get()
    assert (response.status_code, response.url) == (302, "/forums/parents-et-ecrans/")
    assert list(forum.memberships.order_by("pk").values_list("member", "is_keeper")) == [
        (territorial.pk, True),
        (stranger.pk, False),
    ]
    assert list(Notice.objects.values_list("member", "url")) == [(stranger.pk, "/forums/parents-et-ecrans/")]


def test_forum_of_an_epm_is_for_one_epm_of_the_territory(client_of, territorial, epm, other_epm):
    browser = client_of(territorial)

    refused = browser.post("/forums/nouveau-forum/epm/", {**WORDS, "epm": other_epm.pk})
    created = browser.post("/forums/nouveau-forum/epm/", {**WORDS, "epm": epm.pk})
    second = browser.post("/forums/nouveau-forum/epm/", {**WORDS, "epm": epm.pk})

    assert [response.status_code for response in (refused, created, second)] == [200, 302, 200]
    assert list(Forum.objects.values_list("kind", "epm")) == [("epm", epm.pk)]
    assert WORDS["description"] in refused.content.decode()


@pytest.mark.parametrize("kind", ["network", "theme", "territory", "epm", "project"])
def test_coordination_creates_each_kind(client_of, coordinator, figeac, epm, kind):
    page = client_of(coordinator).get(f"/forums/nouveau-forum/{kind}/")
    response = client_of(coordinator).post(
        f"/forums/nouveau-forum/{kind}/", {**WORDS, "territory": figeac.pk, "epm": epm.pk}
    )

    assert (page.status_code, response.status_code) == (200, 302)
    assert Forum.objects.get().kind == kind


def test_title_of_an_address_in_use_gets_another(coordinator):
    addresses = [
        create_forum(by=coordinator, kind="theme", title=title, description="Ensemble.").slug
        for title in ("Réglages", "Matériel", "Matériel", "!!")
    ]

    assert addresses == ["reglages-2", "materiel", "materiel-2", "forum"]


def test_nothing_typed_is_lost_without_a_title(client_of, coordinator):
    page = client_of(coordinator).post("/forums/nouveau-forum/theme/", {"title": "", "description": "Nos outils"})

    assert "Donnez un titre à ce forum." in page.content.decode()
    assert 'value="Nos outils"' in page.content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [("territorial", 200), ("coordinator", 200), ("colleague", 404), ("other_territorial", 404), ("learner", 404)],
)
def test_settings_are_for_those_who_watch_over_the_project(client_of, project, person, status, request):
    assert client_of(request.getfixturevalue(person)).get(f"/forums/reglages/{project.slug}/").status_code == status


def test_people_come_and_go_and_keepers_stay(client_of, project, territorial, animator, colleague):
    client_of(territorial).post(f"/forums/reglages/{project.slug}/", {**WORDS, "members": [animator.pk]})

    assert set(project.memberships.values_list("member", flat=True)) == {territorial.pk, animator.pk}
    assert client_of(colleague).get(project.get_absolute_url()).status_code == 404
    assert client_of(animator).get(project.get_absolute_url()).status_code == 200


def test_new_words_keep_the_address(client_of, coordinator):
    forum = ForumFactory(slug="reseau")

    client_of(coordinator).post("/forums/reglages/reseau/", {"title": "Entre nous", "description": "Tout."})

    forum.refresh_from_db()
    assert (forum.title, forum.slug) == ("Entre nous", "reseau")


def test_epm_to_choose_are_open_and_of_the_territory(client_of, territorial, epm, other_epm, figeac):
    EPMFactory(commune__territory=figeac, is_open=False)

    page = client_of(territorial).get("/forums/nouveau-forum/epm/")

    assert list(page.context["form"].fields["epm"].queryset) == [epm]
