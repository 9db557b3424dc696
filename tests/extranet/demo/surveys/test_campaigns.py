"""The demo's surveys: the sizes of the Lot's own, marked as synthetic, answers that the questionnaire would accept."""

import hashlib
import random

import pytest
from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from enquetes.design.campaigns.enums import CampaignState, Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.variable import variable_of
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.findings.crossing.populations import population_of
from enquetes.findings.crossing.question_figures import figures_of_variable
from enquetes.preparation.weighting.models import ResponseWeight, Weighting
from extranet.demo.build import SEED
from extranet.demo.content import read_folder
from extranet.demo.surveys.campaigns import build_survey
from extranet.demo.surveys.respondents import CommuneLottery
from questionnaires.answers.answer_rows import values_of
from questionnaires.answers.models import Answer, Response
from questionnaires.filling.checks import check_values
from questionnaires.questions.outline import outline_of
from questionnaires.questions.plain_wording import advice_on_outline
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

pytestmark = pytest.mark.django_db
SIZES = {"jeunes": (10_000, 6_827), "foyers": (82_000, 4_260), "demarches": (None, 27)}
SLUGS = list(SIZES)


def shares(campaign: Campaign, code: str) -> dict[str, float]:
    """Return code of a category → per cent of those who answered, not weighted."""
    rows = Answer.objects.filter(response__version=campaign.version, question__code=code)
    counts = dict(rows.values_list("choice__code").annotate(people=Count("pk")).order_by())
    return {category: 100 * count / sum(counts.values()) for category, count in counts.items()}


def crossed(campaign: Campaign, code: str, given: str, category: str) -> dict[str, float]:
    """Return category of the earlier question → per cent who gave `category` to `code` among its people."""
    people = Response.objects.filter(version=campaign.version)
    first = Q(answers__question__code=given)
    groups = people.filter(first).values_list("pk", "answers__choice__code", "answers__commune__territory__slug")
    both = set(people.filter(answers__question__code=code, answers__choice__code=category).values_list("pk", flat=True))
    answered = set(people.filter(answers__question__code=code).values_list("pk", flat=True))
    counted: dict[str, list[int]] = {}
    for key, choice, territory in groups:
        if key in answered:
            counted.setdefault(choice or territory, []).append(key in both)
    return {group: 100 * sum(given) / len(given) for group, given in counted.items()}


