"""Tokens of a text in the embedded index: stems at their positions, other forms far behind."""

from search.engines.tokens import GAP, PLACES, exact_words, placed_stems, title_starts


def test_stop_words_leave_a_gap():
    assert placed_stems("Le mot de passe") == f"{GAP} mot {GAP} pass"
    assert PLACES.analyze(placed_stems("Le mot de passe")) == ["mot", "pass"]


def test_compound_is_indexed_in_parts_and_then_whole():
    assert (
        placed_stems("Un rendez-vous Wi-Fi ici") == f"{GAP} rend {GAP} wi fi ici {GAP} {GAP} {GAP} {GAP} rendezvou wif"
    )


def test_stem_of_the_unaccented_word_keeps_its_position():
    assert placed_stems("séance animée") == f"seanc anime {GAP} {GAP} {GAP} {GAP} anim"


def test_word_that_is_too_long_leaves_a_gap():
    assert placed_stems(f"avant {'a' * 61} la souris") == f"avant {GAP} {GAP} sour"
    assert placed_stems(f"x-{'a' * 61}-z souris") == f"x {GAP} z sour"


def test_letter_folded_into_several_words_has_one_position():
    assert placed_stems("\ufdfa souris").count(" ") == 1
    assert placed_stems("\u037a souris") == f"{GAP} sour"


def test_exact_words_keep_their_spelling():
    assert exact_words("L’Œuvre du Wi-Fi") == "l oeuvre du wi fi wifi"


def test_title_is_found_by_its_prefix_or_whole():
    assert title_starts("L’Été") == {"l", "l’", "l’e", "l’ete"}
    assert title_starts("Où") == {"o", "ou"}
