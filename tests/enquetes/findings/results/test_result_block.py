"""Tests of the results of a question as pages and publications show them."""

from dataclasses import asdict
from json import dumps, loads

import pytest

from enquetes.design.variables.variable import variables_of
from enquetes.findings.crossing.populations import population_of
from enquetes.findings.results.result_block import ResultBlock, result_blocks

pytestmark = pytest.mark.django_db


@pytest.fixture
def blocks(campaign, version, outline):
    population = population_of(version)
    return result_blocks(outline.questions, variables_of(outline), population, sizes=population.sizes(), smallest=5)


def test_each_question_and_each_line_of_a_grid_has_its_block(blocks):
    assert [block.code for block in blocks] == [
        *(
            "sexe",
            "age",
            "vient",
            "usages",
            "note",
            "avis_accueil",
            "avis_lieu",
            "fois",
            "commune",
            "commune.taille",
            "mot",
        ),
    ]


def test_several_answers_are_shares_of_people(blocks):
    uses = next(block for block in blocks if block.code == "usages")

    assert [(line.words, line.percent, line.count_words) for line in uses.lines] == [
        ("Jeux", "100\u00a0%", "60"),
        ("Mail", "100\u00a0%", "60"),
        ("Papiers", "0\u00a0%", "0"),
    ]


def test_number_has_its_mean_and_its_middle(blocks):
    times = next(block for block in blocks if block.code == "fois")

    assert times.facts[0] == ("Moyenne", "3 (entre 3 et 3)")
    assert times.base == "60\u00a0réponses."


def test_block_comes_back_from_json(blocks):
    assert [ResultBlock.restored(loads(dumps(asdict(block)))) for block in blocks] == blocks
