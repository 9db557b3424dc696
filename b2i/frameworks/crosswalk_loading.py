"""Loading of the crosswalks between frameworks from `b2i/data/correspondances.toml`."""

import tomllib

from django.db import transaction

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.framework_files import DATA, read_json, typographic
from b2i.frameworks.models.crosswalk import Crosswalk, CrosswalkLink
from b2i.frameworks.models.framework import Framework, Skill


def read_crosswalks() -> list[dict]:
    """Return the description of each crosswalk, with the file and the column of its links."""
    return tomllib.loads((DATA / "correspondances.toml").read_text(encoding="utf-8"))["table"]


def read_links(file: str, column: str) -> list[tuple[str, dict[str, str]]]:
    """Return (code of a skill, degree by code of its counterparts), the nearest counterpart first.

    The tables of before degrees are in JSON, and their degrees are empty.
    """
    if file.endswith(".toml"):
        return list(tomllib.loads((DATA / file).read_text(encoding="utf-8"))[column].items())
    rows = (row for domain in read_json(file)["domaines"] for row in domain["competences"])
    return [(row["b2i"], dict.fromkeys(row[column], "")) for row in rows]


def load_crosswalks() -> list[Crosswalk]:
    """Load every crosswalk shipped with the site; their frameworks must be loaded. Safe to run again."""
    return [load_crosswalk(row) for row in read_crosswalks()]


@transaction.atomic
def load_crosswalk(row: dict) -> Crosswalk:
    """Create this version if it does not exist; an existing version is left unchanged.

    Raises KeyError for a code that is in neither framework: a partial crosswalk would silently hide evidence.
    """
    source, target = (Framework.objects.get(slug=row[end]) for end in ("source", "target"))
    crosswalk, created = Crosswalk.objects.get_or_create(
        source=source,
        target=target,
        version=row["version"],
        defaults={
            "made_on": row["made_on"],
            "origin": typographic(row["origin"]),
            "note": typographic(row.get("note", "")),
            "is_official": row.get("is_official", False),
        },
    )
    if created:
        skills, counterparts = _skills_by_code(source), _skills_by_code(target)
        CrosswalkLink.objects.bulk_create(
            CrosswalkLink(
                crosswalk=crosswalk,
                skill=skills[code],
                counterpart=counterparts[counterpart_code],
                order=order,
                degree=MatchDegree(degree) if degree else "",
            )
            for code, degrees in read_links(row["file"], row["column"])
            for order, (counterpart_code, degree) in enumerate(degrees.items(), start=1)
        )
    return crosswalk


def _skills_by_code(framework: Framework) -> dict[str, Skill]:
    return {skill.code: skill for skill in Skill.objects.filter(domain__framework=framework)}