def test_surveys_have_the_sizes_of_the_lot_and_are_marked(campaigns):
    sizes = {slug: (campaign.asked, campaign.collected.count()) for slug, campaign in campaigns.items()}

    assert sizes == SIZES
    assert {slug: campaign.version.responses.count() for slug, campaign in campaigns.items()} == {
        slug: size for slug, (_, size) in SIZES.items()
    }
    assert [campaign.is_synthetic for campaign in campaigns.values()] == [True] * len(SIZES)
    assert {slug: campaign.state for slug, campaign in campaigns.items()} == {
        "jeunes": CampaignState.CLOSED,
        "foyers": CampaignState.CLOSED,
        "demarches": CampaignState.RUNNING,
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_answers_are_those_that_the_questionnaire_accepts(slug, campaigns):
    outline = outline_of(campaigns[slug].version)
    responses = Response.objects.filter(version=campaigns[slug].version).prefetch_related("answers")[:150]

    for response in responses:
        values = values_of(outline, response.answers.all())
        assert check_values(outline, values) == values


@pytest.mark.parametrize("slug", ["jeunes", "foyers"])
def test_every_question_and_every_choice_is_answered(slug, campaigns):
    outline = outline_of(campaigns[slug].version)
    answered = set(Answer.objects.filter(response__version=outline.key).values_list("question", "row", "choice"))
    pairs = {(question, choice) for question, _, choice in answered}

    for question in outline.questions:
        assert question.key in {key for key, _ in pairs}, question.code
        assert {(question.key, choice.key) for choice in question.choices} <= pairs, question.code
        assert {row.key for row in question.rows} <= {row for key, row, _ in answered if key == question.key}
    assert 20 <= len(outline.questions) <= 26
    assert len({question.kind for question in outline.questions}) == 8


@pytest.mark.parametrize("slug", SLUGS)
def test_questions_are_in_plain_words(slug, campaigns):
    """But for the name that the network's places bear."""
    advice = advice_on_outline(outline_of(campaigns[slug].version))

    told = {each.text for found in advice.values() for each in found}
    assert told <= {"Mot rare\u00a0: «\u00a0multimédia\u00a0». Y a-t-il plus simple\u00a0?"}


def test_open_answers_are_various(campaigns):
    for slug, code in (("jeunes", "idee"), ("foyers", "idee"), ("foyers", "raison")):
        texts = Answer.objects.filter(response__version=campaigns[slug].version, question__code=code)
        assert texts.values("text").distinct().count() >= 48, (slug, code)


def test_quotas_hold_what_fills_them(campaigns):
    for campaign in campaigns.values():
        for cell in campaign.quota_cells.all():
            collected = CollectedResponse.objects.filter(cell=cell)
            assert cell.got == collected.filter(is_beyond_quota=False).count()
            assert cell.turned_away == collected.filter(is_beyond_quota=True).count()
            assert not cell.turned_away or cell.is_full
    cells = campaigns["foyers"].quota_cells.all()
    assert (len(cells), campaigns["foyers"].quota_variables) == (30, ["sexe", "age", "commune"])
    assert 3 <= sum(cell.is_full for cell in cells) <= 12
    assert not campaigns["demarches"].quota_cells.filter(got__gte=F("wanted")).exists()


def test_cell_of_a_response_is_that_of_its_answers(campaigns):
    campaign = campaigns["foyers"]
    for collected in campaign.collected.filter(cell__isnull=False).select_related("cell")[:100]:
        answers = Answer.objects.filter(response=collected.pk, question__code__in=campaign.quota_variables)
        given = {
            code: choice or territory
            for code, choice, territory in answers.values_list(
                "question__code", "choice__code", "commune__territory__slug"
            )
        }
        assert [given[code] for code in campaign.quota_variables] == collected.cell.categories


def test_one_weighting_on_invented_margins_is_in_use(campaigns):
    campaign = campaigns["foyers"]
    weighting = Weighting.objects.get(version=campaign.version)
    beyond = campaign.collected.filter(is_beyond_quota=True).count()

    assert (weighting.is_used, weighting.source) == (True, "Marges inventées pour la démonstration")
    assert ResponseWeight.objects.filter(weighting=weighting).count() == 4_260 - beyond
    assert beyond > 0
    figures = figures_of_variable(variable_of(outline_of(campaign.version), "age"), population_of(campaign.version))
    assert {category.code: round(100 * cell.column_share.share) for category, cell in figures.figures} == {
        "18_29": 13,
        "30_44": 19,
        "45_59": 26,
        "60_74": 26,
        "75_plus": 16,
    }
    assert 1 < weighting.design_effect < 1.5


def test_answers_depend_on_age_and_on_territory(campaigns):
    online = crossed(campaigns["foyers"], "souvent", "age", "jour")
    assert online["18_29"] > 85 > 50 > online["75_plus"]
    fibre = crossed(campaigns["foyers"], "internet", "commune", "fibre")
    assert fibre["cahors"] > fibre["figeac"] > fibre["gourdon"]
    lost = shares(campaigns["jeunes"], "temps")
    assert 5 < lost["plus_4h"] < lost["1_2h"] < 50


def test_homes_are_drawn_by_population(campaigns):
    largest = Answer.objects.filter(response__version=campaigns["jeunes"].version, commune__name="Cahors").count()

    assert 0.09 < largest / 6_827 < 0.14


def test_days_and_modes_are_those_of_the_campaign(campaigns):
    today = timezone.localdate()
    for content in read_folder("surveys"):
        campaign = campaigns[content["slug"]]
        days = campaign.version.responses.filter(day__range=(campaign.opens_on, min(campaign.closes_on, today)))
        modes = dict(campaign.collected.values_list("mode").annotate(people=Count("pk")).order_by())
        assert (days.count(), modes) == (campaign.collected.count(), content["campaign"]["modes"])
        assert set(modes) <= {mode.value for mode in campaign.modes}
        placed = campaign.collected.filter(place__isnull=False)
        assert placed.count() == placed.filter(mode=Mode.KIOSK).count() == modes.get(Mode.KIOSK, 0)


def digest(campaign: Campaign) -> str:
    """Return a digest of all rows of a survey."""
    digest = hashlib.sha256()
    for rows in (
        campaign.version.responses.order_by("pk").values_list("pk", "day"),
        campaign.collected.order_by("pk").values_list("pk", "mode", "cell__categories", "sent_key"),
        Answer.objects.filter(response__version=campaign.version)
        .order_by("pk")
        .values_list("pk", "response", "question__code", "row__code", "choice__code", "number", "commune", "text"),
    ):
        for row in rows.iterator():
            digest.update(repr(row).encode())
    return digest.hexdigest()


@pytest.mark.parametrize("slug", SLUGS)
def test_same_seed_gives_the_same_rows(slug, demo):
    whole = next(content for content in read_folder("surveys") if content["slug"] == slug)
    few = {
        **whole,
        "slug": "peu",
        "campaign": {**whole["campaign"], "responses": 60, "modes": {"link": 50, "kiosk": 10}},
    }
    few["margins"] = {"shares": whole.get("margins", {}).get("shares", {})}
    digests = []
    for _ in range(2):
        with transaction.atomic():
            campaign = build_survey(
                few,
                epms=EPM.objects.order_by("pk")[:3],
                coordinator=Member.objects.get(email="coordination@example.org"),
                communes=CommuneLottery.read(),
                draw=random.Random(SEED),  # noqa: S311 - idem
            )
            digests.append(digest(campaign))
            transaction.set_rollback(True)

    assert digests[0] == digests[1]
