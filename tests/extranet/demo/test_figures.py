"""Figures of the demo that several pages show: each page tells the same number, and says what it counts."""

import csv
import io
import re

import pytest
from django.utils import timezone
from odfdo import Document

from b2i.outcomes.figures.figures_table import MEANINGS
from b2i.people.learners.learner_counts import FOLLOWED_HERE, FOLLOWED_LEARNERS
from formation.proof.records.training_record import half_days_followed
from reseau.people.members.models.member import MEMBERS
from reseau.places.models.commune import Territory
from reseau.places.models.epm import OPEN_EPMS
from reseau.texts.figures import FigureDefinition
from ressources.sheets.models.authorship import OWN_SHEETS
from tests.extranet.demo.whole_pages.visible_text import parse
from tests.pages import ANIMATOR, COORDINATOR

pytestmark = pytest.mark.django_db
TERRITORIES = ("cahors", "figeac", "gourdon")
# Pages that show each figure to somebody, and must say what it counts.
SHOWN_ON = {
    FOLLOWED_LEARNERS: [
        (COORDINATOR, "/"),
        ("territorial", "/"),
        (COORDINATOR, "/b2i/livrets/"),
        (COORDINATOR, "/b2i/chiffres/"),
    ],
    MEMBERS: [(COORDINATOR, "/"), ("territorial", "/")],
    OPEN_EPMS: [("territorial", "/")],
    FOLLOWED_HERE: [(ANIMATOR, "/")],
    OWN_SHEETS: [(ANIMATOR, "/")],
}


def spaced(text: str) -> str:
    """Return the text with plain spaces, one at a time."""
    return re.sub(r"\s+", " ", text)


def territorial(slug: str) -> str:
    return f"territoire.{slug}@example.org"


@pytest.fixture
def read(running_demo, browse):
    """`read(account, path)`: the words of the main part of a page, spaces collapsed."""

    def words(account: str, path: str) -> str:
        response = browse(account).get(path)
        assert response.status_code == 200, path
        (main,) = parse(response.content).xpath("//main")
        return spaced(" ".join(main.itertext()))

    return words


@pytest.fixture
def number(read):
    """`number(account, path, pattern)`: the one number that this pattern finds on the page, even twice."""

    def find(account: str, path: str, pattern: str) -> str:
        found = set(re.findall(pattern, read(account, path)))
        assert len(found) == 1, (path, pattern, found)
        return found.pop()

    return find


def on_home(definition: FigureDefinition) -> str:
    """Pattern of a figure of a dashboard: number, words, meaning."""
    return rf"(\w+) (?:{definition.singular}|{definition.plural}) {re.escape(spaced(definition.meaning))}"


def on_board(definition: FigureDefinition) -> str:
    """Pattern of a figure of the board, where the meaning is on the same line."""
    return rf"(\w+) (?:{definition.singular}|{definition.plural})"


