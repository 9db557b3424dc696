"""Which links lead outside the site."""

import pytest

from forums.messages.first_links.outside_links import outside_links


@pytest.fixture(autouse=True)
def origin(settings):
    settings.ORIGIN = "https://extranet.example"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Rien ici.", set()),
        ("Voyez https://ailleurs.example/a.", {"https://ailleurs.example/a"}),
        ("Voyez [ici](https://ailleurs.example/a)", {"https://ailleurs.example/a"}),
        ("Voyez [ici](//ailleurs.example/a)", {"//ailleurs.example/a"}),
        ("![x](https://ailleurs.example/a.png)", {"https://ailleurs.example/a.png"}),
        ("HTTPS://AILLEURS.EXAMPLE", {"HTTPS://AILLEURS.EXAMPLE"}),
        ("Voyez www.ailleurs.example", {"www.ailleurs.example"}),
        ("`https://ailleurs.example`", {"https://ailleurs.example"}),
        ("https://extranet.example.pirate.example/", {"https://extranet.example.pirate.example/"}),
        ("https://extranet.example@pirate.example/", {"https://extranet.example@pirate.example/"}),
        ("Voyez https://extranet.example/forums/ et [là](/ressources/)", set()),
        ("Écrivez à quelqu’un@example.org", set()),
    ],
)
def test_links_of_a_text_that_lead_elsewhere(body, found):
    links = outside_links(body)

    assert {link.rstrip("/").lower() for link in links} == {link.rstrip("/").lower() for link in found}


def test_address_in_a_title_or_a_choice_counts():
    assert outside_links("Rien", "Gagnez sur http://ailleurs.example !", "oui") == {"http://ailleurs.example"}


def test_address_that_no_browser_reads_is_none_of_ours():
    assert outside_links("https://[ailleurs") == {"https://[ailleurs"}
