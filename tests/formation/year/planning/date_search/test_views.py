"""« Trouver une date », and the form that a proposal fills in."""

import datetime
import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from formation.offer.needs.demand import ripe_wishes
from formation.sessions.enums import SessionStatus
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.session import Session
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import open_session
from tests.factories.formation import SessionFactory, TrainingPageFactory, in_days
from tests.factories.planning import TrainerProfileFactory, UnavailabilityFactory, VoiceFactory, WishFactory
from tests.factories.reseau import EPMFactory, PositionFactory

FIND = "/formation/trouver-une-date/"


@pytest.fixture
def trainer(training, colleague):
    return TrainerProfileFactory(member=colleague, trainings=[training])


@pytest.fixture
def find_dates(as_coordinator, training):
    """`find_dates(**search_data)`: the proposals for the training."""

    def search(**search_data):
        found = as_coordinator.get(FIND, {"formation": training.pk, **search_data}).context["found"]
        return [(each.proposal, each.address) for each in found]

    return search


def test_page_without_search_shows_the_form(as_coordinator, training):
    response = as_coordinator.get(FIND)

    assert "found" not in response.context
    assert response.context["form"].errors == {}


def test_proposals_show_place_trainer_and_reasons(find_dates, as_coordinator, training, trainer, epm, colleague):
    proposal, address = find_dates()[0]

    assert (proposal.choice.room.name, proposal.choice.trainer.name) == ("EPM de Gramat", str(colleague))
    assert f"{colleague} est libre." in proposal.reasons
    page = as_coordinator.get(FIND, {"formation": training.pk}).content.decode()
    assert address.replace("&", "&amp;") in page


def proposal_of(*, trainer: str = "", others: int = 0, breaches: tuple = (), moments: tuple = ("morning",)) -> dict:
    """A line of the page as the search gives it."""
    day = datetime.date(2031, 3, 4)
    choice = {
        "moments": [(day, part) for part in moments],
        "room": {"name": "EPM de Gramat"},
        "trainer": {"name": trainer} if trainer else None,
    }
    proposal = {"choice": choice, "kilometres": 12.4, "reasons": ["Trois voix."], "breaches": breaches}
    other = {"choice": choice | {"moments": [(day, "morning")]}}
    return {"proposal": proposal, "address": "/nouvelle/", "others": [(other, "/autre/", ())] * others}


def lines_of(*proposals: dict) -> list[str]:
    """The words of each line."""
    include = '{% include "formation/year/planning/_proposal.html" with proposal=each.proposal %}'
    template = Template(f"{{% for each in found %}}{include}<hr>{{% endfor %}}")
    html = template.render(Context({"found": proposals}))
    return [" ".join(re.sub("<[^>]+>", " ", line).split()) for line in html.split("<hr>")[: len(proposals)]]


@pytest.mark.parametrize(
    ("others", "first", "second"),
    [
        (0, None, "Pourquoi ce lieu , EPM de Gramat"),
        (1, "1 autre date , EPM de Gramat", "Pourquoi ce lieu et 1 autre date , EPM de Gramat"),
        (2, "2 autres dates , EPM de Gramat", "Pourquoi ce lieu et 2 autres dates , EPM de Gramat"),
    ],
)
def test_first_proposal_says_why_at_once_and_the_next_ones_when_unfolded(others, first, second):
    lines = lines_of(proposal_of(others=others), proposal_of(others=others))

    assert [line.count("Trois voix.") for line in lines] == [1, 1]
    assert "km en moyenne ) Trois voix." in lines[0].replace("moyenne)", "moyenne )")
    assert second in lines[1]
    assert "Pourquoi ce lieu" not in lines[0]
    assert first in lines[0] if first else "EPM de Gramat" not in lines[0].split("Trois voix.")[1].split("Ouvrir")[0]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"trainer": "Ada Rey"}, "mardi 4 mars 2031, le matin, avec Ada Rey (12 km en moyenne)"),
        ({"moments": ("evening",)}, "mardi 4 mars 2031, le soir (12 km en moyenne)"),
        ({"moments": ("afternoon",)}, "mardi 4 mars 2031, l’après-midi (12 km en moyenne)"),
        ({"moments": ("morning", "afternoon")}, "mardi 4 mars 2031 (12 km en moyenne)"),
        ({"breaches": ("Jour de marché.",)}, "(12 km en moyenne, 1 réserve)"),
        ({"breaches": ("Jour de marché.", "Vacances.")}, "(12 km en moyenne, 2 réserves)"),
    ],
)
def test_proposal_says_when_with_whom_and_how_far(facts, words):
    (line,) = lines_of(proposal_of(**facts))

    assert words.lower() in re.sub(r" ([,)])", r"\1", line).lower()
    assert ("Règles non respectées" in line) == ("breaches" in facts)


