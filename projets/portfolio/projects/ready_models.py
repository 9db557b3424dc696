"""Ready models of projects: an aim to rewrite, milestones counted in weeks from the start, known risks."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from projets.portfolio.projects.enums import RiskLevel

FILE = Path(__file__).parents[2] / "data" / "modeles.toml"


@dataclass(frozen=True, slots=True)
class ReadyMilestone:
    title: str
    weeks: int


@dataclass(frozen=True, slots=True)
class ReadyRisk:
    words: str
    answer: str
    level: RiskLevel


@dataclass(frozen=True, slots=True)
class ReadyProject:
    """`key` is in the address; `chantier`: rank of the chantier; `lead`: one line in the list of models."""

    key: str
    name: str
    lead: str
    icon: str
    chantier: int
    title: str
    aim: str
    means: str
    milestones: tuple[ReadyMilestone, ...]
    risks: tuple[ReadyRisk, ...]


@cache
def ready_projects() -> dict[str, ReadyProject]:
    """Return the models by key, in the order of their file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["model"]
    return {row["key"]: _ready(row) for row in rows}


def _ready(row: dict) -> ReadyProject:
    milestones = tuple(ReadyMilestone(**each) for each in row.pop("milestones"))
    risks = tuple(ReadyRisk(each["words"], each["answer"], RiskLevel(each["level"])) for each in row.pop("risks"))
    return ReadyProject(**row, milestones=milestones, risks=risks)
