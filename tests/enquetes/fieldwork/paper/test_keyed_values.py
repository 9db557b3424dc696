"""Two keyings of a sheet, any: what differs is found, and a decision gives exactly what was chosen."""

from hypothesis import given
from hypothesis import strategies as st

from enquetes.fieldwork.enums import KeptValue
from enquetes.fieldwork.paper.keyed_values import decided_values, differing_codes, pair_of
from questionnaires.filling.values import asked_questions, without_unasked
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.outline import (
    ChoiceOutline,
    ConditionOutline,
    Outline,
    QuestionOutline,
    RowOutline,
    SectionOutline,
)

YES_NO = (ChoiceOutline(1, "oui", "Oui"), ChoiceOutline(2, "non", "Non", asks_words=True))
QUESTIONS = (
    QuestionOutline(1, "vient", QuestionKind.ONE, "Venez-vous\u00a0?", choices=YES_NO, number=1),
    QuestionOutline(
        2, "pour", QuestionKind.SEVERAL, "Pour quoi\u00a0?", choices=YES_NO, number=2,
        conditions=(ConditionOutline("vient", frozenset({"oui"})),),
    ),
    QuestionOutline(
        3, "avis", QuestionKind.GRID, "Votre avis", choices=YES_NO, number=3,
        rows=(RowOutline(1, "lieu", "Le lieu"), RowOutline(2, "accueil", "L’accueil")),
        conditions=(ConditionOutline("pour", frozenset({"oui"})),),
    ),
    QuestionOutline(4, "fois", QuestionKind.NUMBER, "Combien de fois\u00a0?", number=4),
)  # fmt: skip
OUTLINE = Outline(1, "Enquête", "", "", (SectionOutline(1, "", "", QUESTIONS),))
code = st.sampled_from(["oui", "non"])
values = {
    "vient": code,
    "vient.words": st.sampled_from(["trop loin", "fermé"]),
    "pour": st.lists(code, min_size=1, unique=True).map(sorted),
    "avis": st.dictionaries(st.sampled_from(["lieu", "accueil"]), code, min_size=1),
    "fois": st.integers(0, 9),
}
keyings = st.fixed_dictionaries({}, optional=values).map(lambda given_values: without_unasked(OUTLINE, given_values))


@given(keyings, keyings, st.data())
def test_decision_gives_exactly_what_was_chosen(first, second, data):
    codes = differing_codes(OUTLINE, first, second)
    kept = {}
    for name in codes:
        decision = data.draw(st.sampled_from(KeptValue), label=name)
        other = [data.draw(values[name]), None]
        kept[name] = {KeptValue.FIRST: pair_of(first, name), KeptValue.SECOND: pair_of(second, name)}.get(
            decision, other
        )

    result = decided_values(OUTLINE, first, kept)

    wanted = {question.code: kept.get(question.code, pair_of(first, question.code)) for question in QUESTIONS}
    asked = {question.code for question in asked_questions(OUTLINE, {name: pair[0] for name, pair in wanted.items()})}
    assert {name for name in result if "." not in name} == {name for name in asked if wanted[name][0] is not None}
    assert all(result[name] == wanted[name][0] for name in asked if wanted[name][0] is not None)
    assert result.get("vient.words") == (wanted["vient"][1] if wanted["vient"][0] == "non" else None)


@given(keyings, keyings)
def test_keyings_differ_where_one_of_them_says_something_else(first, second):
    codes = set(differing_codes(OUTLINE, first, second))
    assert codes == {name for name in values if "." not in name and pair_of(first, name) != pair_of(second, name)}
    assert differing_codes(OUTLINE, second, first) == differing_codes(OUTLINE, first, second)
    assert differing_codes(OUTLINE, first, first) == []
    if not codes:
        assert first == second
