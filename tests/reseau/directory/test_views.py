"""The public directory: what is listed, in which order, with which counts, and what is said first."""

import datetime

import pytest
from django.utils import timezone

from reseau.directory.open_moments import OpenMoment
from reseau.directory.place_hours.services import refresh_intervals
from reseau.enums import EPMKind
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.vocabulary import FeatureKind
from tests.factories.reseau import CommuneFactory, EPMFactory

DIRECTORY = "/annuaire/"
EVERY_DAY, NEVER_SATURDAY = "Mo-Su 00:00-24:00", "Mo-Fr 00:00-24:00; Su 00:00-24:00"
BASICS, CREATION = "Maîtrise des outils numériques du quotidien", "Loisirs et créations numériques"
BASICS_SLUG = "maitrise-des-outils-numeriques-du-quotidien"


def names(response) -> list[str]:
    return [epm.name for epm in response.context["places"]]


def counts(response, name: str) -> dict[str, int]:
    (facet,) = (facet for facet in response.context["view"].facets if facet.name == name)
    return {value.value: value.count for value in facet.values}


@pytest.fixture
def _thursday_morning(monkeypatch):
    moment = datetime.datetime(2026, 10, 22, 9, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def places(_thursday_morning, figeac, cahors):
    """Gramat (closed on Saturday), Assier at 6 km, Luzech at 56 km in the south, and a closed place."""
    gramat = EPMFactory(
        commune__name="Gramat", commune__territory=figeac, kind=EPMKind.LIBRARY, opening_hours=NEVER_SATURDAY
    )
    assier = EPMFactory(
        commune__name="Assier",
        commune__territory=figeac,
        latitude=44.73,
        opening_hours=EVERY_DAY,
        is_accessible=True,
    )
    luzech = EPMFactory(
        commune__name="Luzech",
        commune__territory=cahors,
        commune__postal_codes="46140",
        commune__town_hall_latitude=44.28,
        latitude=44.28,
        kind=EPMKind.LIBRARY,
        opening_hours=EVERY_DAY,
    )
    EPMFactory(commune__name="Fermeville", commune__territory=cahors, is_open=False, opening_hours=EVERY_DAY)
    for epm, values in {gramat: [BASICS], assier: [BASICS, CREATION], luzech: [CREATION]}.items():
        PlaceFeature.objects.bulk_create(
            PlaceFeature(epm=epm, kind=FeatureKind.SERVICE, value=value) for value in values
        )
    PlaceFeature.objects.create(epm=luzech, kind=FeatureKind.PRICE, value="Gratuit")
    refresh_intervals(epms=EPM.objects.all())


def test_visitor_reads_every_open_place_by_commune(client, places):
    assert names(client.get(DIRECTORY)) == ["EPM de Assier", "EPM de Gramat", "EPM de Luzech"]


def test_member_also_reads_closed_places(client, animator, client_of, figeac):
    EPMFactory(commune__name="Fermeville", commune__territory=figeac, is_open=False)

    response = client_of(animator).get(DIRECTORY)

    assert names(response) == ["EPM de Fermeville", "EPM de Gramat"]
    assert names(client.get(DIRECTORY)) == ["EPM de Gramat"]
    assert response.content.decode().count("fermé</span>") == 1


def test_commune_gives_its_place_then_the_nearest_with_their_distance(client, places):
    response = client.get(DIRECTORY, {"q": "gramat"})

    assert [(epm.name, round(epm.kilometres)) for epm in response.context["places"]] == [
        ("EPM de Gramat", 0),
        ("EPM de Assier", 6),
        ("EPM de Luzech", 56),
    ]
    page = response.content.decode()
    assert [page.count(f">{words}</span>") for words in ("tout près", "à 6\u00a0km", "à 56\u00a0km")] == [1, 1, 1]


def test_position_orders_places_as_a_commune_does(client, places):
    response = client.get(DIRECTORY, {"pres": "44.2811,1.7211"})

    assert names(response) == ["EPM de Luzech", "EPM de Assier", "EPM de Gramat"]
    assert response.context["origin"].position == "44.28,1.72"
    assert response.content.decode().count('name="pres" value="44.28,1.72"') == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "epm luzech"}, ["EPM de Luzech"]),
        ({"q": "46140"}, ["EPM de Luzech", "EPM de Assier", "EPM de Gramat"]),
        ({"q": "luzech", "territoire": "figeac"}, ["EPM de Assier", "EPM de Gramat"]),
        ({"q": "gramat", "rayon": "10"}, ["EPM de Gramat", "EPM de Assier"]),
        ({"q": "gramat", "ouvert": "samedi"}, ["EPM de Assier", "EPM de Luzech"]),
        ({"territoire": "figeac"}, ["EPM de Assier", "EPM de Gramat"]),
        ({"type": "library"}, ["EPM de Gramat", "EPM de Luzech"]),
        ({"type": "\x00library"}, ["EPM de Gramat", "EPM de Luzech"]),
        ({"fauteuil": "oui"}, ["EPM de Assier"]),
        ({"service": BASICS_SLUG}, ["EPM de Assier", "EPM de Gramat"]),
        ({"service": BASICS_SLUG, "type": "library"}, ["EPM de Gramat"]),
        ({"prix": "gratuit"}, ["EPM de Luzech"]),
        ({"rayon": "10"}, ["EPM de Assier", "EPM de Gramat", "EPM de Luzech"]),
        ({"q": "gramat", "rayon": "9 or 1"}, []),
        ({"service": "autre"}, []),
        ({"ouvert": "hier"}, []),
        ({"fauteuil": "non"}, []),
        ({"territoire": "nulle-part"}, []),
    ],
)
def test_list_is_narrowed_by_the_address(client, places, query, expected):
    assert names(client.get(DIRECTORY, query)) == expected


