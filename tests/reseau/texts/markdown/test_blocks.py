"""Markdown as runs and blocks, for papers and comparisons."""

import json
import re

import pytest

from reseau.texts.markdown.blocks import line_to_text, to_blocks, to_lines, to_runs
from tests.reseau.texts.markdown.test_html import HOSTILE, LONGEST, MARKS


def test_blocks_carry_the_marks_of_each_run():
    assert to_blocks("Un **mot *fort***\npuis `C:`\n\n3. trois\n4. quatre\n\n> cité") == [
        {
            "kind": "paragraph",
            "runs": [
                {"text": "Un "},
                {"text": "mot ", "strong": True},
                {"text": "fort", "strong": True, "emph": True},
                {"text": "\n"},
                {"text": "puis "},
                {"text": "C:", "code": True},
            ],
        },
        {
            "kind": "list",
            "start": 3,
            "items": [
                [{"kind": "paragraph", "runs": [{"text": "trois"}]}],
                [{"kind": "paragraph", "runs": [{"text": "quatre"}]}],
            ],
        },
        {"kind": "quotation", "blocks": [{"kind": "paragraph", "runs": [{"text": "cité"}]}]},
    ]


def test_link_is_followed_by_its_address_unless_its_words_say_it(settings):
    assert to_runs("[le guide](https://a.fr/g) et https://b.fr, [une fiche](/ressources/)") == [
        {"text": "le guide", "link": "https://a.fr/g"},
        {"text": " (a.fr/g)"},
        {"text": " et "},
        {"text": "https://b.fr", "link": "https://b.fr"},
        {"text": ", "},
        {"text": "une fiche", "link": f"{settings.ORIGIN}/ressources/"},
        {"text": f" ({settings.ORIGIN.partition('://')[2]}/ressources/)"},
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Deux lignes\nsans marque.\n\nEt une.", "Deux lignes\nsans marque.\n\nEt une."),
        ("**Ouvrez** :\n- le menu\n- la *page*", "Ouvrez :\n\n• le menu\n• la page"),
        ("1. un\n2. deux", "1. un\n2. deux"),
        ("# Titre\n[ici](https://a.fr)", "Titre\n\nici (a.fr)"),
        ("2 * 3 et D1_2", "2 * 3 et D1_2"),
        ("", ""),
    ],
)
def test_lines_are_those_of_the_text_without_its_marks(text, lines):
    assert to_lines(text) == lines


def test_line_without_its_marks():
    assert line_to_text("**Jamais** : voir [ici](https://a.fr)") == "Jamais : voir ici (a.fr)"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_address_is_no_link_on_paper(text):
    links = re.findall('"link": "([^"]*)"', json.dumps([to_blocks(text), to_runs(text)]))

    assert all(re.match("https?://|mailto:", link) for link in links)


@pytest.mark.parametrize("piece", MARKS)
def test_longest_text_of_a_repeated_mark_has_blocks(piece):
    assert isinstance(to_lines((piece * LONGEST)[: LONGEST // 10]), str)
