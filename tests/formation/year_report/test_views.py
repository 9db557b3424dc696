"""The report of a year on the site: who reads it, what it costs."""

import pytest
from django.urls import reverse

from reseau.papers.spreadsheet import MEDIA_TYPE
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days

pytestmark = pytest.mark.django_db
NAMES = ("report", "report_pdf", "report_ods")


def addresses(year: int = 0) -> list[str]:
    return [reverse(f"formation:{name}", args=[year or in_days(-1).year]) for name in NAMES]


def test_coordinators_and_territorial_animators_read_it(as_coordinator, as_territorial, held):
    held()
    for browser in (as_coordinator, as_territorial):
        answers = [browser.get(address) for address in addresses()]
        assert [answer.status_code for answer in answers] == [200] * 3
        types = [answer["Content-Type"].split(";")[0] for answer in answers]
        assert types == ["text/html", "application/pdf", MEDIA_TYPE]


def test_nobody_else_does(client, as_animator, client_of, former, held):
    member = held()[0].member
    for browser in (as_animator, client_of(member), client_of(LearnerFactory().member)):
        assert [browser.get(address).status_code for address in addresses()] == [404] * 3
    for browser in (client, client_of(former)):
        assert [browser.get(address).status_code for address in addresses()] == [302] * 3


def test_plan_leads_to_it_for_those_who_read_it(as_coordinator, as_territorial, as_animator, session):
    link = addresses()[0]
    plan = reverse("formation:plan", args=[in_days(-1).year])
    found = [
        browser.get(plan).content.decode().count(link) for browser in (as_coordinator, as_territorial, as_animator)
    ]
    assert found == [1, 1, 0]


def test_year_far_away_has_none(as_coordinator):
    assert [as_coordinator.get(address).status_code for address in addresses(1950)] == [404] * 3


def test_page_says_figures_and_costs_the_same_with_one_and_with_many(
    as_coordinator, held, training, epm, hold, django_assert_num_queries, django_assert_max_num_queries
):
    held(people=1)
    as_coordinator.get(addresses()[0])
    with django_assert_max_num_queries(12) as asked:
        page = as_coordinator.get(addresses()[0]).content.decode()
    assert page.count("<b>1</b> personne formée, dont 1 pour la première fois") == 1
    for days in (2, 3, 4):
        session = SessionFactory(training=training, dates=[in_days(-days)])
        hold(session, EnrolmentFactory.create_batch(2, session=session))
    with django_assert_num_queries(len(asked)):
        page = as_coordinator.get(addresses()[0]).content.decode()
    assert page.count("<b>7</b> personnes formées") == 1
