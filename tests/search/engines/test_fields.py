"""Stored fields of a document: its words, and the stems of its long texts."""

from search.engines.fields import hit_of, payload, stems_of, texts_of, words_of
from search.sources.documents import AttachedText
from tests.factories.search import DocumentFactory

DOCUMENT = DocumentFactory(
    title="La Bibliothèque",
    summary="Un Wi-Fi gratuit",
    body="La bibliothèque, et l’ŒUVRE",
    tags=("Été",),
    keywords=("Lieu",),
    attachments=(AttachedText("plan.odt", "Une salle"),),
)


def test_words_are_stored_once_and_hidden_fields_are_left_out():
    literal, written_words = words_of(DOCUMENT)
    assert literal == "bibliotheque ete fi gratuit lieu odt oeuvre plan salle wi"
    assert written_words == "bibliothèque fi gratuit odt plan salle wi été œuvre"


def test_stems_of_long_texts_are_separated_by_spaces():
    stored_fields = payload(DOCUMENT, stems_of(texts_of(DOCUMENT)))
    assert stored_fields["stems"] == {"body": " bibliothequ lieu oeuvr ", "attachments": " odt plan sall "}


def test_hit_is_the_same_with_or_without_known_stems():
    with_stems, without_stems = payload(DOCUMENT, stems_of(texts_of(DOCUMENT))), payload(DOCUMENT)
    term_sets = [frozenset({stem}) for stem in ("bibliothequ", "oeuvr", "sall", "lieu", "absent")]
    hits = [hit_of(with_stems, terms) for terms in term_sets]
    assert hits == [hit_of(without_stems, terms) for terms in term_sets]
    assert [hit.found_in for hit in hits] == ["", "", "plan.odt", "", ""]
    assert hits[1].snippet_html == "La bibliothèque, et l’<mark>ŒUVRE</mark>"
