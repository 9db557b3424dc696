"""Ways to break Python, on the examples that each operator gives."""

import pytest
from cosmic_ray.mutating import mutate_code

from scripts.mutants.operators import OURS, operators


@pytest.mark.parametrize(
    ("operator", "example"),
    [
        pytest.param(operator, example, id=f"{operator.__name__}-{rank}")
        for operator in OURS
        for rank, example in enumerate(operator.examples())
    ],
)
def test_operator_does_what_its_example_says(operator, example):
    changed = mutate_code(example.pre_mutation_code, operator(), example.occurrence)
    assert changed == example.post_mutation_code


@pytest.mark.parametrize("source", ["cache.get(key)", "x.get(a=1)", "x.order_by(a)", "x.filter()", "f(a, b=1)"])
def test_call_that_is_no_query_keeps_its_arguments(source):
    assert mutate_code(source, operators()["ConditionRemoved"], 0) is None


def test_line_of_the_log_is_kept():
    assert mutate_code("logger.info(x)\n", operators()["CallRemoved"], 0) is None
