"""The public directory: visibility of places, and editing of their records."""

import pytest
from django.urls import reverse

from reseau.enums import EPMKind
from reseau.places.models.epm import EPM
from tests.factories.reseau import CommuneFactory, EPMFactory, PositionFactory

DIRECTORY = "/annuaire/"


def names(response) -> list[str]:
    return [epm.name for epm in response.context["places"]]


def facets(response) -> dict:
    return {
        facet.name: [(value.value, value.count, value.chosen) for value in facet.values]
        for facet in response.context["facets"]
    }


@pytest.fixture
def places(figeac, cahors):
    """Two places of Figeac, one of Cahors, and a closed one."""
    EPMFactory(commune__name="Gramat", commune__territory=figeac, kind=EPMKind.LIBRARY)
    EPMFactory(commune__name="Assier", commune__territory=figeac, kind=EPMKind.VILLAGE)
    EPMFactory(commune__name="Luzech", commune__territory=cahors, commune__postal_codes="46140", kind=EPMKind.LIBRARY)
    EPMFactory(commune__name="Fermeville", commune__territory=cahors, is_open=False)


def test_visitor_reads_every_open_place(client, places):
    response = client.get(reverse("reseau:directory"))

    assert names(response) == ["EPM de Assier", "EPM de Gramat", "EPM de Luzech"]
    assert facets(response) == {
        "territoire": [("cahors", 1, False), ("figeac", 2, False)],
        "type": [("village", 1, False), ("library", 2, False)],
    }


def test_member_also_reads_closed_places(places, animator, client_of):
    response = client_of(animator).get(DIRECTORY)

    assert names(response) == ["EPM de Assier", "EPM de Fermeville", "EPM de Gramat", "EPM de Gramat", "EPM de Luzech"]
    assert response.content.decode().count("fermé</span>") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "gramat"}, ["EPM de Gramat"]),
        ({"q": "46140"}, ["EPM de Luzech"]),
        ({"territoire": "figeac"}, ["EPM de Assier", "EPM de Gramat"]),
        ({"type": "library"}, ["EPM de Gramat", "EPM de Luzech"]),
        ({"territoire": "figeac", "type": "library"}, ["EPM de Gramat"]),
        ({"q": "luzech", "territoire": "figeac"}, []),
        ({"territoire": "nulle-part"}, []),
        ({"type": "\x00library"}, ["EPM de Gramat", "EPM de Luzech"]),
    ],
)
def test_list_is_filtered_by_words_and_facets(client, places, query, expected):
    assert names(client.get(DIRECTORY, query)) == expected


def test_counts_of_a_facet_follow_the_words_and_the_other_facet(client, places):
    response = client.get(DIRECTORY, {"q": "epm", "territoire": "figeac"})

    assert facets(response) == {
        "territoire": [("cahors", 1, False), ("figeac", 2, True)],
        "type": [("village", 1, False), ("library", 1, False)],
    }


def test_commune_without_a_place_suggests_the_nearest_open_ones(client, places, cahors):
    CommuneFactory(name="Saint-Céré", territory=cahors, town_hall_latitude=44.88)
    nearest_epm = EPMFactory(name="Tout près", commune__territory=cahors, latitude=44.88)

    response = client.get(DIRECTORY, {"q": "st céré"})

    assert names(response) == []
    assert [(epm.name, round(epm.kilometres)) for epm in response.context["nearest"]][:2] == [
        (nearest_epm.name, 0),
        ("EPM de Gramat", 11),
    ]
    assert "EPM de Fermeville" not in [epm.name for epm in response.context["nearest"]]


def test_search_without_match_shows_advice(client, places):
    response = client.get(DIRECTORY, {"q": "<script>"})

    assert names(response) == []
    assert response.content.decode().count("Voir tous les lieux") == 1
    assert response.content.decode().count("&lt;script&gt;") == 2


def test_page_has_twenty_places_and_a_page_beyond_the_last_is_404(client, figeac):
    EPMFactory.create_batch(21, commune__territory=figeac)

    assert len(names(client.get(DIRECTORY))) == 20
    assert len(names(client.get(DIRECTORY, {"page": 2}))) == 1
    assert client.get(DIRECTORY, {"page": 3}).status_code == 404


def test_directory_costs_the_same_with_1_and_30_places(client, client_of, animator, figeac, queries_of):
    member = client_of(animator)
    initial_counts = queries_of(client, DIRECTORY), queries_of(member, DIRECTORY)

    EPMFactory.create_batch(29, commune__territory=figeac)

    assert (queries_of(client, DIRECTORY), queries_of(member, DIRECTORY)) == initial_counts
    # One of the four is the menu of visitors.
    assert initial_counts == (4, 7)
    assert len(client.get(DIRECTORY).content) < 30_000


# The page of an EPM


def test_visitor_reads_the_record_and_the_size_of_the_team(client, epm, animator, colleague, former):
    page = client.get(epm.get_absolute_url()).content.decode()

    assert page.count("2 personnes vous y accueillent.") == 1
    for member in (animator, colleague, former):
        assert str(member) not in page
    assert page.count('href="geo:44.78000,1.72000?q=44.78000,1.72000"') == 1
    assert page.count("Gramat, CC Causses et Vallée de la Dordogne. Territoire : Figeac.") == 1
    assert page.count("lieu fictif de démonstration") == 0
    assert page.count("Modifier la fiche") == 0


def test_member_sees_the_names_of_the_current_team(client_of, epm, animator, former, stranger):
    PositionFactory(epm=epm, member__is_active=False)

    response = client_of(stranger).get(epm.get_absolute_url())

    assert [position.member for position in response.context["positions"]] == [animator]
    assert response.content.decode().count(str(animator)) == 1
    assert str(former) not in response.content.decode()


def test_learner_sees_no_name(client_of, learner, epm, animator):
    page = client_of(learner).get(epm.get_absolute_url()).content.decode()

    assert page.count("1 personne vous y accueille.") == 1
    assert str(animator) not in page


def test_fictitious_place_is_marked_in_the_list_and_on_its_page(client, figeac):
    epm = EPMFactory(is_fictitious=True, commune__territory=figeac)

    for url in (DIRECTORY, epm.get_absolute_url()):
        assert client.get(url).content.decode().count("lieu fictif de démonstration") == 1


def test_closed_place_is_404_for_outsiders(client, client_of, epm, learner, stranger):
    EPM.objects.update(is_open=False)

    assert client.get(epm.get_absolute_url()).status_code == 404
    assert client_of(learner).get(epm.get_absolute_url()).status_code == 404
    assert client_of(stranger).get(epm.get_absolute_url()).status_code == 200


def test_record_costs_the_same_with_1_and_30_people(client_of, epm, animator, queries_of):
    member = client_of(animator)
    with_one = queries_of(member, epm.get_absolute_url())

    for _ in range(29):
        PositionFactory(epm=epm)

    assert queries_of(member, epm.get_absolute_url()) == with_one
    assert with_one <= 13
