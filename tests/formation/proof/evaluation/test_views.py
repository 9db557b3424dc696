"""Pages to evaluate a session and to read the results."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from formation.offer.catalogue.models.training import KitSheet
from formation.proof.evaluation.models import Evaluation
from formation.sessions.models.session_people import SessionTrainer
from ressources.workshops.deliveries.models.delivery import Delivery
from tests.factories.formation import EnrolmentFactory, in_days
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetContentFactory, SheetFactory
from tests.formation.evaluations import evaluate, values_given

pytestmark = pytest.mark.django_db
HOT = {"satisfaction": "4", "usefulness": "3", "teaching": "4", "comfort": "2", "went_well": "Les essais à deux"}
COLD = {"satisfaction": "4", "usefulness": "3", "ease": "3", "reuse": "once"}


def fill(session, count=5, text="Secret de quelqu’un") -> None:
    for _ in range(count):
        evaluate(session, went_well=text)


@pytest.fixture
def kit(training):
    sheet = SheetFactory(data=SheetContentFactory(title="Ranger ses photos"))
    training.kit_sheets.add(KitSheet(sheet=sheet))
    training.save()
    return sheet


def test_participant_answers_in_one_page(client_of, closed_session, messages_of):
    enrolment = closed_session()[0]
    browser, address = client_of(enrolment.member), f"/formation/sessions/{enrolment.session_id}/evaluation/"
    assert browser.get(address).content.decode().count('type="radio"') == 16

    response = browser.post(address, HOT, follow=True)

    assert messages_of(response) == ["Merci\u00a0! Votre avis est gardé sans votre nom."]
    assert values_given(Evaluation.objects.get()) == HOT


def test_session_links_to_the_evaluation_until_it_is_answered(client_of, closed_session):
    enrolment, other_member = closed_session()[0], PositionFactory().member
    page, address = (
        f"/formation/sessions/{enrolment.session_id}/",
        f"/formation/sessions/{enrolment.session_id}/evaluation/",
    )

    def is_asked(member) -> tuple[str, bool]:
        response = client_of(member).get(page)
        return response.context["opinion_path"], f'href="{address}">Donner mon avis</a>' in response.text

    assert is_asked(enrolment.member) == (address, True)
    assert is_asked(other_member) == ("", False)
    client_of(enrolment.member).post(address, HOT)
    assert is_asked(enrolment.member) == ("", False)
    assert client_of(enrolment.member).get(page).text.count("Vous avez une place dans cette session.") == 1


def test_input_is_kept_in_the_tab_for_the_user_only(client_of, closed_session):
    enrolment = closed_session()[0]
    page = client_of(enrolment.member).get(f"/formation/sessions/{enrolment.session_id}/evaluation/").content.decode()
    assert page.count(f'data-keep="avis-{enrolment.session_id}-hot-{enrolment.member_id}"') == 1


def test_reading_the_page_writes_nothing(client_of, closed_session):
    enrolment = closed_session()[0]
    client_of(enrolment.member).get(f"/formation/sessions/{enrolment.session_id}/evaluation/")
    assert enrolment.evaluation_requests.count() == 0


def test_missing_answer_is_reported_and_input_kept(client_of, closed_session):
    enrolment = closed_session()[0]
    address = f"/formation/sessions/{enrolment.session_id}/evaluation/"
    page = client_of(enrolment.member).post(address, {"went_well": "Les essais à deux"}).content.decode()
    assert page.count("Les essais à deux") == 1
    assert page.count("<p>Choisissez une réponse.</p>") == 4
    assert Evaluation.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"satisfaction": "5"}, {"comfort": "'; --"}, {"went_well": "x" * 1001}])
def test_forged_answer_is_refused(client_of, closed_session, wrong):
    enrolment = closed_session()[0]
    response = client_of(enrolment.member).post(
        f"/formation/sessions/{enrolment.session_id}/evaluation/", {**HOT, **wrong}
    )
    assert (response.status_code, Evaluation.objects.count()) == (200, 0)


def test_second_answer_is_refused_on_the_page(client_of, closed_session):
    enrolment = closed_session()[0]
    browser, address = client_of(enrolment.member), f"/formation/sessions/{enrolment.session_id}/evaluation/"
    browser.post(address, HOT)
    assert browser.get(address).content.decode().count("Vous avez déjà donné votre avis") == 1
    browser.post(address, HOT)
    assert Evaluation.objects.count() == 1


def test_member_without_place_gets_404(as_animator, as_coordinator, client_of, closed_session, past_session):
    session = closed_session()[0].session
    waiting_member = EnrolmentFactory(session=session, waiting=True).member
    for browser in (as_animator, as_coordinator, client_of(waiting_member)):
        for name in ("evaluation", "evaluation_cold"):
            assert browser.get(reverse(f"formation:{name}", args=[session.pk])).status_code == 404
            assert browser.post(reverse(f"formation:{name}", args=[session.pk]), HOT).status_code == 404
    assert Evaluation.objects.count() == 0


def test_absent_participant_sees_the_reason(client_of, past_session, close_session):
    present, absent = EnrolmentFactory.create_batch(2, session=past_session)
    close_session(past_session, [present])
    browser, address = client_of(absent.member), f"/formation/sessions/{past_session.pk}/evaluation/"
    page = browser.get(address)
    assert (page.status_code, page.content.decode().count("Seules les personnes présentes")) == (200, 1)
    browser.post(address, HOT)
    assert Evaluation.objects.count() == 0


def test_page_after_three_months_shows_deliveries_and_kit(client_of, closed_session, kit):
    enrolment = closed_session(days=95)[0]
    browser, address = client_of(enrolment.member), f"/formation/sessions/{enrolment.session_id}/evaluation/a-froid/"
    page = browser.get(address)
    assert page.content.decode().count(f'href="/ressources/fiches/{kit.pk}/anime/"') == 1
    assert page.context["form"]["reuse"].initial is None

    epm = enrolment.member.main_position.epm
    colleague = PositionFactory(epm=epm).member
    for member in (enrolment.member, colleague):
        Delivery.objects.create(sheet=kit, member=member, epm=epm, date=in_days(-20), headcount=4, minutes=60)

    page = browser.get(address)
    assert [delivery.member for delivery in page.context["deliveries"]] == [enrolment.member]
    assert page.context["form"]["reuse"].initial == "once"
    browser.post(address, COLD)
    assert values_given(Evaluation.objects.get()) == COLD


def test_results_are_for_coordinators_and_trainers(
    client, as_animator, as_coordinator, client_of, territorial, closed_session
):
    enrolments = closed_session()
    session = enrolments[0].session
    fill(session)
    trainer = PositionFactory().member
    SessionTrainer.objects.create(session=session, member=trainer, is_lead=True)
    address = f"/formation/sessions/{session.pk}/evaluations/"

    for browser in (as_coordinator, client_of(trainer)):
        assert browser.get(address).content.decode().count("Secret de quelqu’un") == 5
    for member in (enrolments[0].member, territorial):
        assert client_of(member).get(address).status_code == 404
    assert as_animator.get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_trainer_of_another_session_gets_404(client_of, closed_session, session):
    trainer = PositionFactory().member
    SessionTrainer.objects.create(session=session, member=trainer, is_lead=True)
    fill(closed_session()[0].session)
    other_session = Evaluation.objects.first().session
    assert client_of(trainer).get(f"/formation/sessions/{other_session.pk}/evaluations/").status_code == 404


def test_under_five_answers_the_page_shows_nothing(as_coordinator, closed_session):
    session = closed_session()[0].session
    fill(session, 4)
    page = as_coordinator.get(f"/formation/sessions/{session.pk}/evaluations/").content.decode()
    assert (page.count("Moins de cinq réponses"), page.count("Secret de quelqu’un")) == (2, 0)
    assert (page.count("<table"), page.count('class="band')) == (0, 0)


def test_chart_and_table_have_the_same_figures(as_coordinator, closed_session):
    session = closed_session()[0].session
    fill(session)
    page = as_coordinator.get(f"/formation/sessions/{session.pk}/evaluations/").content.decode()
    assert page.count("<b>100\u00a0%</b>") == page.count("tout à fait\u00a0: 5") == 4
    assert page.count('<td class="number">100\u00a0%</td>') == 4


def test_results_query_count_is_constant(as_coordinator, closed_session):
    session = closed_session()[0].session
    address = f"/formation/sessions/{session.pk}/evaluations/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            assert as_coordinator.get(address).status_code == 200
        return len(captured_queries)

    fill(session)
    queries()
    with_five = queries()
    fill(session, 20)
    assert queries() == with_five <= 12


def test_session_links_to_results_for_allowed_members(as_animator, as_coordinator, closed_session):
    session = closed_session()[0].session
    link = f'href="/formation/sessions/{session.pk}/evaluations/"'
    pages = [browser.get(session.get_absolute_url()).content.decode() for browser in (as_coordinator, as_animator)]
    assert [page.count(link) for page in pages] == [1, 0]
