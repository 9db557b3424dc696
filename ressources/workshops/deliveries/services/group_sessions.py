"""The grid of a workshop that follows a sheet: opening it also notes the workshop, so that it is entered once."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.grids.models import GroupSession
from b2i.records.grids.services import open_group_session
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.services.deliveries import note_delivery


class AlreadyOpenError(ValidationError):
    """The workshop of that day has its grid already: `session`."""

    def __init__(self, session: GroupSession) -> None:
        super().__init__("Cet atelier a déjà sa grille ce jour-là.")
        self.session = session


@transaction.atomic
def open_sheet_session(
    *,
    sheet: WorkshopPage,
    by: Member,
    epm: EPM,
    date: datetime.date,
    title: str,
    skills: Collection[Skill],
    learners: Collection[Learner],
    sentence: str = "",
) -> GroupSession:
    """Open the grid and note the workshop with these learners; a delivery already noted is linked to the grid.

    Raises `AlreadyOpenError`, and `ValidationError` for a day on which the sheet cannot have been run.
    """
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    headcount, minutes = max(1, len(learners)), sheet.duration
    delivery = Delivery(sheet=sheet, member=by, epm=epm, date=date, headcount=headcount, minutes=minutes)
    if existing := Delivery.objects.same_as(delivery).select_related("group_session").first():
        if existing.group_session:
            raise AlreadyOpenError(existing.group_session)
        delivery = existing
    else:
        note_delivery(delivery=delivery)
    session = open_group_session(
        epm=epm, date=date, title=title, skills=skills, learners=learners, led_by=by, sentence=sentence
    )
    delivery.group_session = session
    delivery.save(update_fields=["group_session"])
    return session
