"""Responses collected: the one way in for all modes."""

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.matching_cells import cell_of
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import take_place
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.opening import check_open
from questionnaires.answers.services import store_response
from questionnaires.filling.values import Values
from reseau.places.models.epm import EPM


@transaction.atomic
def collect_response(
    *,
    campaign: Campaign,
    values: Values,
    mode: Mode,
    sent_key: uuid.UUID | None = None,
    language: str = "fr",
    day: date | None = None,
    place: EPM | None = None,
) -> CollectedResponse:
    """Check and store one response, and take its place in the quotas. What bears a known `sent_key` counts once.

    `day`: the one on which people answered, today if None. Raises ValidationError for a campaign that is not running, a
    mode that it has not, a day when it was not open, or with the refusals by code of question.
    """
    sent_key = sent_key or uuid.uuid4()
    if known := CollectedResponse.objects.filter(campaign=campaign, sent_key=sent_key).first():
        return known
    day = day or timezone.localdate()
    campaign = Campaign.objects.select_related("version__questionnaire").get(pk=campaign.pk)
    check_open(campaign, mode, day)
    try:
        with transaction.atomic():
            kept = {"version": campaign.version, "values": values, "day": day, "language": language}
            response = store_response(**kept, allows_blanks=mode == Mode.PAPER)
            cell = cell_of(campaign, values)
            return CollectedResponse.objects.create(
                response=response,
                campaign=campaign,
                mode=mode,
                place=place,
                cell=cell,
                is_beyond_quota=cell is not None and not take_place(cell=cell),
                sent_key=sent_key,
            )
    except IntegrityError:
        # The same sending arrived meanwhile: its place in the quotas is taken once.
        if known := CollectedResponse.objects.filter(campaign=campaign, sent_key=sent_key).first():
            return known
        raise
