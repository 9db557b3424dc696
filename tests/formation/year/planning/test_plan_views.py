"""The page of the annual plan, and its target."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formation.offer.annual_plan.models import AnnualPlan
from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.enums import SessionStatus
from tests.factories.formation import AnnualPlanFactory, EnrolmentFactory, SessionFactory, in_days

YEAR = timezone.localdate().year


def url(year: int = YEAR) -> str:
    return f"/formation/plan/{year}/"


def text_of(response) -> str:
    """Visible text, without tags and repeated spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def delivered_session(past_session, past_half_day):
    """A delivered half-day of a week ago."""
    enrolment = EnrolmentFactory(session=past_session)
    Attendance.objects.create(half_day=past_half_day, enrolment=enrolment, is_present=True)
    past_half_day.closed_at = timezone.now()
    past_half_day.save()
    return past_session


def test_plan_shows_figures_in_half_days_and_days(as_animator, delivered_session):
    text = text_of(as_animator.get(url(delivered_session.half_days.get().date.year)))

    assert "32 demi-journées promises, soit 16 jours" in text
    assert "1 demi-journée prévue, soit 0,5 jour" in text
    assert "1 demi-journée réalisée, soit 0,5 jour" in text
    assert "Il reste 31 demi-journées à prévoir" in text


def test_empty_year_shows_the_default_target_and_saves_nothing(as_animator, as_coordinator, db):
    text = text_of(as_animator.get(url(YEAR + 1)))

    assert "Objectif de l’année 32" in text
    assert "Aucune session n’est encore prévue cette année-là." in text
    assert "Ouvrir une session" not in text
    assert "Ouvrir une session" in text_of(as_coordinator.get(url(YEAR + 1)))
    assert not AnnualPlan.objects.exists()


def test_reached_target_is_shown(as_animator, db):
    AnnualPlanFactory(year=YEAR, target=0)

    assert "L’objectif est prévu en entier." in text_of(as_animator.get(url()))


def test_table_has_months_and_territories(as_animator, delivered_session, other_epm):
    page = as_animator.get(url(delivered_session.half_days.get().date.year)).content.decode()

    assert [page.count(f'<th scope="col" class="number">{name}</th>') for name in ("Cahors", "Figeac")] == [1, 1]
    assert page.count('<th scope="row">') == 13 + 3  # months and the whole year, then territories on the board
    assert page.count("1 sur 1<") == page.count("1 sur 1\u00a0demi-journée</span>") + 4


def test_chart_obeys_the_content_security_policy(as_animator, delivered_session):
    response = as_animator.get(url(delivered_session.half_days.get().date.year))

    assert '<polyline class="line"' in response.content.decode()
    assert not re.search(r"<style|<script>|\sstyle=|\son\w+=", response.content.decode())


def test_sessions_are_listed_in_order_with_their_stage(as_animator, training, epm, delivered_session):
    to_close = SessionFactory(training=training, epm=epm, dates=[in_days(-3)])
    cancelled_session = SessionFactory(training=training, epm=epm, dates=[in_days(-2)], status=SessionStatus.CANCELLED)

    address = url(in_days(-3).year)
    page, whole = as_animator.get(address), as_animator.get(address, {"toutes": "oui"})

    assert [session.pk for session in page.context["sessions"]] == [to_close.pk]
    assert "Montrer aussi les sessions terminées ou annulées (2)" in page.content.decode()
    assert [(session.pk, session.stage.label) for session in whole.context["sessions"]] == [
        (delivered_session.pk, "Terminée"),
        (to_close.pk, "Émargement à clore"),
        (cancelled_session.pk, "Annulée"),
    ]
    assert "Montrer aussi" not in whole.content.decode()


def test_year_that_is_over_lists_all_its_sessions(as_animator, delivered_session):
    page = as_animator.get(url(delivered_session.half_days.get().date.year))

    assert [session.pk for session in page.context["sessions"]] == [delivered_session.pk]
    assert "Montrer aussi" not in page.content.decode()


@pytest.mark.parametrize(("year", "previous", "following"), [(YEAR, YEAR - 1, YEAR + 1), (YEAR + 10, YEAR + 9, None)])
def test_neighbouring_years_are_linked_within_the_range(as_animator, db, year, previous, following):
    context = as_animator.get(url(year)).context

    assert (context["previous_year"], context["next_year"]) == (previous, following)


@pytest.mark.parametrize("year", [YEAR - 11, YEAR + 11, 1, 99999])
def test_distant_year_gives_404(as_animator, as_coordinator, year):
    assert as_animator.get(url(year)).status_code == 404
    assert as_coordinator.get(f"{url(year)}objectif/").status_code == 404


def test_plan_without_year_redirects_to_this_year(as_animator):
    assert as_animator.get("/formation/plan/").url == url()


def test_buttons_are_for_coordinators_only(as_animator, as_coordinator, session):
    for browser, count in ((as_animator, 0), (as_coordinator, 1)):
        page = browser.get(url(session.half_days.get().date.year)).content.decode()
        assert page.count(">Ouvrir une session<") == page.count(">Changer l’objectif<") == count


def test_plan_query_count_is_constant(as_animator, training, epm, other_epm):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert as_animator.get(url()).status_code == 200
        return len(queries)

    dates = [timezone.localdate()]
    SessionFactory(training=training, epm=epm, dates=dates)
    with_one = count()
    for session in SessionFactory.create_batch(29, training=training, epm=other_epm, dates=dates):
        EnrolmentFactory(session=session)

    assert count() == with_one <= 9
    assert len(as_animator.get(url()).content) < 30_000
    assert len(as_animator.get(f"{url()}?page=2").context["sessions"]) == 10


def test_coordinator_sets_the_target(as_coordinator, messages_of):
    assert as_coordinator.get(f"{url()}objectif/").context["form"]["target"].value() == 32

    response = as_coordinator.post(f"{url()}objectif/", {"target": 40}, follow=True)

    assert response.redirect_chain == [(url(), 302)]
    assert messages_of(response) == [f"L’objectif de {YEAR} est de 40\u00a0demi-journées."]
    assert AnnualPlan.objects.get(year=YEAR).target == 40


@pytest.mark.parametrize("target", ["", "0", "-4", "beaucoup", "501"])
def test_invalid_target_is_refused_beside_its_field(as_coordinator, target):
    response = as_coordinator.post(f"{url()}objectif/", {"target": target})

    assert list(response.context["form"].errors) == ["target"]
    assert not AnnualPlan.objects.exists()


def test_existing_target_is_updated(as_coordinator, db):
    AnnualPlanFactory(year=YEAR, target=20)

    as_coordinator.post(f"{url()}objectif/", {"target": 24})

    assert list(AnnualPlan.objects.values_list("target", flat=True)) == [24]
