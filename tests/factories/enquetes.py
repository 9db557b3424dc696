"""Campaigns, and answers many at a time, without a check: as collected, but quick to write."""

from collections.abc import Iterable
from datetime import timedelta

import factory
from django.utils import timezone

from enquetes.design.campaigns.enums import CampaignState, Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.fieldwork.collection.models import CollectedResponse
from questionnaires.answers.answer_rows import answers_of
from questionnaires.answers.models import Answer, Response
from questionnaires.filling.values import Values
from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.questions.outline import read_outline
from tests.factories.questionnaires import QuestionnaireFactory


def store_answers(version: QuestionnaireVersion, values: Iterable[Values]) -> list[Response]:
    """Store one response for each mapping code of question → answer."""
    outline = read_outline(version)
    day = timezone.localdate()
    given = [(Response(version=version, day=day), own) for own in values]
    responses = Response.objects.bulk_create([response for response, _ in given], batch_size=5_000)
    answers = (answer for response, own in given for answer in answers_of(outline, response, own))
    Answer.objects.bulk_create(answers, batch_size=5_000)
    return responses


class CampaignFactory(factory.django.DjangoModelFactory):
    """A campaign by open link. `version` in use: it is running; without one it is in preparation."""

    class Meta:
        model = Campaign

    class Params:
        running = factory.Trait(state=CampaignState.RUNNING)
        every_mode = factory.Trait(has_codes=True, has_kiosks=True, has_interviews=True, has_paper=True)

    title = factory.Sequence(lambda rank: f"Enquête {rank}")
    slug = factory.Sequence(lambda rank: f"enquete-{rank}")
    questionnaire = factory.LazyAttribute(
        lambda campaign: campaign.version.questionnaire if campaign.version else QuestionnaireFactory()
    )
    version = None
    population = "Les habitants du Lot"
    opens_on = factory.LazyFunction(timezone.localdate)
    closes_on = factory.LazyAttribute(lambda campaign: campaign.opens_on + timedelta(days=30))


def collect_stored(
    campaign: Campaign, responses: Iterable[Response], *, mode: Mode = Mode.LINK, **fields
) -> list[CollectedResponse]:
    """Make these responses part of a campaign, in their order."""
    rows = [CollectedResponse(campaign=campaign, response=each, mode=mode, **fields) for each in responses]
    return CollectedResponse.objects.bulk_create(rows, batch_size=5_000)
