"""Tests of the figures of one question, of each kind."""

import pytest

from enquetes.design.variables.variable import variable_of
from enquetes.findings.crossing.populations import CategoryFilter, population_of
from enquetes.findings.crossing.question_figures import figures_of_question, figures_of_variable, numbers_of_question
from tests.enquetes.findings.crossing.test_cross_table import sexes_by_age, weigh
from tests.factories.enquetes import store_answers

pytestmark = pytest.mark.django_db


def shown(figures) -> dict:
    return {
        category.code: cell.count and (cell.count, cell.column_share and str(cell.column_share))
        for category, cell in figures.figures
    }


def figures_of(version, outline, code: str, *filters, **size):
    return figures_of_variable(variable_of(outline, code), population_of(version, *filters), **size)


def test_shares_are_of_those_who_answered(version, outline):
    store_answers(version, [*sexes_by_age(femme_jeune=30, homme_jeune=10, homme_aine=20), *({"vient": "oui"},) * 40])
    figures = figures_of(version, outline, "sexe")
    assert (figures.asked, figures.answered, figures.unanswered) == (100, 60, 40)
    assert shown(figures) == {"femme": (30, "50\u00a0%"), "homme": (30, "50\u00a0%")}
    assert figures.figures[0][1].column_share.in_words == "entre 38 et 62\u00a0%"
    assert shown(figures_of(version, outline, "age")) == {
        "jeune": (40, "67\u00a0%"), "adulte": 0, "aine": (20, "33\u00a0%"),
    }  # fmt: skip
    assert (figures.note, figures.mean, figures.has_masked) == ("", None, False)


def test_weights_change_shares_and_not_numbers(version, outline):
    responses = store_answers(version, sexes_by_age(femme_jeune=40, homme_jeune=60))
    weigh(version, responses, [1.5] * 40 + [2 / 3] * 60)
    figures = figures_of(version, outline, "sexe")
    assert shown(figures) == {"femme": (40, "60\u00a0%"), "homme": (60, "40\u00a0%")}
    assert figures.design_effect == pytest.approx(100 / (10_000 / (40 * 2.25 + 60 * 4 / 9)))


def test_small_answer_is_masked_with_another(version, outline):
    store_answers(version, sexes_by_age(femme_jeune=3, femme_adulte=30, femme_aine=20))
    figures = figures_of(version, outline, "age")
    assert shown(figures) == {"jeune": None, "adulte": (30, "57\u00a0%"), "aine": None}
    assert figures.answered == 53
    assert shown(figures_of(version, outline, "age", smallest=2))["jeune"] == (3, "6\u00a0%")


def test_question_that_few_left_unanswered_hides_how_many_answered(version, outline):
    store_answers(version, [*sexes_by_age(femme_jeune=30, homme_jeune=20), *({"age": "jeune"},) * 2])
    figures = figures_of(version, outline, "sexe")
    assert (figures.asked, figures.answered, figures.unanswered) == (52, None, None)
    assert shown(figures) == {"femme": (30, None), "homme": None}


def test_several_answers_are_shares_of_people(version, outline):
    store_answers(
        version, [{"usages": ["jeux", "mail"]}] * 30 + [{"usages": ["mail"]}] * 10 + [{"usages": ["papiers"]}] * 20
    )
    figures = figures_of(version, outline, "usages")
    assert shown(figures) == {"jeux": (30, "50\u00a0%"), "mail": (40, "67\u00a0%"), "papiers": (20, "33\u00a0%")}
    assert (
        figures.note
        == "Plusieurs réponses possibles\u00a0: les parts sont celles des personnes, leur somme dépasse 100\u00a0%."
    )


def test_few_who_did_not_give_one_of_several_answers_mask_it(version, outline):
    store_answers(
        version, [{"usages": ["jeux", "mail"]}] * 30 + [{"usages": ["mail"]}] * 2 + [{"usages": ["jeux"]}] * 2
    )
    figures = figures_of(version, outline, "usages")
    assert (shown(figures), figures.answered) == ({"jeux": None, "mail": None, "papiers": 0}, 34)


def test_scale_has_a_mean_without_those_who_do_not_know(version, outline):
    store_answers(version, [{"note": "1"}] * 10 + [{"note": "4"}] * 20 + [{"note": "nsp"}] * 6)
    (figures,) = figures_of_question(outline, outline.by_code["note"], population_of(version))
    assert shown(figures)["nsp"] == (6, "17\u00a0%")
    assert (figures.mean.count, figures.mean.mean, figures.mean.median) == (30, 3, 4)


def test_each_line_of_a_grid_is_a_question(version, outline):
    store_answers(version, [{"avis": {"accueil": "bien", "lieu": "mal"}}] * 10 + [{"avis": {"accueil": "mal"}}] * 10)
    desk, place = figures_of_question(outline, outline.by_code["avis"], population_of(version))
    assert (desk.variable.wording, shown(desk)) == (
        "Votre avis\u00a0: Accueil", {"bien": (10, "50\u00a0%"), "mal": (10, "50\u00a0%")},
    )  # fmt: skip
    assert (place.answered, shown(place)) == (10, {"bien": 0, "mal": (10, "100\u00a0%")})


def test_numbers_have_a_mean_and_quartiles(version, outline):
    store_answers(version, [{"fois": number} for number in range(1, 10)])
    figures = numbers_of_question(outline.by_code["fois"], population_of(version))
    assert (figures.count, figures.mean, figures.quartiles) == (9, 5, (3, 5, 7))
    assert numbers_of_question(outline.by_code["fois"], population_of(version), smallest=10) is None


def test_text_has_no_figures(version, outline):
    store_answers(version, [{"mot": "merci"}] * 10)
    assert figures_of_question(outline, outline.by_code["mot"], population_of(version)) == []


def test_filter_that_leaves_few_out_masks_everything(version, outline):
    store_answers(version, sexes_by_age(femme_jeune=30, homme_jeune=4))
    sex = variable_of(outline, "sexe")
    woman = CategoryFilter(sex, frozenset({sex.categories[0].key}))
    figures = figures_of(version, outline, "age", woman)
    assert (shown(figures), figures.asked, figures.answered) == (
        {"jeune": None, "adulte": None, "aine": None},
        None,
        None,
    )


def test_small_population_hides_its_size(version, outline):
    store_answers(version, sexes_by_age(femme_jeune=3))
    figures = figures_of(version, outline, "age")
    assert (figures.asked, figures.answered, shown(figures)["jeune"]) == (None, None, None)
