"""Facets of the list: results of each choice, and counts."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from b2i.frameworks.models.framework import Domain
from ressources.library.library_facets import SheetFacets
from ressources.library.readers.models import favourites_of
from tests.factories.readers import FavouriteFactory
from tests.factories.ressources import DraftFactory, SheetFactory, StepContentFactory, SubmittedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facets_of():
    """`facets_of("q=photo")`: the facets of a visitor for this query string."""

    def narrow(query: str = "", user=None) -> SheetFacets:
        request = RequestFactory().get(f"/ressources/?{query}")
        request.user = user or AnonymousUser()
        return SheetFacets(request)

    return narrow


@pytest.fixture
def three_sheets(epm, skill_keys):
    """Photo (45 min, beginner), Impôts (1 h 30, confirmed, offline), Souris (2 h)."""

    def make(title, minutes, **changes):
        steps = (StepContentFactory(minutes=minutes),)
        data = {f"data__{name}": value for name, value in ({"aim": "Un objectif."} | changes).items()}
        return SheetFactory(epm=epm, data__title=title, data__steps=steps, **data)

    return [
        make("Classer ses photos", 45, skills=skill_keys("D1.2"), tags=("image", "rangement")),
        make(
            "Déclarer ses impôts",
            90,
            level="confirme",
            needs_internet=False,
            skills=skill_keys("D2.4", "D1.2", "D1.1"),
            tags=("démarches",),
        ),
        make("Dompter la souris", 150, aim="À la fin, chacun sait cliquer sur une photo.", tags=("image",)),
    ]


def matching_titles(facets: SheetFacets) -> list[str]:
    return sorted(facets.choice.matching().values_list("title", flat=True))


def counts(facets: SheetFacets) -> dict[str, dict[str, int]]:
    return {facet.name: {value.label: value.count for value in facet.values} for facet in facets.facets()}


PHOTO, TAX, MOUSE = "Classer ses photos", "Déclarer ses impôts", "Dompter la souris"
NARROWED = {
    "": [PHOTO, TAX, MOUSE],
    "q=photo": [PHOTO, MOUSE],
    "q=photo+classer": [PHOTO],
    "q=demarches": [],
    "q=d%C3%A9marches": [TAX],
    "domaine=D1": [PHOTO, TAX],
    "domaine=D9": [],
    "niveau=confirme": [TAX],
    "niveau=inconnu": [PHOTO, TAX, MOUSE],
    "duree=60": [PHOTO],
    "duree=90": [PHOTO, TAX],
    "duree=long": [MOUSE],
    "duree=tout": [PHOTO, TAX, MOUSE],
    "hors-ligne=oui": [TAX],
    "hors-ligne=non": [PHOTO, TAX, MOUSE],
    "motcle=image": [PHOTO, MOUSE],
    "motcle=image&duree=60&domaine=D1&niveau=debutant&q=photos": [PHOTO],
    "q=%00photo%27%22%25": [],
}


def test_choices_narrow_the_list(three_sheets, facets_of):
    found = {query: facets_of(query) for query in NARROWED}

    assert {query: matching_titles(facets) for query, facets in found.items()} == {
        query: sorted(titles) for query, titles in NARROWED.items()
    }
    assert {query: facets.total for query, facets in found.items()} == {
        query: len(titles) for query, titles in NARROWED.items()
    }


def test_counts_before_choosing(three_sheets, facets_of):
    assert counts(facets_of()) == {
        "type": {"Fiche d’atelier": 3},
        "domaine": {"L’ordinateur": 2, "Droits et sécurité": 1},
        "niveau": {"Débutant": 2, "Confirmé": 1},
        "duree": {"1 h ou moins": 1, "1 h 30 ou moins": 2, "2 h ou moins": 2, "Plus de 2 h": 1},
        "hors-ligne": {"Sans Internet": 1},
        "motcle": {"image": 2, "démarches": 1, "rangement": 1},
    }


def test_domains_show_their_colour(three_sheets, facets_of):
    domains = next(facet for facet in facets_of().facets() if facet.name == "domaine")
    assert [(value.value, value.hue) for value in domains.values] == [("D1", "d1"), ("D2", "d2")]


def test_domain_without_short_name_shows_its_letter_and_its_name(three_sheets, facets_of):
    Domain.objects.update(short_name="")
    domains = next(facet for facet in facets_of().facets() if facet.name == "domaine")
    assert {value.hue for value in domains.values} == {""}
    assert [value.label for value in domains.values] == ["D1 – Environnement informatique", "D2 – Attitude citoyenne"]


def test_counts_of_a_facet_ignore_its_own_choice_and_keep_the_others(three_sheets, facets_of):
    assert counts(facets_of("niveau=debutant&motcle=image")) == {
        "type": {"Fiche d’atelier": 2},
        "domaine": {"L’ordinateur": 1},
        "niveau": {"Débutant": 2},
        "duree": {"1 h ou moins": 1, "1 h 30 ou moins": 1, "2 h ou moins": 1, "Plus de 2 h": 1},
        "motcle": {"image": 2, "rangement": 1},
    }


def test_chosen_value_links_to_its_removal(three_sheets, facets_of):
    facet = next(facet for facet in facets_of("niveau=confirme&q=imp").facets() if facet.name == "niveau")
    assert [(value.label, value.chosen, value.url) for value in facet.values] == [
        ("Confirmé", True, "/ressources/?q=imp")
    ]


def test_rare_chosen_tag_stays_visible(epm, facets_of):
    for number in range(22):
        SheetFactory(epm=epm, data__tags=(f"frequent-{number}", f"aussi-{number}"))
        SheetFactory(epm=epm, data__tags=(f"frequent-{number}", f"aussi-{number}"))
    SheetFactory(epm=epm, data__tags=("rare", "frequent-1"))
    facet = next(facet for facet in facets_of("motcle=rare").facets() if facet.name == "motcle")
    assert [(value.label, value.count) for value in facet.values if value.chosen] == [("rare", 1)]


def test_invisible_sheets_are_in_no_count_and_no_tag(member_sheet, epm, animator, facets_of, skill_keys):
    DraftFactory(epm=epm, author=animator, data__tags=("brouillon",), data__skills=skill_keys("D3.1"))
    SubmittedFactory(epm=epm, author=animator, data__tags=("en-attente",))
    assert (facets_of().total, counts(facets_of())) == (0, {})
    assert facets_of("motcle=discret").total == 0


def test_member_sees_the_tags_of_members_sheets(member_sheet, facets_of, stranger):
    assert counts(facets_of(user=stranger))["motcle"] == {"discret": 1}


def test_facets_and_total_cost_two_queries(three_sheets, facets_of, django_assert_num_queries):
    facets = facets_of("q=photo&domaine=D1&niveau=debutant&duree=60&hors-ligne=oui&motcle=image")
    with django_assert_num_queries(2):
        facets.facets()
        assert facets.total == 0


def test_facet_of_favourites_costs_one_query(three_sheets, facets_of, stranger, django_assert_num_queries):
    FavouriteFactory(member=stranger, sheet=three_sheets[0])
    FavouriteFactory(sheet=three_sheets[1])
    facets = facets_of("favoris=oui&duree=60", stranger)
    facets.request.user.live_positions  # noqa: B018 - asked before, by the page
    with django_assert_num_queries(3):
        assert counts(facets)["favoris"] == {"Mes favoris": 1}
        assert facets.total == 1
    assert matching_titles(facets) == [PHOTO]


def test_visitor_has_no_favourites_facet(three_sheets, facets_of):
    assert favourites_of(AnonymousUser()) is None
    facets = facets_of("favoris=oui")
    assert (facets.total, "favoris" in counts(facets)) == (3, False)
