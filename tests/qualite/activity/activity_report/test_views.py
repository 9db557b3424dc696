"""Reports of a year as page, paper and spreadsheet: the same numbers, and who reads which."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from odfdo import Document
from pypdf import PdfReader

from qualite.activity.activity_report.columns import definitions
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1
JANUARY = datetime.date(YEAR, 1, 1)
FORMS = ("place_year", "place_year_pdf", "place_year_ods")
NETWORK_FORMS = ("network_year", "network_year_pdf", "network_year_ods")


def statuses(client, names, *arguments):
    return [client.get(reverse(f"qualite:{name}", args=arguments)).status_code for name in names]


@pytest.mark.parametrize(
    ("name", "status"),
    [("animator", 200), ("territorial", 200), ("coordinator", 200), ("stranger", 404), ("other_territorial", 404)],
)
def test_report_of_a_place_is_for_its_team_and_who_watches(client_of, epm, confirmed, name, status, request):
    confirmed(epm, JANUARY, visits=40)

    assert statuses(client_of(request.getfixturevalue(name)), FORMS, epm.slug, YEAR) == [status] * 3


@pytest.mark.parametrize(("name", "status"), [("territorial", 200), ("coordinator", 200), ("animator", 404)])
def test_report_of_the_network_is_for_who_watches(client_of, epm, confirmed, name, status, request):
    confirmed(epm, JANUARY, visits=40)

    assert statuses(client_of(request.getfixturevalue(name)), NETWORK_FORMS, YEAR) == [status] * 3


def test_territorial_animator_reads_their_territory_alone(client_of, territorial, epm, other_epm, confirmed):
    confirmed(epm, JANUARY, visits=40)
    confirmed(other_epm, JANUARY, visits=777)

    page = client_of(territorial).get(reverse("qualite:network_year", args=[YEAR]))

    assert (page.context["report"].place, [place for place, _ in page.context["page_obj"]]) == ("Figeac", [epm])
    assert "777" not in page.content.decode()


def test_year_to_come_and_year_before_the_network_are_not_found(client_of, coordinator, epm):
    client = client_of(coordinator)

    assert statuses(client, FORMS, epm.slug, 2999) + statuses(client, NETWORK_FORMS, 1999) == [404] * 6


def test_paper_is_accessible_and_prints_the_definition_of_each_column(client_of, animator, epm, confirmed):
    confirmed(epm, JANUARY, visits=40)

    pdf = PdfReader(BytesIO(client_of(animator).get(reverse("qualite:place_year_pdf", args=[epm.slug, YEAR])).content))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert [each.title for each in definitions() if f"{each.title}. {each.meaning[:20]}" not in text] == []


def test_spreadsheet_has_real_numbers_empty_cells_for_what_is_missing_and_definitions(
    client_of, animator, epm, confirmed
):
    confirmed(epm, JANUARY, visits=40)

    content = client_of(animator).get(reverse("qualite:place_year_ods", args=[epm.slug, YEAR])).content

    body = Document(BytesIO(content)).body
    defined = body.get_table(name="Définitions").get_values()[1:]
    assert defined == [[each.title, each.meaning] for each in definitions()]
    january, february = body.get_table(name="Mois par mois").get_values()[1:3]
    assert (january[:4], february[:4]) == (["Janvier", "confirmé", 40, None], ["Février", "manquant", None, None])


def test_empty_year_is_readable_in_each_form(client_of, coordinator, epm):
    client = client_of(coordinator)

    assert statuses(client, FORMS, epm.slug, YEAR) + statuses(client, NETWORK_FORMS, YEAR) == [200] * 6


def test_page_of_the_network_costs_as_many_queries_with_many_places(
    client_of, coordinator, epm, confirmed, django_assert_num_queries
):
    client, path = client_of(coordinator), reverse("qualite:network_year", args=[YEAR])
    confirmed(epm, JANUARY, visits=40)
    client.get(path)
    with django_assert_num_queries(9):
        client.get(path)
    for place in EPMFactory.create_batch(3):
        confirmed(place, JANUARY, visits=40, theme_sante=7)

    with django_assert_num_queries(9):
        client.get(path)
