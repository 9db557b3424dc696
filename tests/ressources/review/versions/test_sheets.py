"""Merge of whole sheets: disagreements, proposals, choices."""

from dataclasses import replace

import pytest
from hypothesis import given

from ressources.review.versions.merging.sheets import all_paragraphs, disagreements, merged_content
from ressources.sheets.content import StepContent, WorkshopContent
from ressources.sheets.short_contents import WatchContent
from tests.ressources.review.versions.strategies import CONTENTS, MODEST

BASE = WorkshopContent(
    title="Ranger ses photos",
    aim="Chacun retrouve une photo.",
    tips="Un conseil",
    steps=(StepContent("Accueil", 10, "Dites bonjour."),),
    tags=("photo",),
    level="debutant",
)


def disagreements_of(mine: dict, theirs: dict, *, base: WorkshopContent | None = BASE) -> list:
    my_content, their_content = replace(BASE, **mine), replace(BASE, **theirs)
    return disagreements(base=base, mine=my_content, theirs=their_content)


def test_equal_texts_have_no_disagreement():
    assert disagreements_of({"tips": "Deux"}, {"tips": "Deux"}) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "proposed", "choices", "sides"),
    [
        ({"tips": "Le mien"}, {}, "mine", ["mine", "theirs"], (True, False, False)),
        ({}, {"tips": "Le sien"}, "theirs", ["mine", "theirs"], (False, True, False)),
        ({"tips": "Le mien"}, {"tips": "Le sien"}, "merged", ["merged", "mine", "theirs"], (False, False, True)),
        ({"level": "confirme"}, {"level": "intermediaire"}, "mine", ["mine", "theirs"], (False, False, True)),
    ],
)
def test_proposed_choice_and_its_author(mine, theirs, proposed, choices, sides):
    (item,) = disagreements_of(mine, theirs)
    assert (item.proposed, item.choices) == (proposed, choices)
    assert (item.is_mine_alone, item.is_theirs_alone, item.has_two_sides) == sides


def test_parts_come_in_the_order_of_the_form():
    changes = {"tips": "x", "title": "y", "tags": ("z",), "steps": ()}
    assert [item.part.label for item in disagreements_of(changes, {})] == [
        "Titre",
        "Déroulé",
        "Conseils et variantes",
        "Mots-clés",
    ]


def test_chosen_parts_build_the_content():
    items = disagreements_of(
        {"tips": "Le mien", "aim": "Mon but", "title": "Mon titre", "tags": ("image", "photo")},
        {"tips": "Le sien", "aim": "Son but", "title": "Son titre", "tags": ("photo", "souris")},
    )
    content = merged_content(BASE, items, {"tips": "theirs", "aim": "mine", "title": "n’importe quoi"})
    assert content == replace(
        BASE, tips="Le sien", aim="Mon but", title="Mon titre / Son titre", tags=("image", "photo", "souris")
    )


def test_without_common_version_every_part_needs_a_choice():
    items = disagreements_of({"tips": "Un conseil\nLe mien", "level": "confirme"}, {"tags": ()}, base=None)
    assert [(item.part.name, item.merged, item.is_clean) for item in items] == [
        ("level", "confirme", False),
        ("tips", "Un conseil\nLe mien", False),
        ("tags", ("photo",), False),
    ]


def test_address_that_was_not_chosen_is_lost_text_too():
    mine, theirs = (WatchContent(title="Veille", link=f"https://example.org/{name}") for name in "ab")
    (item,) = disagreements(base=WatchContent(title="Veille"), mine=mine, theirs=theirs)
    assert (item.choices, item.is_clean) == (["mine", "theirs"], False)
    assert all_paragraphs(mine) - all_paragraphs(theirs) == {"https://example.org/a"}


@MODEST
@given(CONTENTS, CONTENTS, CONTENTS)
def test_proposal_keeps_every_paragraph_of_both(base, mine, theirs):
    items = disagreements(base=base, mine=mine, theirs=theirs)
    content = merged_content(mine, items, {})
    paragraph_sets = [all_paragraphs(side) for side in (base, mine, theirs, content)]
    lost_texts = (paragraph_sets[1] | paragraph_sets[2]) - paragraph_sets[0] - paragraph_sets[3]
    # A line rewritten by both has become a part of a longer one.
    assert [text for text in lost_texts if not any(text in longer for longer in paragraph_sets[3])] == []


@MODEST
@given(CONTENTS, CONTENTS)
def test_unchanged_second_text_gives_the_other_text(base, theirs):
    items = disagreements(base=base, mine=base, theirs=theirs)
    assert merged_content(base, items, {}) == theirs