def test_counts_of_a_facet_follow_the_words_and_the_other_facets(client, places):
    response = client.get(DIRECTORY, {"q": "gramat", "service": BASICS_SLUG, "rayon": "10"})

    assert names(response) == ["EPM de Gramat", "EPM de Assier"]
    assert counts(response, "ouvert") == {"maintenant": 2, "soir": 2, "samedi": 1}
    assert counts(response, "fauteuil") == {"oui": 1}
    assert counts(response, "territoire") == {"figeac": 2}
    assert counts(response, "type") == {"village": 1, "library": 1}
    assert counts(response, "rayon") == {"10": 2, "20": 2, "30": 2}
    assert counts(response, "service") == {BASICS_SLUG: 2, "loisirs-et-creations-numeriques": 1}
    assert counts(response, "prix") == {}


def test_chosen_facet_counts_what_its_other_values_would_leave(client, places):
    response = client.get(DIRECTORY, {"territoire": "figeac", "prix": "gratuit"})

    assert names(response) == []
    assert counts(response, "territoire") == {"cahors": 1, "figeac": 0}
    assert counts(response, "prix") == {"gratuit": 0}


def test_place_of_the_commune_closed_on_saturday_is_said_first_with_the_nearest_open_one(client, places):
    response = client.get(DIRECTORY, {"q": "gramat", "ouvert": "samedi"})

    said = response.context["closed_commune"]()
    assert [epm.name for epm in said.closed] == ["EPM de Gramat"]
    assert [(epm.name, round(epm.kilometres)) for epm in said.nearest] == [("EPM de Assier", 6), ("EPM de Luzech", 56)]
    page = response.content.decode().replace("\n", " ")
    assert page.count(f"EPM de Gramat est fermé {response.context['moment_words']}.") == 1
    assert page.index("EPM de Gramat est fermé") < page.index('<ul class="rows marked">')


def test_open_place_of_the_commune_needs_no_notice(client, places):
    assert client.get(DIRECTORY, {"q": "assier"}).context["closed_commune"]() is None


def test_commune_without_a_place_names_the_nearest_open_ones(client, places, figeac):
    CommuneFactory(name="Saint-Céré", territory=figeac, town_hall_latitude=44.74)

    response = client.get(DIRECTORY, {"q": "st céré"})

    said = response.context["closed_commune"]()
    assert (said.closed, said.unknown, said.nearest[0].name) == ([], [], "EPM de Assier")
    assert response.content.decode().count("Il n’y a pas encore de lieu à Saint-Céré.") == 1


def test_place_whose_hours_nobody_checked_is_unknown_rather_than_closed(client, places):
    EPM.objects.filter(name="EPM de Assier").update(checked_on=None)

    response = client.get(DIRECTORY, {"q": "assier"})

    said = response.context["closed_commune"]()
    assert (said.closed, [epm.name for epm in said.unknown]) == ([], ["EPM de Assier"])
    assert response.content.decode().count("On ne sait pas si EPM de Assier est ouvert en ce moment") == 1


def test_hours_of_the_day_asked_about_stand_in_the_row(client, places):
    EPM.objects.filter(name="EPM de Assier").update(opening_hours="Sa 09:00-12:00")
    refresh_intervals(epms=EPM.objects.all())

    (assier,) = client.get(DIRECTORY, {"q": "assier", "ouvert": OpenMoment.SATURDAY, "rayon": "10"}).context["places"]

    assert assier.hours_then == "9\u00a0h\u00a0–\u2060\u00a012\u00a0h"


def test_search_without_match_shows_advice_and_keeps_the_words(client, places):
    response = client.get(DIRECTORY, {"q": "<script>"})

    assert names(response) == []
    assert response.content.decode().count("Voir tous les lieux") == 1
    assert response.content.decode().count("&lt;script&gt;") == 1


def test_page_may_ask_for_the_position_and_no_other_page_may(client, places, epm):
    assert "geolocation=(self)" in client.get(DIRECTORY)["Permissions-Policy"].split(", ")
    assert "geolocation=()" in client.get(epm.get_absolute_url())["Permissions-Policy"].split(", ")


def test_page_has_twenty_places_and_a_page_beyond_the_last_is_404(client, figeac):
    EPMFactory.create_batch(21, commune__territory=figeac)

    assert len(names(client.get(DIRECTORY))) == 20
    assert len(names(client.get(DIRECTORY, {"page": 2}))) == 1
    assert client.get(DIRECTORY, {"page": 3}).status_code == 404


def test_directory_costs_the_same_with_1_and_30_places(client, client_of, animator, figeac, queries_of):
    member, around = client_of(animator), f"{DIRECTORY}?q=Gramat&ouvert=samedi&service={BASICS_SLUG}"
    EPM.objects.update(opening_hours=EVERY_DAY)
    PlaceFeature.objects.create(epm=EPM.objects.get(), kind=FeatureKind.SERVICE, value=BASICS)
    refresh_intervals(epms=EPM.objects.all())
    initial_counts = queries_of(client, DIRECTORY), queries_of(member, DIRECTORY), queries_of(client, around)

    for epm in EPMFactory.create_batch(29, commune__territory=figeac, opening_hours=EVERY_DAY):
        PlaceFeature.objects.create(epm=epm, kind=FeatureKind.SERVICE, value=BASICS)
    refresh_intervals(epms=EPM.objects.all())

    counts_now = queries_of(client, DIRECTORY), queries_of(member, DIRECTORY), queries_of(client, around)
    assert counts_now == initial_counts
    # One of them is the menu of visitors.
    assert initial_counts == (6, 9, 8)
    assert len(client.get(around).content) < 30_000
