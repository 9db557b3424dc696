"""The cockpit of a territory: every number equals its list, for each reader; nobody else reads it."""

import datetime
import re

import pytest
from django.utils import timezone

from alertes.occasions.letters.enums import LetterState
from forums.messages.posts.services import open_topic
from forums.threads.clock.services import climb_questions
from qualite.labelling.enums import FileStage
from reseau.documents.proofs.numbers import new_number
from tests.clock import freeze_time
from tests.factories.agenda import MeetingFactory
from tests.factories.alertes import LetterFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.forums import ForumFactory
from tests.factories.qualite import AssessmentFactory
from tests.factories.reseau import EPMFactory, PlaceVisitFactory, PositionFactory
from tests.factories.ressources import SheetFactory, SubmittedFactory
from tests.factories.validation import ProposalFactory

pytestmark = pytest.mark.django_db

COCKPIT = "/territoires/figeac/"
NUMBER = re.compile(r"^\d+")


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


@pytest.fixture
def forum(db):
    return ForumFactory(title="Tout le réseau", slug="reseau")


@pytest.fixture
def life(epm, other_epm, figeac, cahors, forum, animator, stranger, territorial):
    """Something that waits of each kind, in Figeac and in Cahors."""
    for place, member, territory in ((epm, animator, figeac), (other_epm, stranger, cahors)):
        open_topic(forum=forum, author=member, title=f"Question de {territory}", body="Que faire\u00a0?")
        SubmittedFactory(epm=place, author=member)
        ProposalFactory(record__learner__epm=place, centre=place)
        AssessmentFactory(epm=place, stage=FileStage.SUBMITTED, submitted_at=timezone.now(), number=new_number())
        MeetingFactory(territory=territory, date=days_ago(-5))
        EPMFactory(commune__territory=territory, checked_on=days_ago(100))
        EPMFactory(commune__territory=territory, checked_on=days_ago(200))
        EPMFactory(commune__territory=territory, opening_hours="")


def counted_lines(cockpit) -> list[tuple[int, str]]:
    """Return each number of the page with its address."""
    lines = [(line.value, line.url) for line in (*cockpit.places, *cockpit.people)]
    lines += [(int(match[0]), task.url) for task in cockpit.tasks if (match := NUMBER.match(task.text))]
    return lines + [(kind.count, kind.url) for kind in cockpit.coming.kinds]


def rows_of(response) -> int:
    """Return how many things a list shows in all."""
    return response.context["page_obj"].paginator.count


@pytest.mark.parametrize("role", ["territorial", "coordinator"])
def test_every_number_equals_the_list_that_it_leads_to(request, client_of, life, role):
    client = client_of(request.getfixturevalue(role))
    cockpit = client.get(COCKPIT).context["cockpit"]

    lines = counted_lines(cockpit)

    assert {value: url for value, url in lines if value != rows_of(client.get(url))} == {}
    assert len(lines) == 10
    waiting = client.get("/forums/attente/?territoire=figeac")
    assert cockpit.question_count == rows_of(waiting) == 1


def test_territory_of_the_address_alone_is_counted(client_of, coordinator, life):
    cockpit = client_of(coordinator).get(COCKPIT).context["cockpit"]
    slugs = {line.figure.slug: line.value for line in cockpit.places}
    assert slugs == {
        "horaires-inconnus": 2,
        "horaires-a-confirmer": 1,
        "epm-sans-poste": 3,
        "epm-sans-fiche": 4,
        "epm-sans-atelier": 4,
    }
    assert [task.text for task in cockpit.tasks if task.icon == "messages-square"] == ["Question de Figeac"]


@pytest.mark.parametrize("reader", ["animator", "other_territorial"])
def test_others_do_not_know_that_the_page_exists(request, client_of, figeac, reader):
    assert client_of(request.getfixturevalue(reader)).get(COCKPIT).status_code == 404


def test_visitor_is_asked_to_log_in(client, figeac):
    assert client.get(COCKPIT).url.startswith("/connexion/")


def test_first_address_leads_to_a_territory_of_the_reader(client_of, cahors, territorial, coordinator, animator):
    assert client_of(territorial).get("/territoires/").url == COCKPIT
    assert client_of(coordinator).get("/territoires/").url == "/territoires/cahors/"
    assert client_of(animator).get("/territoires/").status_code == 404


