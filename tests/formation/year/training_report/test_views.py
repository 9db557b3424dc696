"""The report of a year on the site: access and cost."""

import pytest
from django.urls import reverse

from reseau.documents.papers.spreadsheet import MEDIA_TYPE
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days

pytestmark = pytest.mark.django_db
NAMES = ("report", "report_pdf", "report_ods")


def addresses(year: int = 0) -> list[str]:
    return [reverse(f"formation:{name}", args=[year or in_days(-1).year]) for name in NAMES]


def test_report_is_for_coordinators_and_territorial_animators(as_coordinator, as_territorial, closed_session):
    closed_session()
    for browser in (as_coordinator, as_territorial):
        answers = [browser.get(address) for address in addresses()]
        assert [response.status_code for response in answers] == [200] * 3
        types = [response["Content-Type"].split(";")[0] for response in answers]
        assert types == ["text/html", "application/pdf", MEDIA_TYPE]


def test_others_get_404(client, as_animator, client_of, former, closed_session):
    member = closed_session()[0].member
    for browser in (as_animator, client_of(member), client_of(LearnerFactory().member)):
        assert [browser.get(address).status_code for address in addresses()] == [404] * 3
    for browser in (client, client_of(former)):
        assert [browser.get(address).status_code for address in addresses()] == [302] * 3


def test_plan_links_to_the_report_for_its_readers(as_coordinator, as_territorial, as_animator, session):
    link = addresses()[0]
    plan = reverse("formation:plan", args=[in_days(-1).year])
    link_counts = [
        browser.get(plan).content.decode().count(link) for browser in (as_coordinator, as_territorial, as_animator)
    ]
    assert link_counts == [1, 1, 0]


def test_distant_year_gives_404(as_coordinator):
    assert [as_coordinator.get(address).status_code for address in addresses(1950)] == [404] * 3


def test_page_shows_figures_with_a_constant_query_count(
    as_coordinator,
    closed_session,
    training,
    epm,
    close_session,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    closed_session(people=1)
    as_coordinator.get(addresses()[0])
    with django_assert_max_num_queries(13) as queries:
        page = as_coordinator.get(addresses()[0]).content.decode()
    assert page.count("<b>1</b> personne formée, dont 1 pour la première fois") == 1
    for days in (2, 3, 4):
        session = SessionFactory(training=training, dates=[in_days(-days)])
        close_session(session, EnrolmentFactory.create_batch(2, session=session))
    with django_assert_num_queries(len(queries)):
        page = as_coordinator.get(addresses()[0]).content.decode()
    assert page.count("<b>7</b> personnes formées") == 1
