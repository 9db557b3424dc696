"""Trends: every curve that is offered answers, and each of its points equals the list of its month."""

import datetime

import pytest
from django.utils import timezone
from lxml import html

from extranet.dashboards.steering.figure import Figure, Section
from extranet.dashboards.steering.figures.all_figures import FIGURES
from extranet.dashboards.steering.scope import month_of
from extranet.dashboards.steering.views import has_trend
from formation.proof.attendance.services.attendance import close_attendance
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.ressources import SheetFactory
from tests.factories.validation import ValidationFactory

CURVES = [slug for slug, figure in FIGURES.items() if has_trend(figure)]


@pytest.fixture
def two_months(site_tree, epm, other_epm, animator, stranger, coordinator):
    """Places, people and questions of two months, some of them in both."""
    today = timezone.localdate()
    sheet = SheetFactory(epm=epm, author=animator, published_at=timezone.now() - datetime.timedelta(days=60))
    for days, place in ((2, epm), (3, epm), (40, epm), (41, other_epm)):
        DeliveryFactory(sheet=sheet, epm=place, date=today - datetime.timedelta(days=days), headcount=4)
    for days in (9, 45):
        session = SessionFactory(epm=epm, dates=[today - datetime.timedelta(days=days)])
        enrolment = EnrolmentFactory(session=session, member=animator)
        close_attendance(half_day=session.half_days.get(), presences=[enrolment], by=coordinator)
    LearnerFactory.create_batch(6, epm=epm)
    ValidationFactory(proposal__record__learner__epm=epm)
    topic = TopicFactory(forum=ForumFactory(), author=stranger)
    PostFactory(topic=topic, author=animator)


@pytest.mark.parametrize("slug", CURVES)
def test_each_curve_answers_and_its_points_are_their_lists(client_of, coordinator, two_months, slug):
    page = client_of(coordinator).get(f"/pilotage/?courbe={slug}")

    chart, figure, scope = page.context["chart"], page.context["charted"], page.context["scope"]
    assert (page.status_code, figure.slug) == (200, slug)
    listed = [figure.value(scope.during(month_of(month))) for month in chart.months]
    assert list(chart.now) == listed


def test_page_offers_the_curves_that_answer(client_of, coordinator, two_months):
    page = html.fromstring(client_of(coordinator).get("/pilotage/").content)

    offered = page.xpath('//nav[@aria-label="Courbe"]/a/@href')
    assert [address.split("courbe=")[1] for address in offered] == CURVES


def test_dated_figure_without_a_moment_does_not_start():
    with pytest.raises(TypeError, match="moment"):
        type("Undated", (Figure,), {"slug": "essai", "section": Section.FORUMS, "is_dated": True})
