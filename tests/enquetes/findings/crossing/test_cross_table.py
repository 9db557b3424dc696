"""Tests of crossed tables: counted by the database as one counts by hand, masked, compared."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enquetes.design.variables.variable import variable_of
from enquetes.findings.crossing.cross_table import cross
from enquetes.findings.crossing.masking import TOTAL
from enquetes.findings.crossing.populations import CategoryFilter, NumberFilter, Population, population_of
from enquetes.findings.crossing.significance import ChanceVerdict
from enquetes.preparation.weighting.models import ResponseWeight, Weighting
from tests.factories.enquetes import store_answers
from tests.factories.reseau import CommuneFactory

pytestmark = pytest.mark.django_db


def draw_answers(count: int, seed: int = 3) -> list[dict]:
    """Return answers of each kind, some of which miss."""
    draw = random.Random(seed)  # noqa: S311 - draws answers, not secrets
    every = []
    for _ in range(count):
        values = {
            "sexe": draw.choice(["femme", "homme"]),
            "age": draw.choices(["jeune", "adulte", "aine"], [2, 5, 3])[0],
            "usages": draw.sample(["jeux", "mail", "papiers"], draw.randint(1, 3)),
            "avis": {"accueil": draw.choice(["bien", "mal"]), "lieu": draw.choice(["bien", "bien", "mal"])},
            "fois": draw.randint(0, 9),
        }
        every.append({code: value for code, value in values.items() if draw.random() < 0.9})
    return every


def weigh(version, responses, weights) -> Weighting:
    weighting = Weighting.objects.create(
        version=version, margins=[], tolerance=1e-6, answers=len(responses), rounds=1, greatest_gap=0, at_lowest=0,
        at_highest=0, effective_size=1, design_effect=1, is_used=True,
    )  # fmt: skip
    ResponseWeight.objects.bulk_create(
        ResponseWeight(weighting=weighting, response=response, weight=weight)
        for response, weight in zip(responses, weights, strict=True)
    )
    return weighting


def is_in(values: dict, code: str, category: str) -> bool:
    """Whether these answers are in a category of a variable, `code` being that of a line for a grid."""
    question, _, row = code.partition("_")
    value = values.get(question)
    return category in (value if isinstance(value, list) else [value.get(row) if isinstance(value, dict) else value])


def counted_by_hand(every, weights, rows, columns) -> dict:
    """Return (row, column) → number and weight of people, totals at TOTAL."""
    table = {}
    lines = [(variable, category) for variable in (rows,) for category in (*variable.categories, None)]
    for _, row in lines:
        for column in (*columns.categories, None):
            inside = [
                weight
                for values, weight in zip(every, weights, strict=True)
                if any(is_in(values, rows.code, each.code) for each in rows.categories)
                and any(is_in(values, columns.code, each.code) for each in columns.categories)
                and (row is None or is_in(values, rows.code, row.code))
                and (column is None or is_in(values, columns.code, column.code))
            ]
            table[row and row.key, column and column.key] = len(inside), sum(inside)
    return table


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ("age", "sexe"),
        ("usages", "sexe"),
        ("sexe", "usages"),
        ("usages", "usages"),
        ("avis_lieu", "avis_accueil"),
        ("age", "age"),
    ],
)
@pytest.mark.parametrize("is_weighted", [False, True])
def test_table_is_counted_as_by_hand(version, outline, rows, columns, is_weighted):
    every = draw_answers(90)
    responses = store_answers(version, every)
    weights = [0.5 + place % 4 for place in range(90)] if is_weighted else [1.0] * 90
    if is_weighted:
        weigh(version, responses, weights)
    rows, columns = variable_of(outline, rows), variable_of(outline, columns)
    table = cross(rows, columns, population_of(version), smallest=1)
    by_hand = counted_by_hand(every, weights, rows, columns)
    assert {key: cell.count for key, cell in table.cells.items()} == {key: count for key, (count, _) in by_hand.items()}
    for (row, column), cell in table.cells.items():
        weight = by_hand[row, column][1]
        assert cell.column_share.share == pytest.approx(weight / by_hand[TOTAL, column][1])
        if by_hand[row, TOTAL][1]:
            assert cell.row_share.share == pytest.approx(weight / by_hand[row, TOTAL][1])


def test_intervals_use_the_effective_size(version, outline):
    values = [{"sexe": "femme", "age": "jeune" if place < 40 else "aine"} for place in range(100)]
    population = population_of(version)
    responses = store_answers(version, values)
    rows, columns = variable_of(outline, "age"), variable_of(outline, "sexe")
    key = rows.categories[0].key, columns.categories[0].key
    plain = cross(rows, columns, population).cells[key].column_share
    weigh(version, responses, [0.2, 1.8] * 50)
    weighted = cross(rows, columns, population_of(version)).cells[key].column_share
    assert weighted.share == pytest.approx(plain.share) == pytest.approx(0.4)
    assert (plain.in_words, weighted.in_words) == ("entre 31 et 50\u00a0%", "entre 29 et 53\u00a0%")


def test_response_after_the_weighting_counts_for_one(version, outline):
    responses = store_answers(version, [{"sexe": "femme", "age": "aine"}] * 8)
    weigh(version, responses, [1.5] * 8)
    store_answers(version, [{"sexe": "homme", "age": "aine"}] * 6)
    table = cross(variable_of(outline, "sexe"), variable_of(outline, "age"), population_of(version))
    woman = variable_of(outline, "sexe").categories[0].key
    assert table.cells[TOTAL, TOTAL].count == 14
    assert table.cells[woman, TOTAL].column_share.share == pytest.approx(12 / 18)


def sexes_by_age(**counts: int) -> list[dict]:
    """Return answers: `femme_aine=3` for three women of that age."""
    return [
        dict(zip(("sexe", "age"), cell.split("_"), strict=True)) for cell, count in counts.items() for _ in range(count)
    ]


def test_small_cell_is_masked_with_what_would_give_it_away(version, outline):
    store_answers(
        version,
        sexes_by_age(femme_jeune=2, femme_adulte=20, femme_aine=30, homme_jeune=25, homme_adulte=8, homme_aine=9),
    )
    table = cross(variable_of(outline, "sexe"), variable_of(outline, "age"), population_of(version))
    assert [[cell.count_in_words for cell in cells] for _, cells in table.lines()] == [
        ["masqué", "masqué", "30\u00a0réponses", "52\u00a0réponses"],
        ["masqué", "masqué", "9\u00a0réponses", "42\u00a0réponses"],
        ["27\u00a0réponses", "28\u00a0réponses", "39\u00a0réponses", "94\u00a0réponses"],
    ]
    assert [words for words, _ in table.lines()] == ["Femme", "Homme", "Ensemble"]
    masked = [cell for cell in table.cells.values() if cell.is_masked]
    assert [(cell.row_share, cell.column_share) for cell in masked] == [(None, None)] * 4
    assert table.has_masked


def test_shares_of_a_masked_total_are_masked(version, outline):
    """A number and its share would give the total."""
    store_answers(version, sexes_by_age(femme_jeune=3, homme_adulte=30, homme_aine=40))
    table = cross(variable_of(outline, "sexe"), variable_of(outline, "age"), population_of(version))
    for (row, column), cell in table.cells.items():
        assert cell.row_share is None or table.cells[row, TOTAL].count is not None
        assert cell.column_share is None or table.cells[TOTAL, column].count is not None
    shown = {key: cell.count for key, cell in table.cells.items() if cell.count}
    assert all(count >= 5 for count in shown.values())
    assert shown.get((TOTAL, TOTAL)) in (None, 73)


def test_few_who_did_not_choose_mask_those_who_did(version, outline):
    values = [{"sexe": "femme", "usages": ["jeux", "mail"]}] * 20 + [{"sexe": "femme", "usages": ["mail"]}] * 2
    store_answers(version, [*values, *({"sexe": "homme", "usages": ["papiers"]},) * 20])
    rows, columns = variable_of(outline, "usages"), variable_of(outline, "sexe")
    games, woman = rows.categories[0].key, columns.categories[0].key
    table = cross(rows, columns, population_of(version))
    assert None in {table.cells[games, woman].count, table.cells[TOTAL, woman].count}


def test_filter_keeps_those_who_gave_an_answer(version, outline):
    every = draw_answers(200)
    store_answers(version, every)
    rows, columns, sex = (variable_of(outline, code) for code in ("age", "avis_lieu", "sexe"))
    woman = CategoryFilter(sex, frozenset({sex.categories[0].key}))
    often = NumberFilter(outline.by_code["fois"], 3, 7)
    table = cross(rows, columns, population_of(version, woman, often), smallest=1)
    kept = [each for each in every if each.get("sexe") == "femme" and 3 <= each.get("fois", -1) <= 7]
    by_hand = counted_by_hand(kept, [1.0] * len(kept), rows, columns)
    assert {key: cell.count for key, cell in table.cells.items()} == {key: count for key, (count, _) in by_hand.items()}


@pytest.mark.parametrize("counts", [{"femme_jeune": 4, "homme_jeune": 40}, {"femme_jeune": 40, "homme_jeune": 3}])
def test_filter_that_leaves_few_people_inside_or_outside_masks_everything(version, outline, counts):
    store_answers(version, sexes_by_age(**counts))
    age, sex = variable_of(outline, "age"), variable_of(outline, "sexe")
    woman = CategoryFilter(sex, frozenset({sex.categories[0].key}))
    table = cross(age, sex, population_of(version, woman))
    assert all(cell.is_masked for cell in table.cells.values())


def test_two_filters_that_differ_by_few_people_mask_everything(version, outline):
    store_answers(version, sexes_by_age(femme_jeune=30, femme_aine=2, homme_jeune=30, homme_aine=30))
    age, sex = variable_of(outline, "age"), variable_of(outline, "sexe")
    woman = CategoryFilter(sex, frozenset({sex.categories[0].key}))
    young = CategoryFilter(age, frozenset({age.categories[0].key}))
    assert population_of(version, woman, young).shows_few(5)
    assert not population_of(version, young).shows_few(5)


def test_territories_are_categories_of_a_commune(version, outline):
    communes = [CommuneFactory(), CommuneFactory()]
    store_answers(
        version,
        [{"commune": communes[place % 2].pk, "sexe": "femme" if place < 12 else "homme"} for place in range(30)],
    )
    territories = variable_of(outline, "commune")
    table = cross(territories, variable_of(outline, "sexe"), population_of(version), smallest=1)
    for commune in communes:
        assert table.cells[commune.territory_id, TOTAL].count == (
            15 if communes[0].territory_id != communes[1].territory_id else 30
        )


def test_difference_is_judged_with_the_design_effect(version, outline):
    counts = {"femme_jeune": 40, "femme_aine": 60, "homme_jeune": 58, "homme_aine": 42}
    responses = store_answers(version, sexes_by_age(**counts))
    rows, columns = variable_of(outline, "sexe"), variable_of(outline, "age")
    plain = cross(rows, columns, population_of(version))
    weigh(version, responses, [0.1, 1.9] * 100)
    weighted = cross(rows, columns, population_of(version))
    assert weighted.design_effect == pytest.approx(1.81)
    assert weighted.significance.statistic == pytest.approx(plain.significance.statistic / 1.81)
    assert (plain.significance.verdict, weighted.significance.verdict) == (ChanceVerdict.LIKELY, ChanceVerdict.CHANCE)


def test_each_of_several_answers_is_judged_by_itself(version, outline):
    values = [
        {"sexe": sex, "usages": uses}
        for sex, uses in (("femme", ["jeux", "mail"]), ("homme", ["mail"]))
        for _ in range(30)
    ]
    store_answers(version, values)
    several, sex = variable_of(outline, "usages"), variable_of(outline, "sexe")
    table = cross(several, sex, population_of(version))
    games, mail, papers = (category.key for category in several.categories)
    assert table.significance is None
    assert {key: each.verdict for key, each in table.row_significance.items()} == {
        games: ChanceVerdict.SURE, mail: ChanceVerdict.NOTHING, papers: ChanceVerdict.NOTHING,
    }  # fmt: skip
    assert cross(sex, several, population_of(version)).significance.verdict is ChanceVerdict.OVERLAPPING
    assert (
        table.note
        == "Plusieurs réponses possibles\u00a0: les parts sont celles des personnes, leur somme dépasse 100\u00a0%."
    )


def test_nobody_gives_an_empty_table(version, outline):
    table = cross(variable_of(outline, "sexe"), variable_of(outline, "age"), population_of(version))
    assert {(cell.count, cell.row_share, cell.column_share) for cell in table.cells.values()} == {(0, None, None)}
    assert table.significance.verdict is ChanceVerdict.NOTHING


@pytest.mark.parametrize(
    ("rows", "columns", "queries"), [("sexe", "age", 1), ("usages", "age", 2), ("usages", "usages", 4)]
)
def test_queries_do_not_grow(version, outline, rows, columns, queries, django_assert_num_queries):
    population = Population(version.pk)
    rows, columns = variable_of(outline, rows), variable_of(outline, columns)
    for _ in range(2):
        store_answers(version, draw_answers(20))
        with django_assert_num_queries(queries + 1):
            cross(rows, columns, population)


@pytest.mark.sqlite
@pytest.mark.parametrize("is_weighted", [False, True])
def test_index_serves_a_table_alone(version, outline, is_weighted):
    """A crossed table of 100,000 answers opens no answer: it reads one index at two places side by side."""
    responses = store_answers(version, draw_answers(50))
    if is_weighted:
        weigh(version, responses, [1.0] * 50)
    population = population_of(version)
    with CaptureQueriesContext(connection) as context:
        cross(variable_of(outline, "sexe"), variable_of(outline, "age"), population)
    (grouped,) = (query["sql"] for query in context.captured_queries if "GROUP BY" in query["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {grouped}")
        plan = [row[3] for row in cursor.fetchall() if row[3].startswith(("SCAN", "SEARCH"))]
    of_answers = [line for line in plan if "COVERING INDEX answers_of_a_question" in line]
    of_weights = [line for line in plan if line.endswith("(weighting_id=? AND response_id=?) LEFT-JOIN")]
    assert (len(of_answers), len(of_weights)) == (2, int(is_weighted))
    assert not [line for line in plan if line.startswith("SCAN")]
