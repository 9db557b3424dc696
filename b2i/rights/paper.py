"""PDF of all data about a learner, for those without a computer (`data/donnees.typ`)."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from b2i.learners.models.learner import Learner
from b2i.rights.data_export import data_sections
from reseau.papers.paper import Paper
from reseau.wording import day_in_full

TEMPLATE = Path(__file__).parents[1] / "data" / "donnees.typ"
KIND = "Tout ce que le site garde sur une personne"


def data_paper(learner: Learner) -> Paper:
    name = learner.member.get_full_name()
    return Paper.of(
        TEMPLATE,
        title=f"{KIND}, {name}",
        kind=KIND,
        origin=settings.WAGTAIL_SITE_NAME,
        site=settings.WAGTAIL_SITE_NAME,
        holder=name,
        card=learner.card_number,
        day=day_in_full(timezone.localdate(), "j F Y"),
        sections=[
            {"title": section.title, "rows": [[(field.label, field.words) for field in row] for row in section.rows]}
            for section in data_sections(learner)
        ],
    )
