"""The members' directory: who knows and wants what, for those who may read it and for nobody else."""

import pytest

from formation.offer.needs.services import add_wish
from reseau.enums import ShownTo
from reseau.people.members.models.member import Member
from reseau.people.profiles.services import set_know_how
from reseau.texts.tags.models import Tag
from reseau.texts.tags.tagged_kinds import seen_tags, uses_of
from search.sources.registry import source

MEMBERS = "/membres/"


@pytest.fixture
def knowing(colleague):
    """A colleague of the animator, who knows something, wants something and can be reached."""
    set_know_how(member=colleague, text="généalogie, Linux")
    add_wish(words="Filmer un atelier", domain=None, by=colleague)
    Member.objects.filter(pk=colleague.pk).update(phone="05 36 49 00 17", about="Archives départementales.")
    return colleague


def hide(member, **choices) -> None:
    Member.objects.filter(pk=member.pk).update(**{f"{name}_shown_to": choice for name, choice in choices.items()})


def found(client, **query) -> list[Member]:
    return list(client.get(MEMBERS, query).context["members"])


def facet(client, name: str) -> list[tuple[str, int]]:
    facets = client.get(MEMBERS).context["facets"]
    return next([(value.label, value.count) for value in each.values] for each in facets if each.name == name)


def test_members_are_found_by_what_they_know(client_of, stranger, knowing):
    client = client_of(stranger)

    assert facet(client, "sait") == [("généalogie", 1), ("Linux", 1)]
    assert found(client, sait="linux") == [knowing]
    assert found(client, q="genealog") == [knowing]
    assert found(client, sait="linux", territoire="cahors") == []
    assert found(client, sait="inconnu") == []


def test_wants_are_found_by_those_to_whom_they_are_shown(client_of, stranger, territorial, knowing):
    """By default those who plan alone read them."""
    key = f"besoin-{knowing.training_voices.get().wish_id}"
    assert (facet(client_of(stranger), "veut"), found(client_of(stranger), veut=key)) == ([], [])
    assert found(client_of(stranger), q="filmer") == []
    assert facet(client_of(territorial), "veut") == [("Filmer un atelier", 1)]

    hide(knowing, wants=ShownTo.NETWORK)

    client = client_of(stranger)
    assert facet(client, "veut") == [("Filmer un atelier", 1)]
    assert (found(client, veut=key), found(client, q="filmer")) == ([knowing], [knowing])
    assert [found(client, veut=wrong) for wrong in ("besoin-x", "7", "besoin-99999999999")] == [[], [], []]


@pytest.mark.parametrize(
    ("choice", "person", "is_shown"),
    [
        (ShownTo.NETWORK, "stranger", True),
        (ShownTo.TERRITORY, "stranger", False),
        (ShownTo.TERRITORY, "animator", True),
        (ShownTo.NOBODY, "animator", False),
        (ShownTo.NOBODY, "territorial", True),
        (ShownTo.NOBODY, "coordinator", True),
    ],
)
def test_nothing_that_is_kept_from_a_reader_leaks(request, client_of, knowing, choice, person, is_shown):
    hide(knowing, email=choice, phone=choice, offers=choice, wants=choice)
    user = request.getfixturevalue(person)
    client = client_of(user)
    kept = (knowing.email, "05 36 49 00 17", "Linux", "Filmer un atelier", "Archives départementales")

    page = client.get(knowing.get_absolute_url()).text
    rows = client.get(MEMBERS).text

    assert [words in page for words in kept] == [is_shown] * 5
    assert [words in rows for words in kept] == [is_shown, False, is_shown, is_shown, is_shown]
    assert found(client, q="archives") == [knowing] * is_shown
    assert found(client, sait="linux") == [knowing] * is_shown
    assert client.get("/membres/mots-cles/", {"q": "lin"}).json() == [{"name": "Linux", "merged": ""}] * is_shown
    assert seen_tags(user).filter(name="Linux").exists() is is_shown
    reader = Member.objects.get(pk=user.pk)
    assert len(uses_of(Tag.objects.get(name="Linux"), reader, besides=object)) == is_shown


@pytest.mark.parametrize("choice", ShownTo)
def test_search_of_the_site_knows_what_the_whole_network_reads(knowing, choice):
    hide(knowing, offers=choice)
    document = source("member").document(source("member").queryset().get(pk=knowing.pk))

    is_shown = choice == ShownTo.NETWORK
    assert document.facets["know_how"] == (("Linux", "généalogie") if is_shown else ())
    assert document.body == ("Archives départementales.\nLinux\ngénéalogie" if is_shown else "")


def test_names_of_know_how_are_for_the_network(client_of, learner, client, knowing):
    assert client_of(learner).get("/membres/mots-cles/?q=lin").status_code == 404
    assert client.get("/membres/mots-cles/?q=lin").status_code == 302


def test_page_of_a_member_costs_the_same_whatever_they_know(client_of, animator, colleague, queries_of):
    client = client_of(animator)
    hide(colleague, wants=ShownTo.NETWORK)
    before = queries_of(client, colleague.get_absolute_url())

    set_know_how(member=colleague, text="a1, a2, a3")
    for number in range(3):
        add_wish(words=f"Besoin {number}", domain=None, by=colleague)

    assert queries_of(client, colleague.get_absolute_url()) == before
