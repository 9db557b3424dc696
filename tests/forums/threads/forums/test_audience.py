"""Who reads each kind of forum: the list, the tokens of the search and the readers say the same, for every role."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from forums.enums import ForumKind
from forums.threads.forums.models import Forum, ForumMember
from forums.threads.forums.permissions import creatable_kinds, watches_forum
from forums.threads.permissions import kinds_to_open
from reseau.people.members.models.member import Member
from reseau.places import audience
from tests.factories.forums import ForumFactory
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db

PEOPLE = [
    "animator", "colleague", "neighbour", "stranger", "territorial", "other_territorial", "coordinator", "learner",
    "former",
]  # fmt: skip
EVERYBODY = {*PEOPLE} - {"learner", "former"}
READERS = {
    "network": EVERYBODY,
    "theme": EVERYBODY,
    "territory": {"animator", "colleague", "neighbour", "territorial", "coordinator"},
    "epm": {"animator", "colleague", "territorial", "coordinator"},
    "project": {"stranger", "neighbour", "coordinator"},
}
WATCHERS = {
    "network": {"territorial", "other_territorial", "coordinator"},
    "theme": {"territorial", "other_territorial", "coordinator"},
    "territory": {"territorial", "coordinator"},
    "epm": {"territorial", "coordinator"},
    "project": {"stranger", "coordinator"},
}


@pytest.fixture
def people(request, figeac):
    """One person for each name of `PEOPLE`: `neighbour` works in another EPM of the territory."""
    neighbour = PositionFactory(epm=EPMFactory(commune__territory=figeac)).member
    former = PositionFactory(
        epm=request.getfixturevalue("epm"), start=datetime.date(2020, 1, 1), end=datetime.date(2021, 1, 1)
    ).member
    own = {"neighbour": neighbour, "former": former}
    return {name: own.get(name) or request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def forums(people, figeac, epm):
    project = ForumFactory(slug="project", kind=ForumKind.PROJECT)
    for name, is_keeper in (("stranger", True), ("neighbour", False), ("learner", False), ("former", True)):
        ForumMember.objects.create(forum=project, member=people[name], is_keeper=is_keeper)
    ForumFactory(slug="network")
    ForumFactory(slug="theme", kind=ForumKind.THEME)
    ForumFactory(slug="territory", territory=figeac)
    ForumFactory(slug="epm", epm=epm)
    return {forum.slug: forum for forum in Forum.objects.with_place()}


def reloaded(member) -> Member:
    return Member.objects.get(pk=member.pk)


@pytest.mark.parametrize("kind", ForumKind.values)
def test_list_tokens_and_readers_tell_the_same_people(kind, people, forums):
    forum, users = forums[kind], {name: reloaded(member) for name, member in people.items()}

    assert {name for name, user in users.items() if forum in Forum.objects.visible_to(user)} == READERS[kind]
    assert {name for name, user in users.items() if forum.is_visible_to(user)} == READERS[kind]
    keys = {user.pk: name for name, user in users.items()}
    assert {keys[pk] for pk in forum.readers().values_list("pk", flat=True) if pk in keys} == READERS[kind]


@pytest.mark.parametrize("kind", ForumKind.values)
def test_people_who_watch_announce_and_others_ask_or_discuss(kind, people, forums):
    users = {name: reloaded(people[name]) for name in READERS[kind]}

    assert {name for name, user in users.items() if watches_forum(user, forums[kind])} == WATCHERS[kind]
    assert {name for name, user in users.items() if "announcement" in kinds_to_open(user, forums[kind])} == WATCHERS[
        kind
    ]
    assert all({"question", "discussion"} <= set(kinds_to_open(user, forums[kind])) for user in users.values())


def test_visitor_reads_no_forum(forums):
    assert not Forum.objects.visible_to(AnonymousUser()).exists()
    assert not any(forum.is_visible_to(AnonymousUser()) for forum in forums.values())


def test_territorial_animators_create_in_their_territory_and_animators_nothing(people):
    kinds = {name: creatable_kinds(reloaded(member)) for name, member in people.items()}

    assert kinds["coordinator"] == list(ForumKind)
    assert kinds["territorial"] == [ForumKind.EPM, ForumKind.PROJECT]
    assert not any(kinds[name] for name in {*people} - {"coordinator", "territorial", "other_territorial"})


def test_person_in_two_projects_sees_each_once(people):
    for _ in range(2):
        forum = ForumFactory(kind=ForumKind.PROJECT)
        for name in ("animator", "colleague"):
            ForumMember.objects.create(forum=forum, member=people[name])

    assert Forum.objects.visible_to(reloaded(people["animator"])).filter(kind=ForumKind.PROJECT).count() == 2


@pytest.mark.parametrize(
    ("kind", "place"),
    [("territory", ()), ("epm", ()), ("network", ("epm",)), ("project", ("territory",)), ("epm", ("epm", "territory"))],
)
def test_database_refuses_a_place_that_does_not_fit_the_kind(kind, place, epm, figeac):
    places = {"epm": epm, "territory": figeac}

    with pytest.raises(IntegrityError), transaction.atomic():
        Forum.objects.create(kind=kind, title="Accueil", slug="accueil", **{name: places[name] for name in place})


def test_person_of_a_project_who_leaves_the_network_finds_nothing_of_it(people, forums):
    people["neighbour"].positions.update(end=datetime.date(2021, 1, 1), start=datetime.date(2020, 1, 1))

    assert forums["project"].audience_tokens.isdisjoint(audience.tokens_of(reloaded(people["neighbour"])))


def test_project_of_nobody_is_left_to_the_coordination(coordinator):
    forum = ForumFactory(kind=ForumKind.PROJECT)

    assert set(forum.readers()) == {coordinator}
    assert forum.audience_tokens == {audience.COORDINATOR}
    assert not watches_forum(MemberFactory(), forum)