def test_proposal_prefills_the_form_of_a_session(find_dates, as_coordinator, training, trainer, epm, colleague):
    proposal, address = find_dates()[0]

    form = as_coordinator.get(address).context["form"]

    first = proposal.choice.moments[0][0]
    assert form.initial == {
        "training": training.pk,
        "epm": epm.pk,
        "capacity": 8,
        "trainers": [colleague.pk],
    }
    assert [(row["date"], row["part"]) for row in form.half_days.rows] == [(first, "morning"), (first, "afternoon")]


def test_requested_saturday_prefills_the_form(find_dates, as_coordinator, training, epm, animator):
    VoiceFactory(wish=WishFactory(training=training, words=""), member=animator, weekdays=[5], parts=["evening"])
    proposal, address = find_dates()[0]

    form = as_coordinator.get(address).context["form"]

    first = proposal.choice.moments[0][0]
    assert first.weekday() == 5
    assert [(row["date"], row["part"]) for row in form.half_days.rows] == [(first, "morning"), (first, "afternoon")]


def test_proposed_evening_prefills_the_form(as_coordinator, site_tree, epm):
    evening = TrainingPageFactory(half_days=1)
    day = in_days(20).isoformat()
    search_data = f"/formation/sessions/nouvelle/?formation={evening.pk}&epm={epm.pk}&date={day}&moment=evening"

    form = as_coordinator.get(search_data).context["form"]

    assert [(row["date"], row["part"]) for row in form.half_days.rows] == [(in_days(20), "evening")]


def test_taken_room_and_absent_trainer_are_not_proposed(find_dates, training, trainer, epm, coordinator):
    day = find_dates()[0][0].choice.moments[0][0]
    open_session(
        training=training,
        session_data=SessionData.in_epm(epm, capacity=4),
        half_days=[Slot.usual(day, "morning")],
        by=coordinator,
    )
    absence = [day + datetime.timedelta(days=1), day + datetime.timedelta(days=40)]
    UnavailabilityFactory(profile=trainer, first=absence[0], last=absence[1])

    days = {proposal.choice.moments[0][0] for proposal, _ in find_dates()}

    assert day not in days
    assert not [proposed_day for proposed_day in days if absence[0] <= proposed_day <= absence[1]]


@pytest.fixture
def need_from_figeac(training, epm, other_epm):
    """Three people of Gramat (Figeac) and one of Luzech (Cahors) wait for the training."""
    wish = WishFactory(training=training, of_training=True)
    for place, count, weekdays in ((epm, 3, [1]), (other_epm, 1, [])):
        for _ in range(count):
            member = PositionFactory(epm=place).member
            VoiceFactory(wish=wish, member=member, territory=place.commune.territory, weekdays=weekdays)
    return wish


def test_need_of_a_territory_is_carried_from_the_first_page_to_the_proposals(as_coordinator, need_from_figeac, epm):
    ripe = ripe_wishes(enough=3)[0]

    need = as_coordinator.get(ripe.get_absolute_url())

    address = f"{FIND}?formation={need_from_figeac.training_id}&amp;pour=figeac"
    assert f'href="{address}"' in need.content.decode()
    page = as_coordinator.get(address.replace("&amp;", "&"))
    best = page.context["found"][0].proposal
    assert (best.choice.room.name, best.choice.moments[0][0].weekday()) == ("EPM de Gramat", 1)
    assert best.reasons[:3] == [
        "Dans le territoire de Figeac, celui où sont les 3\u00a0personnes qui l’attendent.",
        "0\u00a0km de route en moyenne pour les 3\u00a0qui l’attendent, 0\u00a0au plus (estimation).",
        "Le moment convient à toutes les personnes qui ont dit leurs jours.",
    ]
    assert page.context["preferences"] == "mardi (3)"
    assert [(name, count, current) for name, count, _, current in page.context["demand"]] == [
        ("Figeac", 3, True),
        ("Cahors", 1, False),
        ("Tout le monde", 4, False),
    ]


def test_search_for_another_territory_follows_its_people(find_dates, need_from_figeac):
    assert find_dates(pour="cahors")[0][0].choice.room.name == "EPM de Luzech"


def test_need_without_majority_is_for_everybody(as_coordinator, need_from_figeac):
    need_from_figeac.voices.filter(territory__slug="figeac").first().delete()
    need_from_figeac.voices.filter(territory__slug="figeac").first().delete()

    page = as_coordinator.get(need_from_figeac.get_absolute_url()).content.decode()

    assert f'{FIND}?formation={need_from_figeac.training_id}"' in page


def test_territory_and_first_day_limit_the_search(find_dates, trainer, epm, other_epm):
    first = in_days(60)

    proposals = [proposal for proposal, _ in find_dates(territoire="cahors", du=first.isoformat())]

    assert {proposal.choice.room.name for proposal in proposals} == {"EPM de Luzech"}
    assert min(proposal.choice.moments[0][0] for proposal in proposals) >= first


