"""The landscape of a card: its own colours, its sun at the right, whatever the bytes say."""

import re
from xml.etree import ElementTree

from reseau.documents.drawings.colours import Theme, palette
from reseau.documents.drawings.landscape import NO_DOMAIN, Landscape, coloured, tones_of

COLOURS = palette(Theme.LIGHT)
NUMBERS = [f"46-{number:04d}" for number in range(200)]


def test_landscape_has_two_domains_and_all_domains_are_used():
    domains = [Landscape(number).domains for number in NUMBERS]
    assert [pair for pair in domains if pair[0] == pair[1]] == []
    assert {domain for pair in domains for domain in pair} == {1, 2, 3, 4, 5}


def test_picture_is_valid_and_different_for_each_number():
    pictures = {Landscape(number).picture(COLOURS) for number in NUMBERS}
    assert len(pictures) == len(NUMBERS)
    assert {ElementTree.fromstring(picture).tag for picture in pictures} == {"{http://www.w3.org/2000/svg}svg"}  # noqa: S314 - ours


def test_sun_is_at_the_right_so_that_words_stand_at_the_left():
    for number in NUMBERS:
        picture = Landscape(number).picture(COLOURS)
        x = int(re.search(r'class="sun" cx="(\d+)"', picture)[1])
        assert (320 - x if "scale(-1 1)" in picture else x) > 200


def test_first_domain_colours_the_sky_and_the_last_the_field():
    rules = coloured((2, 4), COLOURS)
    assert f".sky,.river{{fill:{COLOURS['d2-tint']}}}" in rules
    assert f".near{{fill:{COLOURS['d4-fill']}}}" in rules
    assert tones_of(NO_DOMAIN).tint == "river-tint"
