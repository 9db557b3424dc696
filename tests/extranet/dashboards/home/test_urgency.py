"""How urgent a task is, and in which words."""

import datetime
import re

import pytest
from django.template import Context, Template
from django.utils import timezone

from extranet.dashboards.home.dashboard import WaitingItem, rank_by_urgency
from extranet.dashboards.home.urgency import due_in_words, silence_in_words, since_in_words
from tests.factories.formation import in_days

# A Friday.
TODAY = datetime.datetime(2026, 11, 27, 10, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _friday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-3, {"urgency": "now", "badge": "En retard de 3\u00a0jours"}),
        (-1, {"urgency": "now", "badge": "En retard d’un jour"}),
        (0, {"urgency": "now", "badge": "Avant ce soir"}),
        (1, {"urgency": "soon", "badge": "D’ici demain soir"}),
        (6, {"urgency": "soon", "badge": "D’ici jeudi"}),
        (7, {"badge": "D’ici au 4 décembre"}),
    ],
)
def test_deadline_is_urgent_on_its_day_and_soon_in_its_week(days, expected):
    assert due_in_words(in_days(days)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, {"urgency": "soon", "badge": "Aujourd’hui"}),
        (-1, {"urgency": "now", "badge": "Depuis hier"}),
        (-2, {"urgency": "now", "badge": "Depuis 2\u00a0jours"}),
    ],
)
def test_task_left_over_from_a_past_day_is_urgent(days, expected):
    assert since_in_words(in_days(days)) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, {"tone": "", "silence": "posée aujourd’hui"}),
        (1, {"tone": "", "silence": "un jour sans réponse"}),
        (7, {"tone": "wait", "silence": "7\u00a0jours sans réponse"}),
        (14, {"tone": "bad", "silence": "14\u00a0jours sans réponse"}),
    ],
)
def test_silence_changes_tone_after_one_and_two_weeks(days, expected):
    assert silence_in_words(TODAY - datetime.timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("item", "edge", "state"),
    [
        ({}, "<li>", []),
        ({"badge": "D’ici au 4 décembre"}, "<li>", [""]),
        ({"urgency": "soon", "badge": "D’ici jeudi"}, '<li class="soon">', [" wait"]),
        ({"urgency": "now", "badge": "Avant ce soir"}, '<li class="now">', [" deadline"]),
    ],
)
def test_task_looks_as_urgent_as_it_is(item, edge, state):
    template = Template('{% include "extranet/dashboards/home/_waiting_item.html" %}')
    html = template.render(Context({"item": WaitingItem(text="Relire", url="/a-relire/", **item)}))

    assert re.findall("<li[^>]*>", html) == [edge]
    assert re.findall('class="state([^"]*)"', html) == state
    assert 'class="meta"' not in html


def test_urgent_tasks_come_first_and_one_in_three_looks_urgent():
    items = [
        WaitingItem(text=text, url="/", urgency=urgency)
        for text, urgency in (("a", ""), ("b", "now"), ("c", "soon"), ("d", "now"))
    ]

    ranked = rank_by_urgency(items)

    assert [(item.text, item.urgency) for item in ranked] == [("b", "now"), ("d", "soon"), ("c", "soon"), ("a", "")]
