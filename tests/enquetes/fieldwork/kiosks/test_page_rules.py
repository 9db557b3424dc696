"""The page of a kiosk judges answers as the site does, word for word: both are asked about what is drawn."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enquetes.fieldwork.kiosks.page_rules import page_rules
from questionnaires.filling.checks import judge_values
from questionnaires.filling.values import WORDS, asked_questions
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import (
    ChoiceOutline,
    ConditionOutline,
    Outline,
    QuestionOutline,
    RowOutline,
    SectionOutline,
)
from reseau.web.malformed_input import clean_json

DENO = Path(sys.executable).parent / "deno"
JUDGE = Path(__file__).with_name("judge_cases.js")
CODES = ("a", "b", "c", "d")
SPACES = "\t\n\r \u00a0\u202f\u2009\u3000\ufeff\u0085"
TEXTS = st.text(st.one_of(st.sampled_from("aé€𝄞✅" + SPACES), st.characters(codec="utf-8")), max_size=14)
NUMBERS = st.one_of(
    st.integers(-12, 12).map(str),
    st.sampled_from(
        ["", "-", "--3", "007", "-0", "1 234", "1\u202f234", "12a", "1.5", "٣", " 4 ", "999999999", "9" * 10]
    ),
    TEXTS,
)


@pytest.fixture(scope="module")
def ask_page():
    """Ask the script of the page: one process, a case a line."""
    with subprocess.Popen(  # noqa: S603 - our own script
        [DENO, "run", "--quiet", "--no-lock", JUDGE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def judge(**case) -> dict:
            process.stdin.write(json.dumps(case) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield judge
        process.stdin.close()


@pytest.fixture
def communes(epm, other_epm) -> list[str]:
    return [epm.commune_id, other_epm.commune_id]


@st.composite
def questions(draw, rank: int, before: list[QuestionOutline]) -> QuestionOutline:
    """One question, which may depend on some of those before."""
    kind = draw(st.sampled_from(QuestionKind))
    choices = tuple(
        ChoiceOutline(
            0, code, f"Choix {code}", draw(st.booleans()) and kind is QuestionKind.SEVERAL, draw(st.booleans())
        )
        for code in CODES[: draw(st.integers(1, 4))]
    )
    earlier = [each for each in before if each.kind.is_condition]
    conditions = [
        ConditionOutline(each.code, frozenset(draw(st.sets(st.sampled_from(CODES), max_size=3))))
        for each in draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))
    ] if earlier else []  # fmt: skip
    bounds = kind in (QuestionKind.NUMBER, QuestionKind.SEVERAL)
    return QuestionOutline(
        key=rank,
        code=f"q{rank}",
        kind=kind,
        wording=f"Question {rank}",
        is_required=draw(st.booleans()),
        lowest=draw(st.none() | st.integers(-3, 3)) if kind is QuestionKind.NUMBER else None,
        highest=draw(st.none() | st.integers(1, 6)) if bounds else None,
        longest=draw(st.none() | st.integers(1, 9)) if kind.has_words else None,
        choices=choices if kind.has_choices else (),
        rows=tuple(RowOutline(0, code, f"Ligne {code}") for code in CODES[:2]) if kind is QuestionKind.GRID else (),
        conditions=tuple(conditions),
        number=rank,
    )


@st.composite
def outlines(draw) -> Outline:
    found: list[QuestionOutline] = []
    for rank in range(1, draw(st.integers(1, 6)) + 1):
        found.append(draw(questions(rank, found)))
    cut = draw(st.integers(0, len(found)))
    sections = tuple(SectionOutline(0, "", "", tuple(part)) for part in (found[:cut], found[cut:]))
    return Outline(1, "Titre", "", "", sections)


def answers_to(question: QuestionOutline, communes: list[str]) -> st.SearchStrategy:
    """Answers as a form gives them, right or not."""
    code = st.sampled_from([*CODES, "z"])
    match question.kind:
        case QuestionKind.ONE | QuestionKind.SCALE:
            return code | st.just("")
        case QuestionKind.SEVERAL:
            return st.lists(code, max_size=4)
        case QuestionKind.GRID:
            return st.dictionaries(st.sampled_from(CODES[:2]), code)
        case QuestionKind.NUMBER:
            return NUMBERS
        case QuestionKind.COMMUNE:
            return st.sampled_from([*communes, "", "00000"])
    return TEXTS


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_page_and_site_judge_alike(ask_page, communes, data):
    outline = data.draw(outlines())
    values = {}
    for question in outline.questions:
        values[question.code] = data.draw(answers_to(question, communes))
        values[question.code + WORDS] = data.draw(TEXTS)
    part = data.draw(st.sampled_from([None, 0, 1]))
    values = clean_json(values)
    judged = ask_page(rules=page_rules(outline), values=values, communes=communes, part=part)

    only = None if part is None else {question.code for question in outline.sections[part].questions}
    kept, refusals = judge_values(outline, values, only=only)
    assert judged["asked"] == [question.code for question in asked_questions(outline, values)]
    assert judged["refusals"] == {code: " ".join(texts) for code, texts in refusals.items()}
    assert judged["kept"] == kept


@pytest.mark.django_db
def test_each_refusal_of_the_site_is_one_of_the_page(ask_page, communes):
    """Drawn cases may miss one: these are all of them."""
    choices = tuple(ChoiceOutline(0, code, f"Choix {code}", code == "c") for code in CODES)
    common = {"wording": "Q", "number": 1}
    cases = [
        (QuestionOutline(1, "q", QuestionKind.ONE, is_required=True, choices=choices, **common), ""),
        (QuestionOutline(1, "q", QuestionKind.SHORT_TEXT, is_required=True, **common), " \u00a0"),
        (QuestionOutline(1, "q", QuestionKind.SHORT_TEXT, **common), "é" * 201),
        (QuestionOutline(1, "q", QuestionKind.ONE, choices=choices, **common), "z"),
        (QuestionOutline(1, "q", QuestionKind.SEVERAL, choices=choices, **common), ["a", "c"]),
        (QuestionOutline(1, "q", QuestionKind.SEVERAL, choices=choices, highest=1, **common), ["a", "b"]),
        (QuestionOutline(1, "q", QuestionKind.SEVERAL, choices=choices, highest=2, **common), ["a", "b", "d"]),
        (
            QuestionOutline(
                1, "q", QuestionKind.GRID, is_required=True, choices=choices,
                rows=(RowOutline(0, "l", "Une ligne"), RowOutline(0, "m", "Une autre")), **common,
            ),
            {"l": "a"},
        ),
        (QuestionOutline(1, "q", QuestionKind.NUMBER, **common), "beaucoup"),
        (QuestionOutline(1, "q", QuestionKind.NUMBER, **common), "1" * 10),
        (QuestionOutline(1, "q", QuestionKind.NUMBER, lowest=3, **common), "2"),
        (QuestionOutline(1, "q", QuestionKind.NUMBER, highest=3, **common), "4"),
        (QuestionOutline(1, "q", QuestionKind.COMMUNE, **common), "00000"),
    ]  # fmt: skip
    told = []
    for question, value in cases:
        outline = Outline(1, "", "", "", (SectionOutline(0, "", "", (question,)),))
        judged = ask_page(rules=page_rules(outline), values={"q": value}, communes=communes, part=None)
        _, refusals = judge_values(outline, {"q": value})
        assert judged["refusals"] == {"q": refusals["q"][0]}
        told.append(refusals["q"][0])
    assert len(set(told)) == len(cases)
