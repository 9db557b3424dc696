"""The board: every number equals its list, for each reader."""

import datetime
import re
from itertools import product

import pytest
from django.utils import timezone
from lxml import html

from formation.proof.attendance.services.attendance import close_attendance
from forums.enums import ForumKind
from qualite.activity.activity_month.measures import HALF_DAYS, VISITS
from qualite.activity.activity_month.models import ActivityMonth, ConfirmedFigure
from reseau.enums import Contract
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, TrainingPageFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.reseau import EPMFactory, PositionFactory, TerritoryFactory
from tests.factories.ressources import SheetFactory, SubmittedFactory
from tests.factories.validation import ProposalFactory, ValidationFactory

BOARD, FIGURES_PAGE = "/pilotage/", "/pilotage/chiffres/"
NUMBER = re.compile(r"\d[\d\u202f]*")


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


@pytest.fixture
def life(epm, other_epm, figeac, cahors, animator, stranger, coordinator):
    """Two years of a small network in two territories: something to count for every figure."""
    today = timezone.localdate()
    sheet = SheetFactory(epm=epm, author=animator, published_at=timezone.now() - datetime.timedelta(days=60))
    for days, headcount in ((3, 4), (40, 6), (400, 5)):
        DeliveryFactory(sheet=sheet, epm=epm, date=today - datetime.timedelta(days=days), headcount=headcount)
    DeliveryFactory(sheet=sheet, epm=other_epm, date=today - datetime.timedelta(days=9), headcount=3)
    training = TrainingPageFactory()
    for place, member, days in ((epm, animator, 20), (other_epm, stranger, 390)):
        session = SessionFactory(training=training, epm=place, dates=[today - datetime.timedelta(days=days)])
        enrolment = EnrolmentFactory(session=session, member=member)
        close_attendance(half_day=session.half_days.get(), presences=[enrolment], by=coordinator)
    SessionFactory(training=training, epm=epm, dates=[today - datetime.timedelta(days=1)])
    SubmittedFactory(epm=epm, author=animator)
    SubmittedFactory(epm=other_epm, author=stranger)
    LearnerFactory.create_batch(6, epm=epm)
    LearnerFactory.create_batch(2, epm=other_epm)
    for place in (epm, other_epm):
        ValidationFactory(proposal__record__learner__epm=place)
        ProposalFactory(record__learner__epm=place)
    network, local = ForumFactory(), ForumFactory(territory=figeac)
    TopicFactory(forum=network, author=animator)
    TopicFactory(forum=network, author=stranger)
    PostFactory(topic=TopicFactory(forum=local, author=animator), author=coordinator)
    TopicFactory(forum=local, author=animator)
    EPMFactory(name="EPM de Prayssac", commune__territory=cahors)
    PositionFactory(epm=epm)
    PositionFactory(epm=other_epm, contract=Contract.VOLUNTEER)
    for place, months, visits in ((epm, 1, 30), (epm, 2, 12), (other_epm, 1, 7), (epm, 13, 5)):
        _confirm(place, today.replace(day=1), months, visits)
    return sheet


