"""The demo's three campaigns: young people, households, and a short one that is running, which anybody may answer.

The sizes of the first two are those that the Lot's own surveys had; everything else is invented, and marked so.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from math import prod
from typing import Any

from django.utils import timezone

from enquetes.design.campaigns.enums import CampaignState, Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import close_campaign, plan_quotas, prepare_campaign, start_campaign
from enquetes.fieldwork.kiosks.models import Kiosk
from enquetes.fieldwork.kiosks.services import open_kiosk
from enquetes.findings.open_data.choice import OfferedChoices
from enquetes.findings.open_data.services import publish_open_data
from enquetes.findings.publication.services import publish_results
from enquetes.preparation.duplicates.fingerprints import FEWEST_ANSWERS
from enquetes.preparation.duplicates.services import find_duplicates
from enquetes.preparation.weighting.models import Weighting
from enquetes.preparation.weighting.services import weight_responses
from extranet.demo.content import read_folder
from extranet.demo.surveys.coded_survey import code_written_answers
from extranet.demo.surveys.questions import write_questionnaire
from extranet.demo.surveys.respondents import CommuneLottery, Respondents
from extranet.demo.surveys.responses import Arrival, write_responses
from questionnaires.questions.models import QuestionnaireVersion
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM

MODE_FIELDS = {
    Mode.LINK: "has_link",
    Mode.CODE: "has_codes",
    Mode.KIOSK: "has_kiosks",
    Mode.INTERVIEW: "has_interviews",
    Mode.PAPER: "has_paper",
}
KIOSKS = 12
# Many answer in the first days, few in the last ones.
EARLY = 2.2


def build_surveys(*, epms: Sequence[EPM], coordinator: Member, draw: random.Random) -> None:
    """Build each survey of `content/surveys/`."""
    communes = CommuneLottery.read()
    for content in read_folder("surveys"):
        build_survey(content, epms=epms[:KIOSKS], coordinator=coordinator, communes=communes, draw=draw)


def build_survey(
    content: Mapping[str, Any],
    *,
    epms: Sequence[EPM],
    coordinator: Member,
    communes: CommuneLottery,
    draw: random.Random,
) -> Campaign:
    """Build a questionnaire, its campaign and its answers; close it if its days are over, weight it on its margins.

    One that is closed and weighted has its results published; the data of one whose file says so is open.
    """
    write_questionnaire(content)
    campaign = _start(content, coordinator)
    people = Respondents(content, communes).draw_people(content["campaign"]["responses"], draw)
    is_over = campaign.closes_on < timezone.localdate()
    arrivals = _arrivals(content, campaign, people, epms if is_over else epms[:1], draw)
    _send_twice(arrivals, content["campaign"].get("sent_twice", 0))
    write_responses(campaign, arrivals, communes=communes, draw=draw)
    code_written_answers(content, campaign, coder=coordinator)
    if is_over:
        campaign = close_campaign(campaign=campaign)
        if content["campaign"].get("open_data"):
            _open_data(campaign, coordinator)
    elif campaign.has_kiosks:
        kiosk = open_kiosk(campaign=campaign, epm=epms[0], by=coordinator)
        # As if it had been opened on the first day.
        Kiosk.objects.filter(pk=kiosk.pk).update(
            opened=timezone.make_aware(datetime.combine(campaign.opens_on, time(9)))
        )
    if "sent_twice" in content["campaign"]:
        find_duplicates(campaign=campaign)
    if "source" in content.get("margins", {}):
        _weight(content["margins"], campaign, coordinator)
        if campaign.state == CampaignState.CLOSED:
            sections = campaign.version.sections.values_list("pk", flat=True)
            publish_results(campaign=campaign, sections=list(sections), by=coordinator)
    return campaign


def _start(content: Mapping[str, Any], coordinator: Member) -> Campaign:
    plan = content["campaign"]
    opens_on = timezone.localdate() - timedelta(days=plan["opened_days_ago"])
    campaign = prepare_campaign(
        by=coordinator,
        slug=content["slug"],
        questionnaire=QuestionnaireVersion.objects.get(questionnaire__slug=f"enquete-{content['slug']}").questionnaire,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=plan["open_for"]),
        is_of_minors="parents_notice" in plan,
        is_synthetic=True,
        **{name: plan[name] for name in ("title", "population", "sampling", "asked", "parents_notice") if name in plan},
        **{field: mode in plan["modes"] for mode, field in MODE_FIELDS.items()},
    )
    if "quotas" in plan:
        plan_quotas(campaign=campaign, codes=plan["quotas"], wanted=wanted_by_cell(content))
    campaign = start_campaign(campaign=campaign)
    # As if it had been started on the eve of its first day.
    frozen = timezone.make_aware(datetime.combine(opens_on - timedelta(days=1), time(10)))
    QuestionnaireVersion.objects.filter(pk=campaign.version_id).update(frozen=frozen, changed=frozen)
    return Campaign.objects.select_related("version__questionnaire").get(pk=campaign.pk)


def wanted_by_cell(content: Mapping[str, Any]) -> dict[tuple[str, ...], int]:
    """Return the answers wanted in each cell: the quota of the file, shared out as its margins are."""
    plan, shares = content["campaign"], content["margins"]["shares"]
    return {
        cell: round(
            plan["quota"] * prod(shares[code][each] / 100 for code, each in zip(plan["quotas"], cell, strict=True))
        )
        for cell in product(*(shares[code] for code in plan["quotas"]))
    }


def _arrivals(
    content: Mapping[str, Any], campaign: Campaign, people, epms: Sequence[EPM], draw: random.Random
) -> list[Arrival]:
    """Return who answered, in the order of their days."""
    modes = [mode for mode, count in content["campaign"]["modes"].items() for _ in range(count)]
    draw.shuffle(modes)
    last = min(campaign.closes_on, timezone.localdate())
    days = sorted(_day(campaign.opens_on, last, draw) for _ in modes)
    return [
        Arrival(values, day, Mode(mode), _place(epms, draw).pk if mode == Mode.KIOSK else None)
        for values, day, mode in zip(people, days, modes, strict=True)
    ]


def _place(epms: Sequence[EPM], draw: random.Random) -> EPM:
    """Return one of the places; nothing is drawn where there is one."""
    return draw.choice(epms) if len(epms) > 1 else epms[0]


def _send_twice(arrivals: list[Arrival], times: int) -> None:
    """Let the answers of some people arrive again the same day, in place of the next ones to come."""
    same = [
        place
        for place in range(0, len(arrivals) - 1, 2)
        if (arrivals[place].day, arrivals[place].mode) == (arrivals[place + 1].day, arrivals[place + 1].mode)
        and len(arrivals[place].values) >= FEWEST_ANSWERS
    ]
    for place in same[:times]:
        arrivals[place + 1] = arrivals[place]


def _day(first: date, last: date, draw: random.Random) -> date:
    return first + timedelta(days=int(((last - first).days + 1) * draw.random() ** EARLY))


def _open_data(campaign: Campaign, coordinator: Member) -> None:
    """Publish every question, without the rows of the few who could be recognised."""
    proposed = OfferedChoices.of(campaign).default()
    publish_open_data(campaign=campaign, choice=replace(proposed, suppresses=True), by=coordinator)


def _weight(margins: Mapping[str, Any], campaign: Campaign, coordinator: Member) -> Weighting:
    lines = ["Variable;Catégorie;Effectif"]
    for variable, shares in margins["shares"].items():
        lines += [f"{variable};{category};{share}" for category, share in shares.items()]
    return weight_responses(
        version=campaign.version,
        table="\n".join(lines).encode(),
        source=margins["source"],
        trim=(margins["lowest"], margins["highest"]),
        by=coordinator,
    )
