"""Money of the projects of the demo: three fictitious funders, and a ledger with a reversal and a warning."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from projets.portfolio.funding.enums import FunderKind, LineKind
from projets.portfolio.funding.services import note_line, reverse_line, save_funder
from projets.portfolio.projects.models import Project
from reseau.people.members.models.member import Member

FUNDERS = (
    ("Fonds européen de démonstration (fictif)", FunderKind.EUROPE),
    ("Département de démonstration (fictif)", FunderKind.DEPARTMENT),
    ("Fondation de démonstration (fictive)", FunderKind.OTHER),
)
# Rank of the project in the demo, rank of the funder, what, euros, weeks ago, the paper.
LINES = (
    (0, 1, LineKind.PROMISED, 6_000, 22, "Lettre d’intention"),
    (0, 1, LineKind.GRANTED, 5_000, 18, "Convention 12"),
    (0, 1, LineKind.SPENT, 1_850, 12, "Six ordinateurs portables"),
    (0, 1, LineKind.SPENT, 420, 6, "Affiches et tracts"),
    (0, 1, LineKind.JUSTIFIED, 1_850, 4, "Bilan intermédiaire"),
    (0, 1, LineKind.RECOVERED, 2_500, 3, "Premier versement"),
    (1, 0, LineKind.PROMISED, 12_000, 9, "Appel à projets"),
    (4, 2, LineKind.GRANTED, 2_400, 50, "Convention de don"),
    (4, 2, LineKind.AMENDED, -200, 40, "Avenant 1"),
    (4, 2, LineKind.SPENT, 2_280, 36, "Six tablettes et leurs housses"),
    (4, 2, LineKind.JUSTIFIED, 2_200, 30, "Bilan final"),
    (4, 2, LineKind.RECOVERED, 2_200, 26, "Versement"),
)
TWICE = (0, 1, LineKind.SPENT, 420, 5, "Affiches et tracts")


def build_funding(projects: Sequence[Project], *, coordinator: Member) -> None:
    """Note the lines with the service of the site; an expense was noted twice, and is reversed."""
    funders = [save_funder(name=name, kind=kind) for name, kind in FUNDERS]
    today = timezone.localdate()
    for project, funder, kind, euros, weeks, words in (*LINES, TWICE):
        line = note_line(
            project=projects[project],
            funder=funders[funder],
            kind=kind,
            cents=euros * 100,
            day=today - datetime.timedelta(weeks=weeks),
            words=words,
            is_beyond=True,
            by=coordinator,
        )
    reverse_line(line=line, words="Facture déjà notée.", by=coordinator)