def _confirm(place, this_month, months: int, visits: int) -> None:
    """Confirm the month so many months ago, with two themes of accompaniment."""
    rank = this_month.year * 12 + this_month.month - 1 - months
    month = ActivityMonth.objects.create(
        epm=place, first_day=datetime.date(rank // 12, rank % 12 + 1, 1), confirmed_at=timezone.now()
    )
    for measure, value in ((VISITS, visits), ("theme-sante", 2), ("theme-e-mail", 3), (HALF_DAYS, 900)):
        ConfirmedFigure.objects.create(month=month, measure=measure, value=value)


def number_in(text: str) -> int:
    return int(NUMBER.search(text).group().replace("\u202f", ""))


def links_of(response) -> dict[str, int]:
    """Return the number that each link to a list announces."""
    links = html.fromstring(response.content).xpath(
        '//main//a[starts-with(@href, "/pilotage/")][not(contains(@href, "rapport"))]'
        '[not(contains(@href, "/carte/"))][not(contains(@href, "/chiffres"))]'
    )
    return {link.get("href"): number_in(link.text_content()) for link in links if link.get("href") != BOARD}


def counted_by(client, url: str) -> int:
    """Count what the pages of a list show: its rows, or the sum of what they add."""
    response = client.get(url)
    assert response.status_code == 200, url
    pages = [response]
    while pages[-1].context["page_obj"].has_next():
        pages.append(
            client.get(f"{url}{'&' if '?' in url else '?'}page={pages[-1].context['page_obj'].next_page_number()}")
        )
    rows = [row for page in pages for row in page.context["list_rows"]]
    heading = html.fromstring(response.content).xpath("string(//h1)")
    count = sum(row.amount for row in rows) if response.context["figure"].sum_of else len(rows)
    assert number_in(heading) == count, url
    return count


@pytest.mark.parametrize("role", ["coordinator", "territorial", "other_territorial"])
def test_every_number_equals_the_list_that_it_leads_to(request, client_of, life, role):
    client = client_of(request.getfixturevalue(role))
    queries = ("", "?lieu=figeac", f"?annee={timezone.localdate().year - 1}")

    for page, query in product((BOARD, FIGURES_PAGE), queries):
        links = links_of(client.get(f"{page}{query}"))

        assert len(links) > 3, f"{page}{query}"
        assert {url: counted_by(client, url) for url in links} == links, f"{page}{query}"


def test_coordinator_reads_the_figures_of_the_network(client_of, coordinator, life):
    board = client_of(coordinator).get(BOARD).context["board"]

    shown = {slug: (line.shown, line.before) for slug, line in board.figures.items()}
    assert shown["ateliers"] == ("3", 1)
    assert shown["participations"] == ("13", 5)
    assert shown["demi-journees"] == ("1", 1)
    assert shown["emargements"] == ("1", None)
    assert shown["epm-sans-fiche"] == (str(board["epm"].value - 1), None)
    assert shown["fiches-a-relire"] == ("2", None)
    assert shown["questions-sans-reponse"] == ("3", None)
    assert shown["competences-validees"][0] == "2"
    assert shown["personnes-suivies"][0] == "12"
    assert (shown["visites"], shown["accompagnements"]) == (("49", 5), ("15", 5))
    assert shown["communes"] == (str(EPM.objects.open().values("commune").distinct().count()), None)
    assert shown["animateurs-benevoles"] == ("1", None)
    assert int(shown["animateurs-salaries"][0]) == Position.objects.filter(role="animator", contract="paid").count()
    assert shown["reponses"] == ("1", 0)


def test_territorial_animator_reads_their_territory_alone(client_of, territorial, life, cahors):
    client = client_of(territorial)

    board = client.get(BOARD).context["board"]
    elsewhere = client.get(f"{BOARD}?lieu={cahors.slug}").context["board"]

    assert board.scope.territory_ids == elsewhere.scope.territory_ids == list(territorial.watched_territory_ids)
    assert (board["ateliers"].value, board["fiches-a-relire"].value) == (2, 1)
    assert board["questions-sans-reponse"].value == 2


def test_list_of_a_territorial_animator_stays_in_their_territory(client_of, territorial, life, cahors):
    page = client_of(territorial).get(f"/pilotage/fiches-a-relire/?lieu={cahors.slug}")

    assert len(page.context["list_rows"]) == 1


def test_few_learners_are_neither_counted_nor_listed(client_of, other_territorial, life):
    LearnerFactory.create_batch(1, epm=EPMFactory(commune__territory=TerritoryFactory(name="Gourdon")))
    client = client_of(PositionFactory(territorial=True, territory__name="Souillac").member)

    board = client_of(other_territorial).get(BOARD).context["board"]

    assert board["personnes-suivies"].shown == "masqué"
    assert board["personnes-suivies"].url == ""
    assert client_of(other_territorial).get("/pilotage/personnes-suivies/").status_code == 404
    assert client.get(BOARD).context["board"]["personnes-suivies"].shown == "0"


def test_number_of_a_territory_that_reveals_a_small_one_is_masked_too(client_of, coordinator, epm, other_epm):
    """Twelve in all less nine here would leave three there."""
    LearnerFactory.create_batch(9, epm=epm)
    LearnerFactory.create_batch(3, epm=other_epm)
    client = client_of(coordinator)

    lines = client.get(BOARD).context["lines"]
    there = client.get(f"{BOARD}?lieu={epm.commune.territory.slug}").context["board"]

    shown = {line.name: cell.shown for line in lines for cell in line.cells if cell.figure.slug == "personnes-suivies"}
    assert shown == {
        **{territory.name: "0" for territory in Territory.objects.all()},
        **dict.fromkeys((epm.commune.territory.name, other_epm.commune.territory.name), "masqué"),
        "Ensemble": "12",
    }
    assert [there[slug].shown for slug in ("personnes-suivies", "livrets-ouverts")] == ["masqué", "masqué"]
    path = f"/pilotage/personnes-suivies/?lieu={epm.commune.territory.slug}"
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [BOARD, "/pilotage/ateliers/"])
def test_board_is_closed_to_others(client, client_of, animator, path):
    assert client_of(animator).get(path).status_code == 404
    assert client_of(LearnerFactory().member).get(path).status_code == 404
    assert client.get(path).status_code == 302


