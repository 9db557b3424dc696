"""Markdown parsed into blocks of plain words."""

import pytest

from reseau.documents.extraction.blocks import HEADING, ITEM, NUMBERED, PARAGRAPH, Block
from reseau.documents.extraction.markdown import markdown_blocks


def test_headings_paragraphs_and_lists_are_distinguished():
    text = "# Le *grand* titre\n\nBonjour **vous**\net vous\n\n- un\n- deux\n\n1. ouvrir\n2. fermer\n"
    assert markdown_blocks(text) == [
        Block(HEADING, "Le grand titre", 1),
        Block(PARAGRAPH, "Bonjour vous\net vous"),
        Block(ITEM, "un"),
        Block(ITEM, "deux"),
        Block(NUMBERED, "ouvrir"),
        Block(NUMBERED, "fermer"),
    ]


def test_content_of_an_item_stays_in_it():
    text = "1. ouvrir\n   - à gauche\n   - à droite\n\n   puis attendre\n2. fermer"
    assert markdown_blocks(text) == [
        Block(NUMBERED, "ouvrir\n– à gauche\n– à droite\npuis attendre"),
        Block(NUMBERED, "fermer"),
    ]


@pytest.mark.parametrize(
    ("text", "plain_text"),
    [
        ("[le site](https://exemple.fr)", "le site (https://exemple.fr)"),
        ("[@Camille](/membres/6/) sait", "@Camille sait"),
        ("<https://exemple.fr>", "https://exemple.fr"),
        ("<aide@exemple.fr>", "aide@exemple.fr"),
        ("![une souris](souris.png)", "une souris"),
        ("`git pull`", "git pull"),
        ("```\nligne 1\nligne 2\n```", "ligne 1\nligne 2"),
        ("<div onclick='x()'>bonjour</div>", "bonjour"),
        ("un <b>mot</b>", "un mot"),
    ],
)
def test_only_words_are_kept(text, plain_text):
    assert markdown_blocks(text) == [Block(PARAGRAPH, plain_text)]


def test_quotations_are_left_out_on_demand():
    text = "> **Camille** :\n>\n> et la prise ?\n\nElle est bonne."
    assert [block.text for block in markdown_blocks(text)] == ["Camille :", "et la prise ?", "Elle est bonne."]
    assert [block.text for block in markdown_blocks(text, with_quotations=False)] == ["Elle est bonne."]


def test_empty_text_has_no_block():
    assert markdown_blocks(" \n\n<div></div>\n") == []
