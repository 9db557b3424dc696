"""Titles and extracts with the words found marked."""

from search.analysis import units
from search.highlights import SNIPPET_LENGTH, highlight, snippet, wanted_terms

FILLER = "Il fait beau dans la vallée. " * 20


def wanted(text: str) -> frozenset[str]:
    return wanted_terms(units(text))


def test_title_is_whole_escaped_and_marked():
    assert highlight("Des <b>photos</b>", wanted("photo")) == "Des &lt;b&gt;<mark>photos</mark>&lt;/b&gt;"


def test_compound_is_marked_once():
    assert highlight("Le Wi-Fi gratuit", wanted("wifi")) == "Le <mark>Wi-Fi</mark> gratuit"


def test_parts_of_a_compound_are_marked_when_they_are_asked_for():
    assert highlight("Le Wi-Fi", wanted("wi-fi")) == "Le <mark>Wi</mark>-<mark>Fi</mark>"


def test_summary_comes_first():
    assert snippet("Trier des photos", "Des photos", wanted("photo")) == "Trier des <mark>photos</mark>"


def test_body_is_shown_when_the_summary_has_none_of_the_words():
    assert snippet("Trier", "Des photos", wanted("photo")) == "Des <mark>photos</mark>"


def test_summary_or_the_beginning_of_the_body_is_shown_when_only_the_title_has_the_words():
    assert snippet("Trier", "Des photos", wanted("dossier")) == "Trier"
    assert snippet("", FILLER, wanted("dossier")).startswith("Il fait beau")
    assert snippet("", "", wanted("dossier")) == ""


def test_extract_is_cut_between_words_around_what_was_found():
    extract = snippet("", f"{FILLER}Trier ses photos. {FILLER}", wanted("photo"))
    assert extract.startswith("… ")
    assert extract.endswith(" …")
    assert "Trier ses <mark>photos</mark>." in extract
    assert len(extract) <= SNIPPET_LENGTH + len("… <mark></mark> …") + 10


def test_extract_holds_the_most_different_words():
    body = f"Un dossier. {FILLER}Un dossier de photos et de vidéos. {FILLER}"
    extract = snippet("", body, wanted("dossier photo vidéo"))
    assert "<mark>dossier</mark> de <mark>photos</mark> et de <mark>vidéos</mark>" in extract


def test_text_without_spaces_is_cut_all_the_same():
    assert len(snippet("", "a" * 5_000, wanted("photo"))) < SNIPPET_LENGTH + 10


def test_extract_that_starts_inside_a_long_word_starts_at_what_was_found():
    assert snippet("", "a" * 500 + ",photo", wanted("photo")) == "… <mark>photo</mark>"
