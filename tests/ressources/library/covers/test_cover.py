"""The drawing of a cover: one for each address, in the colours of the domains."""

from xml.etree import ElementTree

import pytest

from reseau.documents.drawings.colours import Theme, palette
from reseau.documents.drawings.sprite import drawings
from ressources.library.covers.cover import Cover, drawing_version
from ressources.library.covers.pictograms import PICTOGRAMS

LIGHT, DARK = palette(Theme.LIGHT), palette(Theme.DARK)


def drawn(slug: str = "acheter-en-ligne", domains: tuple[int, ...] = (2,), pictogram: str = "mail") -> str:
    return Cover(slug, domains, pictogram).svg(Theme.LIGHT)


def shapes_of(svg: str) -> str:
    return svg.partition("</style>")[2]


def test_same_sheet_has_the_same_drawing_and_others_differ():
    slugs = [f"fiche-{number}" for number in range(200)]
    assert [drawn(slug) for slug in slugs] == [drawn(slug) for slug in slugs]
    assert len({drawn(slug) for slug in slugs}) == len(slugs)


def test_colours_follow_the_domains_and_the_landscape_does_not():
    first, second, both = drawn(domains=(2,)), drawn(domains=(4,)), drawn(domains=(2, 4))
    assert shapes_of(first) == shapes_of(second) == shapes_of(both)
    assert f".sky,.river{{fill:{LIGHT['d2-tint']}}}" in first
    assert f".near{{fill:{LIGHT['d2-fill']}}}" in first
    assert f".near{{fill:{LIGHT['d4-fill']}}}" in second
    assert f".sky,.river{{fill:{LIGHT['d2-tint']}}}" in both
    assert f".near{{fill:{LIGHT['d4-fill']}}}" in both


def test_sheet_without_domain_has_the_colours_of_the_river():
    cover = Cover.of_words("accueil", title="Accueil", tags=(), domain_codes=())
    assert (cover.domains, cover.pictogram) == ((0,), "book-open")
    assert f".sky,.river{{fill:{LIGHT['river-tint']}}}" in cover.svg(Theme.LIGHT)


def test_chosen_theme_has_its_colours_alone_and_the_system_chooses_otherwise():
    cover = Cover("acheter-en-ligne", (2,), "mail")
    light, dark, auto = (cover.style(theme) for theme in (Theme.LIGHT, Theme.DARK, Theme.AUTO))
    assert (LIGHT["d2-tint"] in light, DARK["d2-tint"] in light) == (True, False)
    assert (LIGHT["d2-tint"] in dark, DARK["d2-tint"] in dark) == (False, True)
    assert auto == f"{light}@media(prefers-color-scheme:dark){{{dark}}}"


def test_every_token_of_a_colour_is_found_for_both_themes():
    names = {f"d{number}{end}" for number in range(1, 6) for end in ("", "-tint", "-fill")} | {"surface", "saffron"}
    assert names <= LIGHT.keys() == DARK.keys()
    assert {name for name in names if LIGHT[name] == DARK[name]} == {"saffron"}


@pytest.mark.parametrize("pictogram", PICTOGRAMS)
def test_every_pictogram_is_in_the_sprite_and_the_picture_is_valid(pictogram):
    svg = drawn(pictogram=pictogram)
    assert drawings()[pictogram] in svg
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - a picture of ours


def test_pebble_stays_in_sight_of_a_narrow_frame():
    drawings_of_many = [drawn(f"fiche-{number}") for number in range(20)]
    sides = {("xMinYMid slice" in svg, "translate(96 88)" in svg) for svg in drawings_of_many}
    assert sides == {(True, True), (False, False)}


@pytest.mark.parametrize(
    ("codes", "title", "domains"),
    [
        (["D4", "D2"], "Bien choisir", (2, 4)),
        (["D1", "D2", "D5"], "Envoyer un courriel", (5, 1)),
        (["D1", "D2"], "Envoyer un courriel", (1, 2)),
        (["1.1", "D9", "D3"], "Bien choisir", (3,)),
    ],
)
def test_domain_of_the_subject_gives_the_sky(codes, title, domains):
    assert Cover.of_words("fiche", title=title, tags=(), domain_codes=codes).domains == domains


def test_address_holds_the_whole_cover():
    cover = Cover("été-à-vélo", (5, 1), "mail")
    assert Cover.of_address(cover.slug, "51", "mail") == cover
    assert cover.url(Theme.DARK) == (
        f"/ressources/couvertures/{drawing_version()}/sombre/51/mail/%C3%A9t%C3%A9-%C3%A0-v%C3%A9lo.svg"
    )


def test_version_of_the_drawing_changes_with_its_colours(monkeypatch):
    version = drawing_version()
    monkeypatch.setattr("ressources.library.covers.cover.palette", lambda theme: {**palette(theme), "d3-fill": "#000"})
    assert drawing_version.__wrapped__() != version
