"""Costs of pages: what a round gives, which pages pass their budget, the line of each in docs/performance.md."""

import math

import pytest

from bench import goals
from bench.load import Load
from bench.page_cost import CostMeasure, PageCost, Sample
from bench.performance_page import line_of, over_budget

HELLO = Sample(6000, 0.0002)


def page_cost(*costs: float, name: str = "session", who: str = "animator") -> PageCost:
    page = {"name": name, "who": who, "sql": 10, "sql_ms": 1.1, "compile_ms": 0.2, "ms": 10.2, "bytes": 10_700}
    alone = Load(90, 1, 10, 15, 0)
    return PageCost(page | {"gzip": 3_200}, list(costs), [60.0] * len(costs), [6000.0] * len(costs), alone)


def test_page_costs_the_hellos_served_in_its_time():
    cost = page_cost()

    CostMeasure.add(cost, Sample(100, 0.01), HELLO, Sample(4000, 0.0003))

    assert (cost.costs, cost.hellos, cost.cpu_costs) == ([50], [5000], [pytest.approx(40)])


def test_processor_time_is_that_of_one_request():
    assert Sample.of(Load(200, 2, 5, 9, 0), 4.0) == Sample(200, 0.01)


@pytest.mark.parametrize("load", [Load(0, 1, 0, 0, 0), Load(5000, 1, 0.1, 0.2, 5000)], ids=["silent", "errors"])
def test_page_that_fails_or_is_silent_costs_without_end(load):
    cost = page_cost()

    CostMeasure.add(cost, Sample.of(load, 1.0), HELLO, HELLO)

    assert cost.costs == [math.inf]
    assert over_budget([cost]) == [cost]


def test_budget_is_passed_by_the_median_and_a_fifth():
    goal = goals.cost_goal("session", "animator")
    noisy, late = page_cost(50, goal * 1.2, 300), page_cost(50, goal * 1.21, 90)

    assert over_budget([noisy, late]) == [late]


@pytest.mark.parametrize(
    ("name", "who", "goal"),
    [
        ("session", "animator", 60),
        ("library", "animator", 80),
        ("library", "visitor", 2),
        ("search", "visitor", 60),
        ("own-record", "learner", 60),
    ],
)
def test_goal_follows_who_reads_and_what_serves_the_page(name, who, goal):
    assert goals.cost_goal(name, who) == goal


def test_line_tells_cost_goal_and_verdict():
    assert line_of(page_cost(45, 47, 49)) == (
        "| session.animator | 47 | 45–49 | 60 | 60 | met | 10 | 1.1, 0.2, 10.2 | 10.7 | 3.2 | 1.50 |"
    )
    assert line_of(page_cost(1.3, 2.5, name="place", who="visitor")).split(" | ")[1:6] == [
        *("1.9", "1.3–2.5", "60.0", "2", "met")
    ]
    assert line_of(page_cost(61)).split(" | ")[5] == "over"
