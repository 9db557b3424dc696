"""Words agree with what they count and with what they show: « 0 réponse », « cet après-midi »."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from alertes.choices.kinds import declared_kinds
from formation.enums import DayPart
from reseau.calendar.agenda.registry import sources
from reseau.texts.elision import this

ROOT = Path(__file__).parent.parent
FOLDERS = [Path(config.path) for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
FILES = [
    path
    for folder in (*FOLDERS, ROOT / "templates")
    for path in folder.rglob("*.*")
    if path.suffix in {".html", ".py", ".txt"} and "migrations" not in path.parts
]
SPACE = r"(?:\\u00a0|[ \u00a0])"
# « ce {{ part }} » becomes « ce après-midi ».
DEMONSTRATIVE = re.compile(rf"\b(?:ce|cet|cette){SPACE}\{{")
# « « {equipment} » est réservé », « « {equipment} », prêté à »: nothing says the gender of what is named.
PARTICIPLE = re.compile(
    rf"[\"'>]«{SPACE}\{{[^»]*»,? (?:(?:n’est|est|devait être|a été)(?: plus| pas)? \w+(?:é|u|is|it)|\w+é)e?\b"
)


@pytest.mark.parametrize("pattern", [DEMONSTRATIVE, PARTICIPLE], ids=["demonstrative", "participle"])
def test_no_word_must_agree_with_what_a_sentence_names(pattern):
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in FILES
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("part", DayPart)
def test_each_part_of_the_day_has_its_demonstrative(part):
    expected = {"morning": "ce matin", "afternoon": "cet après-midi", "evening": "ce soir"}
    assert this(part.label) == expected[part.value]


@pytest.mark.parametrize("kind", declared_kinds().values(), ids=lambda kind: kind.name)
def test_each_kind_of_event_is_counted_from_zero(kind):
    assert [kind.counted(count) for count in (0, 1, 2)] == [
        f"0\u00a0{kind.one}",
        f"1\u00a0{kind.one}",
        f"2\u00a0{kind.many}",
    ]


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.kind)
def test_each_kind_of_date_is_counted_from_zero(source):
    zero, one, two = (source.counted(count).partition("\u00a0") for count in (0, 1, 2))
    assert (zero[0], one[0], two[0]) == ("0", "1", "2")
    assert zero[2] == one[2]
