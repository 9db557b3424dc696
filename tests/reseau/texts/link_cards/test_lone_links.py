"""Which links of a text stand alone, and what is shown in their place."""

import time

import pytest

from reseau.texts.link_cards import MOST_LINKS, LinkCard, lone_addresses, with_cards
from reseau.texts.markdown.html import to_html

CARD = LinkCard("Fiche", "Ranger <ses> photos", "À la fin, & après.")
SHOWN = (
    '<a class="link-card" href="/f/"><span class="kind">Fiche</span> <b>Ranger &lt;ses&gt; photos</b> '
    '<span class="line">À la fin, &amp; après.</span></a>'
)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("[la fiche](/f/)", ["/f/"]),
        ("Voici :\n[la fiche](/f/)\nà lire", ["/f/"]),
        ("[une](/f/)\n[deux](/g/)", ["/f/", "/g/"]),
        ("https://a.fr/?b=1&c=2", ["https://a.fr/?b=1&c=2"]),
        ("Voir [la fiche](/f/)", []),
        ("[la fiche](/f/) à lire", []),
        ("[@Camille Marty](/membres/3/)", []),
        ("- [la fiche](/f/)", []),
        ("`[la fiche](/f/)`", []),
    ],
)
def test_links_alone_on_their_line_are_found(text, addresses):
    assert list(lone_addresses(to_html(text))) == addresses


def test_card_takes_the_place_of_its_link_alone():
    html = to_html("Lisez [ceci](/f/)\n[la fiche](/f/)\n[autre](/g/)")
    shown = with_cards(html, {"/f/": CARD})
    assert shown == html.replace('<br>\n<a href="/f/" rel="nofollow noopener">la fiche</a>', f"<br>\n{SHOWN}")


def test_card_without_a_line_has_none():
    assert "line" not in with_cards(to_html("[a](/f/)"), {"/f/": LinkCard("Formation", "Tableur")})


def test_text_without_cards_is_left_as_it_is():
    html = to_html("[la fiche](/f/)")
    assert with_cards(html, {}) == html


def test_ten_thousand_links_stay_cheap():
    html = to_html("/f/\n" * 10) + "<p>" + '<a href="/f/" rel="nofollow noopener">x</a><br>\n' * 10_000 + "</p>"
    start = time.process_time()
    assert len(list(lone_addresses(html))) == MOST_LINKS
    assert with_cards(html, {"/f/": CARD}).count("link-card") > 9_000
    assert time.process_time() - start < 2
