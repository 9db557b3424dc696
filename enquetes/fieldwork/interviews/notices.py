"""Notice to members who are named interviewers of a survey."""

from collections.abc import Iterable

from django.urls import reverse

from alertes.channels.notices.services import notify
from enquetes.design.campaigns.models import Campaign
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full


def notify_named(campaign: Campaign, *, members: Iterable[Member], by: Member | None) -> None:
    """Tell them, once for a survey, where their page is and until when; it is read on the site."""
    first, last = (day_in_full(day, "j F Y") for day in (campaign.opens_on, campaign.closes_on))
    # Their page opens when the survey starts; the list has it from then on.
    page = reverse("enquetes:campaigns")
    if campaign.version_id:
        page = reverse("enquetes:interviews", args=[campaign.slug])
    notify(
        members=members,
        exclude=by,
        key=f"survey:{campaign.pk}:interviewer",
        text=f"Vous êtes enquêteur de «\u00a0{campaign}\u00a0», du {first} au {last}.",
        url=page,
    )
