"""Conditions of a made-up template, and what becomes of them."""

from pathlib import Path

import pytest

from scripts.mutants.template_places import conditions, template_places

TEMPLATE = """{% if a and b|default:"x y" >= 2 %}
  {% if not c %}c{% elif d in e %}d{% endif %}
{# {% if comment %} #}{% endif %}
"""


def changes(source: str) -> list[str]:
    return [mutation.apply() for place in template_places(Path("made_up.html"), source) for mutation in place.mutations]


@pytest.mark.parametrize(
    ("condition", "changed"),
    [
        ("a", ["not a"]),
        ("not a", ["a"]),
        ("a == b", ["a != b"]),
        ("a < b", ["a <= b", "a >= b"]),
        ("a not in b", ["a in b"]),
        ("a is not b", ["a is b"]),
        ("a or b", ["a and b", "not a or b", "b", "a or not b", "a"]),
        ("a and b and c", ["a or b and c", "a and b or c"]),
    ],
)
def test_condition_is_negated_compared_otherwise_or_loses_an_operand(condition, changed):
    expected = [f"{{% if {change} %}}x{{% endif %}}" for change in changed]
    assert changes(f"{{% if {condition} %}}x{{% endif %}}")[: len(expected)] == expected


def test_condition_is_found_with_the_line_of_its_if():
    found = [(line, TEMPLATE[start:end]) for line, start, end in conditions(TEMPLATE)]
    assert found == [(1, 'a and b|default:"x y" >= 2'), (2, "not c"), (2, "d in e")]


def test_only_the_condition_changes():
    assert changes("é {% if a %}{{ a }}{% else %}a{% endif %}") == ["é {% if not a %}{{ a }}{% else %}a{% endif %}"]
