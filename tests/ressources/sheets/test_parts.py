"""The parts of each kind match its content."""

from dataclasses import fields

import pytest

from ressources.sheets.models.sheet_kinds import KINDS


@pytest.mark.parametrize("content", [kind.content_class for kind in KINDS])
def test_parts_are_the_fields_of_a_kind(content):
    assert sorted(part.name for part in content.parts) == sorted(field.name for field in fields(content))


@pytest.mark.parametrize("kind", KINDS)
def test_choices_of_a_part_are_those_of_the_page(kind):
    choices_of_parts = {part.name: part.choices.choices for part in kind.content_class.parts if part.choices}
    assert choices_of_parts == {name: list(kind._meta.get_field(name).choices) for name in choices_of_parts}
