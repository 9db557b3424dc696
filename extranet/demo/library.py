"""The demo's library: the sheets of `content/sheets`, by animators of the network, at every state of their life."""

import random
from datetime import timedelta

from django.utils import timezone
from django.utils.text import slugify

from b2i.frameworks import B2I_ADULTES
from b2i.models import Skill
from extranet.demo.content import read_folder
from reseau.models import Member
from ressources.models import LibraryPage, Step, WorkshopPage

SUBMITTED = ("ordinateur-bonne-sante", "document-a-plusieurs-association")
CHANGES_ASKED = {
    "recadrer-alleger-photos": (
        "Très bonne trame. Il manque une solution pour les téléphones sans carte mémoire, et l’étape sur le poids des "
        "images mérite dix minutes de plus."
    )
}


def lines(items: list[str]) -> str:
    return "\n".join(items)


def build_sheet(content: dict, author: Member, skills: dict[str, Skill], copy: int) -> WorkshopPage:
    suffix = f" ({copy + 1})" if copy else ""
    sheet = WorkshopPage(
        title=content["title"] + suffix,
        slug=slugify(content["slug"] + suffix),
        owner=author,
        epm=author.main_position.epm,
        aim=content["aim"],
        introduction=content["introduction"],
        learners=content["learners"],
        level=content["level"],
        duration=content["duration"],
        group_size=content["group_size"],
        needs_internet=content["internet"],
        prerequisites=content["prerequisites"],
        equipment=lines(content["equipment"]),
        tips=lines(content["tips"]),
        takeaways=lines(content["takeaways"]),
        audience=content["audience"],
        live=False,
    )
    sheet.steps = [
        Step(sort_order=order, **{name: step[name] for name in ("title", "minutes", "animator", "learners")})
        for order, step in enumerate(content["steps"])
    ]
    sheet.skills = [skills[code] for code in content["skills"]]
    return sheet
