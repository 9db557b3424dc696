"""The value of a part of a sheet in words."""

from datetime import date
from typing import Any

from b2i.frameworks.models.framework import Skill
from reseau.texts.markdown.blocks import to_lines
from reseau.texts.wording import day_in_full
from ressources.sheets.enums import PartNature
from ressources.sheets.parts import Part


def part_in_words(part: Part, value: Any) -> str:
    """Return the value in words, without a mark; empty without a value."""
    if part.choices and value:
        return part.choices(value).label
    match part.nature:
        case PartNature.STEPS:
            return "\n\n".join(str(step) for step in value)
        case PartNature.TEXT:
            return to_lines(value)
        case PartNature.SET:
            return ", ".join(value) if part.name == "tags" else "\n".join(map(str, Skill.objects.filter(pk__in=value)))
    if isinstance(value, date):
        return day_in_full(value)
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    return "" if value is None else str(value)