def test_unknown_figure_is_a_404(client_of, coordinator):
    assert client_of(coordinator).get("/pilotage/licornes/").status_code == 404


@pytest.mark.parametrize(
    "query", ["?du=2026-13-01&au=x", "?annee=1900", "?lieu=nulle-part", "?du=2026-05-01&au=2026-04-01"]
)
def test_bad_address_shows_the_last_twelve_months(client_of, coordinator, query):
    usual = client_of(coordinator).get(BOARD).context["scope"]

    assert client_of(coordinator).get(f"{BOARD}{query}").context["scope"] == usual


def test_board_costs_the_same_with_more(client_of, coordinator, life, django_assert_max_num_queries):
    client = client_of(coordinator)
    client.get(BOARD)
    with django_assert_max_num_queries(12) as queries:
        client.get(BOARD)
    before = len(queries)
    for place in EPMFactory.create_batch(3):
        DeliveryFactory(sheet=life, epm=place, date=timezone.localdate())
        SubmittedFactory(epm=place, author=PositionFactory(epm=place).member)
    with django_assert_max_num_queries(before):
        client.get(BOARD)


@pytest.mark.parametrize("slug", ["ateliers", "jamais-formees", "epm-sans-fiche", "fiches-a-relire", "sujets"])
def test_list_costs_the_same_with_more(client_of, coordinator, life, slug, django_assert_max_num_queries):
    client = client_of(coordinator)
    client.get(f"/pilotage/{slug}/")
    with django_assert_max_num_queries(12) as queries:
        client.get(f"/pilotage/{slug}/")
    before = len(queries)
    for place in EPMFactory.create_batch(3):
        DeliveryFactory(sheet=life, epm=place, date=timezone.localdate())
        member = PositionFactory(epm=place).member
        SubmittedFactory(epm=place, author=member)
        TopicFactory(author=member)
    with django_assert_max_num_queries(before):
        client.get(f"/pilotage/{slug}/")


@freeze_time("2026-02-10 10:00")
def test_chart_compares_each_month_with_the_same_one_a_year_before(client_of, coordinator, epm, animator):
    sheet = SheetFactory(epm=epm, author=animator, published_at=datetime.datetime(2025, 6, 1, tzinfo=datetime.UTC))
    for day in (datetime.date(2026, 2, 3), datetime.date(2026, 1, 5), datetime.date(2025, 2, 9)):
        DeliveryFactory(sheet=sheet, epm=epm, member=animator, date=day)
    # Later in the month of a year before: not compared yet.
    DeliveryFactory(sheet=sheet, epm=epm, member=animator, date=datetime.date(2025, 2, 20))

    chart = client_of(coordinator).get(f"{BOARD}?annee=2026").context["chart"]

    assert (chart.now, chart.before) == ([1, 1], [0, 1])
    assert chart.sentence == "2\u00a0ateliers animés, 1 de plus qu’un an avant"


def test_topics_of_a_project_are_listed_to_the_coordination_alone(
    client_of, coordinator, territorial, animator, epm, other_epm
):
    """And those of an EPM to its territory: nobody is shown a title that they may not read."""
    project = ForumFactory(kind=ForumKind.PROJECT, title="Veillée")
    TopicFactory(forum=project, author=animator, title="Entre nous")
    TopicFactory(forum=ForumFactory(epm=epm), author=animator, title="Clé de la salle")
    TopicFactory(forum=ForumFactory(epm=other_epm), author=animator, title="Ailleurs")
    TopicFactory(author=animator, title="À tous")

    def titles(member) -> set[str]:
        return {topic.title for topic in client_of(member).get("/pilotage/sujets/").context["rows"]}

    assert titles(coordinator) == {"Entre nous", "Clé de la salle", "Ailleurs", "À tous"}
    assert titles(territorial) == {"Clé de la salle", "À tous"}


def test_trend_of_another_figure_is_drawn_on_demand(client_of, coordinator, life):
    page = client_of(coordinator).get(f"{BOARD}?courbe=visites")

    chart = page.context["chart"]
    assert (page.context["charted"].slug, sum(filter(None, chart.now)), sum(filter(None, chart.before))) == (
        "visites",
        49,
        5,
    )


@pytest.mark.parametrize("slug", ["inconnue", "epm", "livrets-ouverts"])
def test_trend_that_is_not_offered_shows_workshops(client_of, coordinator, life, slug):
    """A figure without date has no trend; that of new records would show fewer than five people a month."""
    assert client_of(coordinator).get(f"{BOARD}?courbe={slug}").context["charted"].slug == "ateliers"
