"""Which questions are asked, and what is kept of the others."""

from questionnaires.filling.values import asked_questions, columns_of, without_unasked
from questionnaires.questions.outline import read_outline
from tests.factories.questionnaires import QuestionFactory, asked_if


def codes(outline, values) -> list[str]:
    return [question.code for question in asked_questions(outline, values)]


def test_question_is_asked_to_those_who_gave_its_answer(outline):
    others = ["commune", "usages", "note", "avis", "mot"]
    assert codes(outline, {}) == ["vient", *others]
    assert codes(outline, {"vient": "oui"}) == ["vient", "combien", *others]
    assert codes(outline, {"vient": "non"}) == ["vient", "pourquoi", *others]


def test_question_that_depends_on_one_not_asked_is_not_asked(version):
    section = version.sections.last()
    often = QuestionFactory(section=section, rank=9, code="souvent")
    asked_if(often, version.questions.get(code="vient"), "oui")
    far = QuestionFactory(section=section, rank=10, code="loin")
    asked_if(far, often, "oui")
    outline = read_outline(version)
    assert "loin" in codes(outline, {"vient": "oui", "souvent": "oui"})
    assert "loin" not in codes(outline, {"vient": "non", "souvent": "oui"})


def test_two_conditions_both_hold(version):
    both = QuestionFactory(section=version.sections.last(), rank=9, code="deux")
    asked_if(both, version.questions.get(code="vient"), "oui")
    asked_if(both, version.questions.get(code="usages"), "jeux", "mail")
    outline = read_outline(version)
    found = ["deux" in codes(outline, {"vient": vient, "usages": ["mail"]}) for vient in ("oui", "non")]
    assert [*found, "deux" in codes(outline, {"vient": "oui", "usages": ["autre"]})] == [True, False, False]


def test_answer_to_a_question_no_longer_asked_is_dropped_with_words_of_a_choice_not_taken(outline):
    values = {"vient": "non", "combien": 3, "pourquoi": "Trop loin", "usages": ["mail"], "usages.words": "Cartes"}
    assert without_unasked(outline, values) == {"vient": "non", "pourquoi": "Trop loin", "usages": ["mail"]}
    kept = without_unasked(outline, {"vient": "oui", "usages": ["autre"], "usages.words": " Cartes "})
    assert kept == {"vient": "oui", "usages": ["autre"], "usages.words": "Cartes"}


def test_table_has_a_column_for_each_choice_of_several_and_each_line_of_a_grid(outline):
    assert list(columns_of(outline)) == [
        *("vient", "pourquoi", "combien", "commune"),
        *("usages_jeux", "usages_mail", "usages_autre", "usages_aucun", "usages_words"),
        *("note", "avis_accueil", "avis_lieu", "mot"),
    ]
