"""Loads the frameworks of digital skills from `b2i/data`, as versioned data with their sources."""

import json
import math
from datetime import date
from pathlib import Path

from django.db import transaction

from b2i.models import Domain, Element, Framework, Skill

DATA = Path(__file__).parent / "data"
B2I_ADULTES = "b2i-adultes-2012"


@transaction.atomic
def load_b2i_adultes() -> Framework:
    """Creates the B2i Adultes of 2012 if it is not there yet: 5 domains, 18 skills, thresholds of 70 %, elements."""
    content = json.loads((DATA / "b2i_adultes.json").read_text(encoding="utf-8"))
    framework, created = Framework.objects.get_or_create(
        slug=B2I_ADULTES,
        defaults={
            "name": "B2i Adultes",
            "version": content["version"],
            "source": content["source"],
            "note": content["avertissement_libelles"],
            "published_on": date(2012, 4, 27),
            "is_record_base": True,
        },
    )
    if not created:
        return framework
    for domain_order, row in enumerate(content["domaines"], start=1):
        skills = row["competences"]
        domain = Domain.objects.create(
            framework=framework,
            code=row["code"],
            name=row["nom"],
            aim=row["objectif"],
            order=domain_order,
            threshold=math.ceil(row["seuil_validation"]["part"] * len(skills)),
        )
        for skill_order, skill_row in enumerate(skills, start=1):
            skill = Skill.objects.create(
                domain=domain,
                code=skill_row["code"],
                wording=skill_row["libelle_affichage"],
                official_wording=skill_row["libelle_officiel"],
                order=skill_order,
            )
            Element.objects.bulk_create(
                Element(
                    skill=skill,
                    code=element["code"],
                    wording=element["libelle"],
                    source=element["source"],
                    is_verified=element["verified"],
                )
                for element in skill_row["elements"]
            )
    return framework


def load_frameworks() -> list[Framework]:
    """Loads every framework that the site ships with; safe to run again."""
    return [load_b2i_adultes()]
