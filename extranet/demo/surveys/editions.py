"""Second editions of the demo's surveys: young people asked again, a few of them, and households, in preparation."""

import random
from datetime import timedelta

from django.utils import timezone

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import close_campaign, prepare_campaign, start_campaign
from extranet.demo.content import read_folder
from extranet.demo.surveys.respondents import CommuneLottery, Respondents
from extranet.demo.surveys.responses import Arrival, write_responses
from questionnaires.questions.services.versions import prepare_next_version
from reseau.people.members.models.member import Member

AGAIN, NEXT = "jeunes-2", "foyers-2"
ANSWERS = 300
CLOSED_DAYS_AGO, OPEN_FOR, OPENS_IN = 12, 30, 25


def build_editions(*, coordinator: Member, draw: random.Random) -> None:
    """Ask some young people again, with the next version of their questions; prepare the next survey of households."""
    today = timezone.localdate()
    first = Campaign.objects.select_related("questionnaire").get(slug="jeunes")
    prepare_next_version(questionnaire=first.questionnaire)
    opens_on = today - timedelta(days=CLOSED_DAYS_AGO + OPEN_FOR)
    campaign = prepare_campaign(
        by=coordinator,
        slug=AGAIN,
        title="Les jeunes de 11 à 18 ans, quelques mois après",
        questionnaire=first.questionnaire,
        earlier=first,
        population=first.population,
        sampling="Dix classes tirées au sort parmi celles de la première édition, toutes avec le même lien.",
        asked=360,
        is_of_minors=True,
        parents_notice=first.parents_notice,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=OPEN_FOR),
        is_synthetic=True,
    )
    campaign = start_campaign(campaign=campaign)
    _answer(campaign, draw)
    close_campaign(campaign=campaign)
    households = Campaign.objects.select_related("questionnaire").get(slug="foyers")
    prepare_campaign(
        by=coordinator,
        slug=NEXT,
        title="Les foyers du Lot, deuxième édition",
        questionnaire=households.questionnaire,
        earlier=households,
        population=households.population,
        sampling=households.sampling,
        opens_on=today + timedelta(days=OPENS_IN),
        closes_on=today + timedelta(days=OPENS_IN + OPEN_FOR),
        has_paper=True,
        is_synthetic=True,
    )


def _answer(campaign: Campaign, draw: random.Random) -> None:
    """Draw the answers as those of the first edition were."""
    content = next(each for each in read_folder("surveys") if each["slug"] == "jeunes")
    communes = CommuneLottery.read()
    days = sorted(draw.randrange(OPEN_FOR + 1) for _ in range(ANSWERS))
    people = Respondents(content, communes).draw_people(ANSWERS, draw)
    arrivals = [
        # Two or three who say nothing would hide the first table of the comparison.
        Arrival({"sexe": "non_dit"} | values, campaign.opens_on + timedelta(days=day), Mode.LINK)
        for values, day in zip(people, days, strict=True)
    ]
    write_responses(campaign, arrivals, communes=communes, draw=draw)
