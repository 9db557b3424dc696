"""Money on pages: noted by those who watch over the project, read by members; boards, and the file for a funder."""

import io
import zipfile

import pytest
from django.urls import reverse
from odfdo import Document
from pytest_django.asserts import assertContains, assertNotContains

from projets.portfolio.funding.enums import LineKind
from projets.portfolio.funding.models import Funder, FundingLine
from tests.factories.projets import FunderFactory, FundingLineFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def funder(db):
    return FunderFactory(name="Région (fictive)")


@pytest.fixture
def granted(project, funder):
    return FundingLineFactory(project=project, funder=funder, kind=LineKind.GRANTED, cents=100_000)


def typed(funder: Funder, kind: str, amount: str, **more) -> dict:
    return {"kind": kind, "funder": funder.pk, "cents": amount, "day": "2026-03-02", "words": "Arrêté 7"} | more


def test_territory_notes_a_grant_an_expense_and_reverses_it(client_of, territorial, project, funder):
    browser, path = client_of(territorial), reverse("projets:funding_line_new", args=[project.pk])
    browser.post(path, typed(funder, "granted", "1 250,50".replace(" ", "")))
    browser.post(path, typed(funder, "spent", "300"))
    expense = FundingLine.objects.get(kind=LineKind.SPENT)
    page = browser.post(
        reverse("projets:funding_reverse", args=[project.pk, expense.pk]), {"words": "Notée deux fois"}, follow=True
    )

    assertContains(page, "1\u202f250,50\u00a0€")
    assertContains(page, "annule une ligne")
    assert page.context["board"].total.values == (0, 125_050, 0, 0, 0)


def test_refusals_stand_beside_their_field(client_of, coordinator, project, funder, granted):
    browser, path = client_of(coordinator), reverse("projets:funding_line_new", args=[project.pk])
    reversal = reverse("projets:funding_reverse", args=[project.pk, granted.pk])
    answers = [
        browser.post(path, typed(funder, "spent", "1000,01")),
        browser.post(path, typed(funder, "justified", "1")),
        browser.post(path, typed(funder, "recovered", "1000,01")),
        browser.post(path, typed(funder, "spent", "")),
        browser.post(path, typed(funder, "spent", "10", day="9999-12-31")),
        browser.post(reversal, {"words": ""}),
        browser.post(reverse("projets:funder_new"), {"name": funder.name, "kind": "region"}),
    ]

    fields = [["is_beyond"], ["cents"], ["cents"], ["cents"], ["day"], ["words"], ["name"]]
    assert [(answer.status_code, list(answer.context["form"].errors)) for answer in answers] == [
        (422, names) for names in fields
    ]
    browser.post(path, typed(funder, "spent", "1000,01", is_beyond="on"))
    assertContains(browser.get(reverse("projets:project_money", args=[project.pk])), "au-delà de l’accord")


def test_grant_on_which_expenses_stand_is_not_reversed(client_of, coordinator, project, funder, granted):
    FundingLineFactory(project=project, funder=funder, kind=LineKind.SPENT, cents=100)
    page = client_of(coordinator).post(
        reverse("projets:funding_reverse", args=[project.pk, granted.pk]), {"words": "Erreur"}
    )
    assertContains(page, "annulez d’abord des dépenses", status_code=422)


def test_members_read_and_others_find_no_page(
    client, client_of, animator, stranger, outsider, project, funder, granted
):
    reading = [
        reverse("projets:project_money", args=[project.pk]), reverse("projets:funding_boards"),
        funder.get_absolute_url(), reverse("projets:funder_ods", args=[funder.pk]),
        reverse("projets:funder_zip", args=[funder.pk]),
    ]  # fmt: skip
    writing = [
        reverse("projets:funding_line_new", args=[project.pk]),
        reverse("projets:funding_reverse", args=[project.pk, granted.pk]),
        reverse("projets:funder_new"), reverse("projets:funder_edit", args=[funder.pk]),
    ]  # fmt: skip
    for member in (animator, stranger):
        browser = client_of(member)
        assert [browser.get(path).status_code for path in reading] == [200] * 5
        assert [browser.post(path, {}).status_code for path in writing] == [404] * 4
        assertNotContains(browser.get(reading[0]), "Noter une ligne")
    for browser in (client, client_of(outsider)):
        assert {browser.get(path).status_code for path in [*reading, *writing]} <= {302, 404}


def test_boards_and_the_file_tell_the_same_sums(client_of, animator, project, funder, granted):
    other = ProjectFactory(chantier__rank=1, title="Au Montat")
    FundingLineFactory(project=other, funder=funder, kind=LineKind.GRANTED, cents=50_000)
    FundingLineFactory(project=other, funder=funder, kind=LineKind.SPENT, cents=20_000)
    browser = client_of(animator)

    by_chantier, by_funder = browser.get(reverse("projets:funding_boards")).context["boards"]
    page = browser.get(funder.get_absolute_url())
    archive = zipfile.ZipFile(io.BytesIO(browser.get(reverse("projets:funder_zip", args=[funder.pk])).content))
    ods = browser.get(reverse("projets:funder_ods", args=[funder.pk])).content

    assert by_chantier.total == by_funder.total == page.context["board"].total
    assert by_chantier.total.values == (0, 150_000, 20_000, 0, 0)
    table = Document(io.BytesIO(ods)).body.get_table(name="Sommes").get_values()
    assert [row[:4] for row in table[1:]] == [
        ["Au Montat", 0, 500, 200], [project.title, 0, 1_000, 0], ["Total", 0, 1_500, 200]
    ]  # fmt: skip
    assert archive.namelist() == [
        "financements.ods", "LISEZ-MOI.txt", "projets/au-montat.txt", "projets/des-ateliers-à-gramat.txt"
    ]  # fmt: skip
    assert project.aim in archive.read("projets/des-ateliers-à-gramat.txt").decode()


def test_pages_cost_the_same_with_1_and_3_lines(client_of, animator, project, funder, granted, queries_of):
    browser = client_of(animator)
    paths = [reverse("projets:project_money", args=[project.pk]), reverse("projets:funding_boards")]
    paths.append(funder.get_absolute_url())
    few = [queries_of(browser, path) for path in paths]
    for _ in range(2):
        FundingLineFactory(project=project, funder=FunderFactory(), kind=LineKind.PROMISED, cents=5_000)

    assert [queries_of(browser, path) for path in paths] == few
    assert max(few) <= 12