def rows_of_figures(browse) -> list[list[str]]:
    content = browse(COORDINATOR).get("/b2i/chiffres/chiffres.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";"))


def test_learners_of_the_network_are_one_number(number, browse):
    table = rows_of_figures(browse)
    ods = Document(io.BytesIO(browse(COORDINATOR).get("/b2i/chiffres/chiffres.ods").content)).body.tables[0]

    assert {
        number(COORDINATOR, "/", on_home(FOLLOWED_LEARNERS)),
        number(COORDINATOR, "/b2i/livrets/", r"(\d+) personnes suivies dans le réseau"),
        number(COORDINATOR, "/b2i/chiffres/", r"Ensemble du réseau (\d+)"),
        table[-1][2],
        str(ods.get_row_values(len(table) - 1)[2]),
        str(sum(int(row[2]) for row in table if row[1].startswith("Territoire"))),
    } == {table[-1][2]}


def test_learners_on_the_board_are_those_of_the_figures(read, browse):
    """The whole, then each territory in the table."""
    table = rows_of_figures(browse)

    shown = set(re.findall(on_board(FOLLOWED_LEARNERS), read(COORDINATOR, "/pilotage/")))
    assert shown == {row[2] for row in table if row[1].startswith(("Territoire", "Ensemble"))}


@pytest.mark.parametrize("slug", TERRITORIES)
def test_learners_of_a_territory_are_one_number(number, browse, slug):
    name = Territory.objects.get(slug=slug).name
    of_list, of_table = rf"(\d+) personnes suivies, territoire de {name}", rf"Territoire de {name} (\d+) \d+ \d+"
    row = next(row for row in rows_of_figures(browse) if row[1] == f"Territoire de {name}")

    assert {
        number(territorial(slug), "/", on_home(FOLLOWED_LEARNERS)),
        number(territorial(slug), "/pilotage/chiffres/", on_board(FOLLOWED_LEARNERS)),
        number(COORDINATOR, f"/pilotage/chiffres/?lieu={slug}", on_board(FOLLOWED_LEARNERS)),
        *(number(account, "/b2i/livrets/", of_list) for account in (COORDINATOR, territorial(slug))),
        *(number(account, "/b2i/chiffres/", of_table) for account in (COORDINATOR, territorial(slug))),
    } == {row[2]}


@pytest.mark.parametrize("slug", TERRITORIES)
def test_learners_of_each_epm_are_one_number(browse, slug):
    """Shown or masked on both pages alike: one page does not tell what the other hides."""
    client = browse(territorial(slug))
    listed_epms = client.get("/b2i/livrets/").context["epms"]
    rows = client.get("/b2i/chiffres/").context["rows"]
    on_list = {epm.name: epm.learners_in_words for epm in listed_epms}

    assert on_list == {row.name: "masqué" if row.cells[0] is None else str(row.cells[0]) for row in rows}
    assert {"masqué"} < set(on_list.values())


def test_figures_hide_what_identifies_and_nothing_else(browse):
    header, *rows = rows_of_figures(browse)
    totals = [row[2:] for row in rows if not row[1].startswith("EPM")]
    epms = [row[2:] for row in rows if row[1].startswith("EPM")]
    cells = [int(cell) for row in totals for cell in row if cell.isdecimal()]

    assert [row.count("masqué") for row in totals] == [0, 0, 0, 0]
    assert min(cells) >= 5
    assert [0 < int(row[0]) < 5 for row in epms if row[0] != "masqué"].count(True) == 0
    assert len([row for row in epms if row.count("masqué") <= 1]) >= 6
    assert len(header) == 11


def test_members_are_as_many_on_the_dashboard_as_in_their_list(number):
    listed = r"(\d+) membres"

    assert number(COORDINATOR, "/", on_home(MEMBERS)) == number(COORDINATOR, "/membres/", listed)
    for slug in TERRITORIES:
        account, path = territorial(slug), f"/membres/?territoire={slug}"
        assert number(account, "/", on_home(MEMBERS)) == number(account, path, listed)


@pytest.mark.parametrize("slug", TERRITORIES)
def test_epm_are_as_many_on_the_dashboard_as_in_the_directory(number, slug):
    account, path = territorial(slug), f"/annuaire/?territoire={slug}"

    assert number(account, "/", on_home(OPEN_EPMS)) == number(account, path, r"(\d+) lieux")


def test_figures_of_an_animator_are_those_of_their_lists(number, read, browse):
    client, year = browse(ANIMATOR), timezone.localdate().year
    learners = client.get("/b2i/livrets/").context["paginator"].count
    proposals = number(ANIMATOR, "/b2i/livrets/", r"À valider \((\d+)\)")

    assert number(ANIMATOR, "/", on_home(FOLLOWED_HERE)) == str(learners)
    assert number(ANIMATOR, "/", r"(\d+) compétences à valider") == proposals
    assert proposals == str(len(re.findall(r"Proposée le", read(ANIMATOR, "/b2i/a-valider/"))))
    assert number(ANIMATOR, "/", r"(\d+) fiches gardées") == number(
        ANIMATOR, "/ressources/mes-favoris/", r"Mes favoris \((\d+)\)"
    )
    published = re.findall(r"Publiée", read(ANIMATOR, "/ressources/mes-fiches/"))
    assert number(ANIMATOR, "/", on_home(OWN_SHEETS)) == str(len(published))
    on_dashboard = re.findall(on_home(half_days_followed(year)), read(ANIMATOR, "/"))
    assert on_dashboard == re.findall(rf"\b{year} (\d+) \d+ h", read(ANIMATOR, "/formation/mes-formations/"))


def test_year_of_training_is_one_number_on_the_dashboard_the_plan_and_the_report(number, browse):
    year = timezone.localdate().year
    plan, report = f"/formation/plan/{year}/", f"/formation/plan/{year}/bilan/"
    sums = number(COORDINATOR, plan, r"(\d+ sur \d+) : sessions, toute l’année")
    delivered, planned = sums.split(" sur ")

    assert number(COORDINATOR, "/", r"(\d+) demi-journées? sur \d+ (?:est|sont) faite") == delivered
    assert number(COORDINATOR, "/", r"(\d+) planifiées? en") == planned
    assert number(COORDINATOR, report, rf"Ensemble {planned} (\d+) \d+ \d+") == delivered
    assert number(COORDINATOR, report, r"(\d+) réalisées? ") == delivered
    assert number(COORDINATOR, report, r"(\d+) prévues? en tout") == planned


def test_year_of_training_is_one_number_on_the_board_and_in_the_report(number):
    year = timezone.localdate().year
    board, report = f"/pilotage/chiffres/?annee={year}", f"/formation/plan/{year}/bilan/"

    assert number(COORDINATOR, board, r"(\d+) personnes? formées?") == number(
        COORDINATOR, report, r"(\d+) personnes? formées?"
    )


@pytest.mark.parametrize("years_ago", [0, 1, 2])
def test_people_trained_are_one_number_in_the_report_and_its_spreadsheet(number, browse, years_ago):
    path = f"/formation/plan/{timezone.localdate().year - years_ago}/bilan/"
    ods = Document(io.BytesIO(browse(COORDINATOR).get(f"{path}bilan.ods").content)).body.tables
    rows = {row[0]: row[1:] for table in ods[:2] for row in table.get_values()}
    trained = number(COORDINATOR, path, r"(\d+) personnes? formées?")

    assert number(COORDINATOR, path, r"Ensemble \d+ \d+ (\d+) \d+") == trained
    assert (str(int(rows["Personnes formées"][0])), str(int(rows["Ensemble"][2]))) == (trained, trained)


def test_sheets_to_review_are_as_many_on_the_dashboard_as_in_the_queue(number):
    in_queue = number(COORDINATOR, "/ressources/a-relire/", r"Toutes (\d+)")

    assert number(COORDINATOR, "/", r"(\d+) fiches en relecture") == in_queue


def test_deliveries_of_a_sheet_are_one_number_on_its_page_in_lists_and_on_its_runs(number, keys):
    title = "Choisir des mots de passe solides et les retrouver"
    on_sheet = r"Animé (\d+) fois dans \d+ EPM"
    times = number(ANIMATOR, "/ressources/choisir-des-mots-de-passe-solides-et-les-retrouver/", on_sheet)

    assert number(ANIMATOR, f"/ressources/fiches/{keys['run']}/animations/", on_sheet) == times
    in_list = number(ANIMATOR, f"/ressources/?q={title}&tri=animes", rf"{title}(?:(?!animé).)*animé (\d+) fois")
    assert in_list == times


def test_each_figure_says_what_it_counts(read):
    for definition, pages in SHOWN_ON.items():
        for account, path in pages:
            assert spaced(definition.meaning) in read(account.replace("territorial", territorial("figeac")), path)
    assert all(spaced(meaning) in read(COORDINATOR, "/b2i/chiffres/") for _, meaning in MEANINGS)
