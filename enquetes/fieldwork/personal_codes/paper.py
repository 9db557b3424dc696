"""A batch of codes on paper: slips to cut, after the letter to the parents of minors."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from enquetes.fieldwork.personal_codes.models import CodeBatch
from reseau.documents.papers.code_letters import in_groups
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "bulletins.typ"


def slips_paper(batch: CodeBatch, letters: Sequence[str]) -> Paper:
    """Return the slips of these codes, ten a sheet; a letter for the parents stands first if minors are asked."""
    campaign, path = batch.campaign, reverse("enquetes:answer_code")
    return Paper.of(
        TEMPLATE,
        title=f"{campaign.title}\u00a0: codes",
        name=campaign.title,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        warning=campaign.warning,
        batch=batch.label,
        school=batch.school,
        population=campaign.population,
        notice=campaign.parents_notice if campaign.is_of_minors else "",
        smallest=campaign.smallest,
        path=path,
        qr=qr_image(f"{settings.ORIGIN}{path}"),
        first_day=day_in_full(campaign.opens_on, "j F Y"),
        last_day=day_in_full(campaign.closes_on, "j F Y"),
        codes=[in_groups(each) for each in letters],
    )
