"""Titles and extracts with the words found marked."""

from search.engines.highlights import SNIPPET_LENGTH, highlight, snippet
from search.language.search_question import parse_question
from search.sources.documents import AttachedText

FILLER = "Il fait beau dans la vallée. " * 20


def query_terms(text: str) -> frozenset[str]:
    return parse_question(text).query_terms


def extract(summary: str, body: str, terms: frozenset[str]) -> str:
    return snippet(summary, body, terms)[0]


def test_title_is_whole_escaped_and_marked():
    assert highlight("Des <b>photos</b>", query_terms("photo")) == "Des &lt;b&gt;<mark>photos</mark>&lt;/b&gt;"


def test_compound_is_marked_once():
    assert highlight("Le Wi-Fi gratuit", query_terms("wifi")) == "Le <mark>Wi-Fi</mark> gratuit"


def test_searched_parts_of_a_compound_are_marked():
    assert highlight("Le Wi-Fi", query_terms("wi-fi")) == "Le <mark>Wi</mark>-<mark>Fi</mark>"


def test_summary_comes_first():
    assert extract("Trier des photos", "Des photos", query_terms("photo")) == "Trier des <mark>photos</mark>"


def test_body_is_shown_when_the_summary_has_none_of_the_words():
    assert extract("Trier", "Des photos", query_terms("photo")) == "Des <mark>photos</mark>"


def test_summary_or_start_of_body_is_shown_when_only_the_title_matches():
    assert extract("Trier", "Des photos", query_terms("dossier")) == "Trier"
    assert extract("", FILLER, query_terms("dossier")).startswith("Il fait beau")
    assert extract("", "", query_terms("dossier")) == ""


def test_extract_is_cut_between_words_around_the_match():
    passage = extract("", f"{FILLER}Trier ses photos. {FILLER}", query_terms("photo"))
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert "Trier ses <mark>photos</mark>." in passage
    assert len(passage) <= SNIPPET_LENGTH + len("… <mark></mark> …") + 10


def test_extract_holds_as_many_different_words_as_possible():
    body = f"Un dossier. {FILLER}Un dossier de photos et de vidéos. {FILLER}"
    passage = extract("", body, query_terms("dossier photo vidéo"))
    assert "<mark>dossier</mark> de <mark>photos</mark> et de <mark>vidéos</mark>" in passage


def test_text_without_spaces_is_cut_too():
    assert len(extract("", "a" * 5_000, query_terms("photo"))) < SNIPPET_LENGTH + 10


def test_extract_inside_a_long_word_starts_at_the_match():
    assert extract("", "a" * 500 + ",photo", query_terms("photo")) == "… <mark>photo</mark>"


def test_attachment_is_shown_when_it_alone_has_a_word():
    files = [AttachedText("mode-emploi.pdf", "Le four"), AttachedText("liste.odt", f"{FILLER}La convocation. {FILLER}")]
    html, name = snippet("Trier des photos", "", query_terms("photo convocation"), attachments=files)
    assert ("La <mark>convocation</mark>." in html, name) == (True, "liste.odt")


def test_attachment_is_not_shown_when_the_thing_itself_has_the_words():
    files = [AttachedText("liste.odt", "Des photos de vacances")]
    assert snippet("Trier des photos", "", query_terms("photo"), attachments=files)[1] == ""
    assert snippet("Trier", "", query_terms("photo"), title="Photos", attachments=files) == ("Trier", "")


def test_words_keep_the_order_of_the_text_whatever_their_form():
    text = "Photos, (photo) et l’appareil-photo ; PHOTO"
    marked = "<mark>Photos</mark>, (<mark>photo</mark>) et l’appareil-<mark>photo</mark> ; <mark>PHOTO</mark>"
    assert highlight(text, query_terms("photo")) == marked


def test_long_text_is_read_only_for_the_stems_that_it_is_known_to_have():
    files = [AttachedText("liste.odt", "Des photos")]
    no_stems, all_stems = {"body": " ", "attachments": " "}, {"body": " photo ", "attachments": " photo "}
    assert snippet("", "Des photos", query_terms("photo"), stems=no_stems)[0] == "Des photos"
    assert snippet("", "Des photos", query_terms("photo"), stems=all_stems)[0] == "Des <mark>photos</mark>"
    assert snippet("Trier", "", query_terms("photo"), attachments=files, stems=no_stems) == ("Trier", "")
    assert snippet("", "", query_terms("photo"), attachments=files, stems=all_stems)[1] == "liste.odt"
