"""The editorial line (docs/editorial.md): what can be counted of it, over the sheets and their kits."""

import re
from collections import Counter, defaultdict

import pytest

from extranet.demo.content import read_folder
from extranet.demo.library.sheet_files import texts

SHEETS, KITS = read_folder("sheets"), read_folder("kits")
WORD = re.compile(r"[\w’'-]+")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
# A turn of phrase is shared; a sentence of so many words is copied.
COPIED = 9
# The rules of the house are said with the same words everywhere.
HOUSE_RULES = ("au moins douze signes de quatre sortes", "première barre")
LONGEST_SENTENCE, USUAL_SENTENCE = 30, 17
LONG_SESSION = 120
EMPTY_WORDS = re.compile(r"il est important|n’hésitez pas|dans un premier temps|véritable|au cœur d", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in SENTENCE_END.split(text) if sentence.strip()]


def length(sentence: str) -> int:
    return len(WORD.findall(sentence))


def of_sheet(sheet: dict) -> list[str]:
    steps = [text for step in sheet["steps"] for text in (step["title"], step["animator"], step["learners"])]
    return [sheet["aim"], sheet["introduction"], *steps, *sheet["tips"], *sheet["takeaways"]]


def test_no_sentence_is_in_two_sheets():
    found = defaultdict(set)
    for sheet in SHEETS:
        for sentence in (sentence for text in of_sheet(sheet) for sentence in sentences(text)):
            if length(sentence) >= COPIED and not any(rule in sentence for rule in HOUSE_RULES):
                found[sentence].add(sheet["slug"])

    assert {sentence: slugs for sentence, slugs in found.items() if len(slugs) > 1} == {}


def test_aims_begin_each_in_its_own_way():
    beginnings = Counter(" ".join(WORD.findall(sheet["aim"])[:2]).lower() for sheet in SHEETS)

    assert [beginning for beginning, count in beginnings.items() if count > 2] == []


def test_sheets_differ_in_length_and_in_steps():
    assert len({sheet["duration"] for sheet in SHEETS}) >= 8
    assert max(Counter(sheet["duration"] for sheet in SHEETS).values()) <= len(SHEETS) / 4
    assert max(Counter(len(sheet["steps"]) for sheet in SHEETS).values()) <= len(SHEETS) / 2


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet["slug"])
def test_long_session_has_its_break(sheet):
    breaks = [step["title"] for step in sheet["steps"] if "pause" in step["title"].lower()]

    assert sheet["duration"] <= LONG_SESSION or len(breaks) == 1


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet["slug"])
def test_what_learners_take_home_is_easy_to_read(sheet):
    lengths = [length(sentence) for takeaway in sheet["takeaways"] for sentence in sentences(takeaway)]

    assert max(lengths) <= LONGEST_SENTENCE
    assert sum(lengths) / len(lengths) <= USUAL_SENTENCE


def test_texts_do_without_empty_words():
    kits = {kit["slug"]: list(texts(kit)) for kit in KITS}

    assert [
        (sheet["slug"], words[0])
        for sheet in SHEETS
        for text in [*of_sheet(sheet), *kits[sheet["slug"]]]
        if (words := EMPTY_WORDS.findall(text))
    ] == []
