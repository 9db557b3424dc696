"""Workshops open to all, announced in the demo for the coming weeks: two a week somewhere in the département."""

from collections.abc import Sequence
from datetime import time, timedelta

from django.utils import timezone

from extranet.demo.network.meetings import working_day
from reseau.enums import Audience
from reseau.members.models.member import Member
from ressources.open_workshops.models import OpenWorkshop
from ressources.open_workshops.services import announce_workshop
from ressources.sheets.models.workshop import WorkshopPage

COUNT = 24
NOTES = (
    "Gratuit, sans inscription.",
    "Gratuit. Téléphonez pour réserver.",
    "Apportez votre téléphone et son chargeur.",
    "",
)
STARTS = (time(9, 30), time(14), time(10), time(17, 30))


def build_open_workshops(*, animators: Sequence[Member]) -> None:
    """Build workshops of the first animator, then of one animator in three, each with another public sheet."""
    sheets = list(
        WorkshopPage.objects.live().filter(audience=Audience.PUBLIC, obsolescence=None).order_by("pk")[:COUNT]
    )
    for rank, sheet in enumerate(sheets):
        animator = animators[0] if rank % 6 == 0 else animators[3 * rank % len(animators)]
        announce_workshop(
            workshop=OpenWorkshop(
                sheet=sheet,
                epm=animator.main_position.epm,
                date=working_day(timezone.localdate() + timedelta(days=2 + 3 * rank)),
                start=STARTS[rank % len(STARTS)],
                minutes=sheet.duration,
                places=sheet.group_size,
                note=NOTES[rank % len(NOTES)],
                announced_by=animator,
            )
        )