def test_climbed_question_comes_first_with_its_clock(client_of, forum, animator, territorial):
    with freeze_time("2026-09-15 08:00"):
        open_topic(forum=forum, author=animator, title="Wifi lent", body="Que faire\u00a0?")
    with freeze_time("2026-09-16 08:00"):
        climb_questions()
        SubmittedFactory(author=animator, epm=animator.live_positions[0].epm)
        tasks = client_of(territorial).get(COCKPIT).context["cockpit"].tasks
    assert (tasks[0].text, tasks[0].urgency, tasks[0].badge) == ("Wifi lent", "now", "un jour sans réponse")
    assert tasks[0].detail == "Tout le réseau · montée jusqu’à vous aujourd’hui"


def test_question_within_its_delay_says_when_it_climbs(client_of, forum, animator, territorial):
    with freeze_time("2026-09-15 08:00"):
        open_topic(forum=forum, author=animator, title="Wifi lent", body="Que faire\u00a0?")
        tasks = client_of(territorial).get(COCKPIT).context["cockpit"].tasks
    assert (tasks[0].urgency, tasks[0].badge) == ("soon", "moins d’un jour")
    assert tasks[0].detail == "Tout le réseau · montera le mercredi 16 septembre"


@pytest.mark.parametrize(
    ("state", "is_task", "is_offered"),
    [
        (LetterState.PREPARED, True, True),
        (LetterState.APPROVED, False, True),
        (LetterState.HELD, False, True),
        (LetterState.SENT, False, False),
    ],
)
def test_letter_waits_until_somebody_has_read_it(client_of, figeac, territorial, state, is_task, is_offered):
    letter = LetterFactory(territory=figeac, state=state)
    cockpit = client_of(territorial).get(COCKPIT).context["cockpit"]
    assert ([task.url for task in cockpit.tasks] == [f"/alertes/lettres/{letter.pk}/preparer/"]) is is_task
    assert cockpit.letter == (letter.pk if is_offered else None)


def test_place_where_workshops_and_sheets_come_is_left_alone(client_of, epm, animator, territorial):
    sheet = SheetFactory(epm=epm, author=animator, published_at=timezone.now())
    DeliveryFactory(sheet=sheet, epm=epm, date=days_ago(30))
    assert client_of(territorial).get(COCKPIT).context["cockpit"].places == []


def test_workshop_of_long_ago_does_not_count_for_the_last_months(client_of, epm, animator, territorial):
    sheet = SheetFactory(epm=epm, author=animator, published_at=timezone.now())
    DeliveryFactory(sheet=sheet, epm=epm, date=days_ago(130))
    places = client_of(territorial).get(COCKPIT).context["cockpit"].places
    assert [(line.figure.slug, line.value) for line in places] == [("epm-sans-atelier", 1)]


def test_places_never_visited_come_first_then_the_oldest_visit(client_of, figeac, epm, other_epm, territorial):
    never = EPMFactory(name="Zone jamais vue", commune__territory=figeac)
    lately = EPMFactory(commune__territory=figeac)
    for place, days in ((epm, 90), (epm, 300), (lately, 3), (other_epm, 500)):
        PlaceVisitFactory(epm=place, visitor=territorial, date=days_ago(days))
    unseen = client_of(territorial).get(COCKPIT).context["cockpit"].unseen
    assert [(place, place.last_visit) for place in unseen] == [
        (never, None),
        (epm, days_ago(90)),
        (lately, days_ago(3)),
    ]


def test_quiet_territory_says_so_without_a_zero(client_of, figeac, coordinator):
    content = client_of(coordinator).get(COCKPIT).content.decode()
    for words in ("Personne n’attend", "Chaque lieu publie", "Aucune date d’ici au", "Aucun lieu n’est ouvert"):
        assert words in content
    assert re.findall(r">0<|\b0\u00a0", content) == []


def test_page_costs_the_same_with_more(
    client_of, life, figeac, forum, animator, territorial, django_assert_max_num_queries
):
    client = client_of(territorial)
    client.get(COCKPIT)
    with django_assert_max_num_queries(12) as few:
        client.get(COCKPIT)
    for number in range(3):
        place = EPMFactory(commune__territory=figeac, checked_on=days_ago(100))
        PositionFactory(epm=place)
        open_topic(forum=forum, author=animator, title=f"Autre {number}", body="Que faire\u00a0?")
        SubmittedFactory(epm=place, author=animator)
        MeetingFactory(territory=figeac, date=days_ago(-6))
    with django_assert_max_num_queries(len(few)):
        client.get(COCKPIT)