@pytest.mark.parametrize(
    ("search_data", "field"),
    [
        ({"formation": ""}, "formation"),
        ({"formation": "999999"}, "formation"),
        ({"du": "hier"}, "du"),
        ({"du": in_days(0).isoformat()}, "du"),
        ({"du": in_days(1096).isoformat()}, "du"),
        ({"places": "0"}, "places"),
        ({"territoire": "nulle-part"}, "territoire"),
        ({"pour": "nulle-part"}, "pour"),
    ],
)
def test_invalid_search_is_refused_beside_its_field(as_coordinator, training, search_data, field):
    response = as_coordinator.get(FIND, {"formation": training.pk, **search_data})

    assert list(response.context["form"].errors) == [field]
    assert "found" not in response.context


@pytest.mark.parametrize("days", [1, 1095])
def test_search_begins_tomorrow_at_the_earliest_and_in_three_years_at_the_latest(as_coordinator, training, days):
    response = as_coordinator.get(FIND, {"formation": training.pk, "du": in_days(days).isoformat()})

    assert list(response.context["form"].errors) == []


def test_search_is_for_coordinators(client_of, animator, territorial, training):
    for member in (animator, territorial):
        assert client_of(member).get(FIND, {"formation": training.pk}).status_code == 404


def test_search_query_count_is_constant(as_coordinator, training, trainer, epm):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_coordinator.get(FIND, {"formation": training.pk})
        return len(queries)

    wish = WishFactory(training=training, of_training=True)
    VoiceFactory(wish=wish)
    with_one = count()
    VoiceFactory.create_batch(4, wish=wish)
    EPMFactory.create_batch(4)
    for _ in range(3):
        UnavailabilityFactory(profile=TrainerProfileFactory(trainings=[training]))
    SessionFactory.create_batch(3, training=training, epm=epm)

    assert count() == with_one <= 18


@pytest.mark.parametrize(
    "query",
    ["epm=999999", "epm=²&formation=²", "date=demain", "formateur=999999", "besoin=999999", "date=2027-13-01"],
)
def test_invalid_query_string_gives_the_empty_form(as_coordinator, training, epm, query):
    response = as_coordinator.get(f"/formation/sessions/nouvelle/?formation={training.pk}&{query}")

    assert (response.status_code, response.context["wish"]) == (200, None)
    assert len(response.context["form"].half_days.rows) == 2


def test_session_on_a_holiday_needs_a_reason_and_keeps_it(as_coordinator, training, epm, coordinator):
    holiday = datetime.date(in_days(0).year + 1, 11, 11)
    data = {
        "training": training.pk,
        "place_kind": "epm",
        "epm": epm.pk,
        "demi-TOTAL_FORMS": "1",
        "demi-INITIAL_FORMS": "0",
        "demi-0-date": holiday.isoformat(),
        "demi-0-part": "morning",
    }
    address = "/formation/sessions/nouvelle/"

    response = as_coordinator.post(address, data)
    assert list(response.context["form"].errors) == ["anyway"]
    assert "est férié (Armistice)." in response.content.decode()
    assert not Session.objects.exists()

    as_coordinator.post(address, data | {"anyway": "Les volontaires préfèrent ce jour-là"})
    waiver = Session.objects.get().waiver
    assert (waiver.reason, waiver.by) == ("Les volontaires préfèrent ce jour-là", coordinator)
    assert "est férié (Armistice)." in waiver.bend_list[0]
    assert (
        "Les volontaires préfèrent ce jour-là" in as_coordinator.get(waiver.session.get_absolute_url()).content.decode()
    )


def test_draft_needs_its_reason_at_the_announcement(as_coordinator, training, epm):
    holiday = datetime.date(in_days(0).year + 1, 11, 11)
    draft = SessionFactory(training=training, epm=epm, dates=[holiday], status=SessionStatus.DRAFT)
    announce = f"{draft.get_absolute_url()}annonce/"

    as_coordinator.post(announce)
    draft.refresh_from_db()
    assert draft.is_draft

    as_coordinator.post(announce, {"anyway": "Journée du souvenir numérique"})
    draft.refresh_from_db()
    assert (draft.is_draft, draft.waiver.reason) == (False, "Journée du souvenir numérique")


def test_session_opened_for_a_need_notifies_its_supporters(as_coordinator, training, epm):
    voice = VoiceFactory()
    address = f"/formation/sessions/nouvelle/?formation={training.pk}&besoin={voice.wish.pk}"
    assert str(voice.wish) in as_coordinator.get(address).content.decode()

    as_coordinator.post(
        address,
        {
            "training": training.pk,
            "place_kind": "epm",
            "epm": epm.pk,
            "demi-TOTAL_FORMS": "1",
            "demi-INITIAL_FORMS": "0",
            "demi-0-date": in_days(60).isoformat(),
            "demi-0-part": "morning",
            "anyway": "Peu importe le jour",
        },
    )

    assert [response.session.training for response in voice.wish.answers.all()] == [training]
    assert voice.member.notices.count() == 1
