"""Communes as people type them: names, postcodes, slips, communes outside the Lot."""

import pytest
from django.core.exceptions import ValidationError

from formation.sessions.name_fields import CommuneField
from reseau.places.commune_search import NATIONAL_MAP, find_commune
from reseau.places.models.commune import Commune
from reseau.places.reference import load_communes
from reseau.texts.accent_folding import fold
from tests.factories.reseau import CommuneFactory


@pytest.fixture
def communes(figeac):
    for name, population, former in [
        ("Cahors", 20000, ""),
        ("Saint-Céré", 3500, ""),
        ("Saint-Céré-le-Vieux", 9000, ""),
        ("Porte-du-Quercy", 600, "le boulve, fargues"),
    ]:
        CommuneFactory(
            name=name, population=population, former_names=former, territory=figeac, postal_codes="46800 46090"
        )


@pytest.fixture
def lot(db):
    load_communes()


def name_of(words: str) -> str:
    return str(find_commune(words).commune or "")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("cahors", "Cahors"),
        ("St Cere", "Saint-Céré"),
        ("fargues", "Porte-du-Quercy"),
        ("46800 porte", "Porte-du-Quercy"),
        ("46 800 porte", "Porte-du-Quercy"),
    ],
)
def test_words_name_the_shortest_name_then_the_largest(communes, query, name):
    assert name_of(query) == name


@pytest.mark.parametrize("query", ["", " ! ", "6090", "xylophone"])
def test_other_words_name_no_commune(communes, query):
    named = find_commune(query)
    assert (named.commune, named.choices, named.is_elsewhere) == (None, (), False)


def test_each_commune_is_named_by_its_name_and_with_its_postcode(lot):
    for commune in Commune.objects.all():
        for words in (commune.name, fold(commune.name), f"{commune.postal_code} {commune.name}"):
            assert find_commune(words).commune == commune, words


@pytest.mark.parametrize("written", ["46350", "46 350", "46\u00a0350"])
def test_code_of_several_communes_leaves_the_choice(lot, written):
    named = find_commune(written)

    assert [named.commune, *map(str, named.choices)] == [
        *(None, "Calès", "Lamothe-Fénelon", "Loupiac", "Masclat", "Nadaillac-de-Rouge", "Payrac", "Reilhaguet")
    ]


def test_no_code_chooses_for_its_people(lot):
    """Every code of the Lot leads to its only commune, or leaves the choice of all of its communes."""
    codes = {code for commune in Commune.objects.all() for code in commune.postal_codes.split()}
    for code in codes:
        own = [commune for commune in Commune.objects.all() if code in commune.postal_codes.split()]
        named = find_commune(code)
        assert [named.commune] == own if len(own) == 1 else list(named.choices) == own, code
    assert len(codes) > 30


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        ("Fijeac", "Figeac"),
        ("figac", "Figeac"),
        ("Lalbenqe", "Lalbenque"),
        ("Puy l’Évèque", "Puy-l’Évêque"),
        ("Saint Sere", "Saint-Céré"),
        ("limonge", "Limogne-en-Quercy"),
        ("Montt", "Le Montat"),
        ("46350 payrca", "Payrac"),
    ],
)
def test_one_slip_is_forgiven(lot, slip, name):
    named = find_commune(slip)
    assert name in {name_of(slip), *map(str, named.choices)}


def test_two_slips_name_no_commune(lot):
    named = find_commune("fijaec")
    assert (named.commune, named.choices) == (None, ())


def test_slip_is_not_asked_about_when_the_words_name_a_commune(communes):
    assert name_of("cahors") == "Cahors"
    assert find_commune("cahord", forgives=lambda: False).commune is None


def test_slip_costs_one_more_query(communes, django_assert_num_queries):
    with django_assert_num_queries(1):
        find_commune("cahors")
    with django_assert_num_queries(2):
        find_commune("cahord")


@pytest.mark.parametrize("words", ["Montauban", "brive", "Brive-la-Gaillarde", "19100", "82 000", "24200 Sarlat"])
def test_commune_outside_the_lot_is_recognised(lot, words):
    named = find_commune(words)
    assert (named.commune, named.choices, named.is_elsewhere) == (None, (), True)


@pytest.mark.parametrize(
    ("words", "part"),
    [("46350", "Calès, Lamothe-Fénelon"), ("Brive", NATIONAL_MAP), ("xylophone", "Aucune commune du département")],
)
def test_field_says_why_it_names_no_commune(lot, words, part):
    with pytest.raises(ValidationError) as refusal:
        CommuneField().clean(words)
    assert part in refusal.value.messages[0]


@pytest.mark.parametrize(
    "address", ["/annuaire/", "/annuaire/carte/", "/annuaire/integrer/", "/ressources/prochains-ateliers/"]
)
def test_page_asks_which_commune_or_leads_out_of_the_lot(client, lot, address):
    code = client.get(address, {"q": "46350"}).content.decode()
    assert [code.count(f'?q={name}"') for name in ("Payrac", "Masclat")] == [1, 1]
    assert client.get(address, {"q": "brive"}).content.decode().count(f'href="{NATIONAL_MAP}"') == 1
    assert client.get(address, {"q": "payrac"}).content.decode().count(NATIONAL_MAP) == 0
