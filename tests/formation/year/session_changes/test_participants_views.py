"""The coordinator's page of enrolments: enrol others, remove or put first with a reason, the journal."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alertes.channels.notices.models import Notice
from formation.enums import EnrolmentStatus
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from formation.sessions.wording import moment_in_words
from tests.factories.formation import EnrolmentFactory, SessionFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.formation.ordinary_days import ordinary_day


@pytest.fixture
def page(session):
    return f"/formation/sessions/{session.pk}/inscrits/"


@pytest.fixture
def full_session(session):
    Session.objects.update(capacity=1)
    EnrolmentFactory(session=session)
    return session


def statuses(session) -> list[str]:
    return list(session.enrolments.order_by("pk").values_list("status", flat=True))


def test_page_and_actions_are_for_coordinators_only(as_animator, as_territorial, page, full_session):
    waiting_enrolment = EnrolmentFactory(session=full_session, waiting=True)
    actions = [f"{page}{waiting_enrolment.pk}/retirer/", f"{page}{waiting_enrolment.pk}/en-tete/"]

    for browser in (as_animator, as_territorial):
        assert {browser.get(address).status_code for address in (page, *actions)} == {404}
        assert {browser.post(address, {"reason": "x"}).status_code for address in (page, *actions)} == {404}
        assert browser.post(f"/formation/sessions/{full_session.pk}/annonce/").status_code == 404

    assert statuses(full_session) == [EnrolmentStatus.CONFIRMED, EnrolmentStatus.WAITING]


def test_people_are_enrolled_by_name_and_notified(as_coordinator, page, session):
    ada, bo = (PositionFactory(member__first_name=name, member__last_name="Rey").member for name in ("Ada", "Bo"))

    as_coordinator.post(page, {"members": "Ada Rey\nbo rey"})

    assert set(session.enrolments.confirmed().values_list("member", flat=True)) == {ada.pk, bo.pk}
    assert set(Notice.objects.values_list("member", flat=True)) == {ada.pk, bo.pk}


@pytest.mark.parametrize(
    ("names", "error"),
    [
        ("", "Choisissez une personne au moins."),
        ("Inconnue Personne", "Personne du réseau ne s’appelle «\u00a0Inconnue Personne\u00a0»."),
        ("Rey", "Plusieurs personnes répondent à «\u00a0Rey\u00a0»\u00a0: Ada Rey et Bo Rey. Choisissez ci-dessous."),
    ],
)
def test_unknown_name_is_refused_beside_the_field(as_coordinator, page, names, error):
    for name in ("Ada", "Bo"):
        PositionFactory(member__first_name=name, member__last_name="Rey")

    response = as_coordinator.post(page, {"members": names})

    assert response.context["form"].errors["members"] == [error]
    assert names in response.text


def test_refusal_for_one_does_not_block_the_others(as_coordinator, page, session):
    busy_member, free_member = (
        PositionFactory(member__first_name=name, member__last_name="Rey").member for name in ("Ada", "Bo")
    )
    EnrolmentFactory(session=session, member=busy_member)

    response = as_coordinator.post(page, {"members": "Ada Rey, Bo Rey"}, follow=True)

    assert session.enrolments.confirmed().filter(member=free_member).exists()
    assert [message.level_tag for message in response.context["messages"]] == ["error", "success"]
    assert f'value="{busy_member.pk}" checked' in response.text
    assert f'value="{free_member.pk}" checked' not in response.text


def test_search_button_finds_people_and_enrols_nobody(as_coordinator, page, session):
    ada, bo = (PositionFactory(member__first_name=name, member__last_name="Rey").member for name in ("Ada", "Bo"))

    response = as_coordinator.post(page, {"members": [ada.pk, "rey"], "members_chercher": "1"})

    assert f'value="{ada.pk}" checked' in response.text
    assert f'value="{bo.pk}">' in response.text
    assert response.context["form"].errors == {}
    assert not session.enrolments.exists()


def test_a_whole_village_is_enrolled_at_once(as_coordinator, page, session):
    members = [PositionFactory().member for _ in range(12)]

    response = as_coordinator.post(page, {"members": [member.pk for member in members]}, follow=True)

    assert session.enrolments.active().count() == 12
    assert len(response.context["messages"]) <= 2


def test_removed_member_is_notified_with_the_reason(as_coordinator, page, session):
    enrolment = EnrolmentFactory(session=session)

    as_coordinator.post(f"{page}{enrolment.pk}/retirer/", {"reason": "Remplacée par sa collègue"})

    assert statuses(session) == [EnrolmentStatus.CANCELLED]
    assert Notice.objects.get(member=enrolment.member).text.endswith("Raison\u00a0: Remplacée par sa collègue")


@pytest.mark.parametrize("action", ["retirer", "en-tete"])
def test_decision_without_reason_is_refused(as_coordinator, page, full_session, action):
    waiting_enrolment = EnrolmentFactory(session=full_session, waiting=True)

    response = as_coordinator.post(f"{page}{waiting_enrolment.pk}/{action}/", {"reason": " "})

    assert response.context["form"].errors["reason"] == ["Donnez la raison en une phrase."]
    assert not waiting_enrolment.events.exists()


def test_page_shows_waiting_list_with_reasons_and_journal(as_coordinator, coordinator, page, full_session):
    first, second = EnrolmentFactory.create_batch(2, session=full_session, waiting=True)
    as_coordinator.post(f"{page}{second.pk}/en-tete/", {"reason": "Remplace un formateur"})

    context = as_coordinator.get(page).context

    assert [(turn.rank, turn.enrolment) for turn in context["waiting_list"]] == [(1, second), (2, first)]
    assert [(event.by, event.reason) for event in context["events"]] == [(coordinator, "Remplace un formateur")]


def test_journal_says_who_decided_or_that_the_rules_did(as_coordinator, coordinator, page, session):
    enrolment = EnrolmentFactory(session=session)
    for by in (coordinator, None):
        enrolment.events.create(status=enrolment.status, by=by, reason="Une raison")
    text = as_coordinator.get(page).content.decode()
    assert (text.count(f"<td>{coordinator}</td>"), text.count("<td>les règles</td>")) == (1, 1)


@pytest.mark.parametrize("never_trained", [True, False])
@pytest.mark.parametrize("one_per_epm", [True, False])
def test_page_says_in_which_order_places_go(as_coordinator, page, full_session, never_trained, one_per_epm):
    Session.objects.update(never_trained_first=never_trained, one_per_epm_first=one_per_epm)
    EnrolmentFactory(session=full_session, waiting=True)

    expected = "Passent d’abord"
    if never_trained:
        expected += " les personnes qui n’ont jamais suivi de formation, puis"
    if one_per_epm:
        expected += " une personne par EPM, puis"
    expected += " les territoires qui n’ont pas leurs places, puis l’ordre des demandes."
    assert expected in " ".join(as_coordinator.get(page).text.split())


def test_page_says_who_holds_a_place_who_asked_and_who_waits(as_coordinator, page, session):
    nobody, requests = "Aucune inscription pour l’instant.", "Accord de l’employeur attendu"
    text = as_coordinator.get(page).text
    assert [text.count(words) for words in (nobody, requests, "Personne n’attend.")] == [1, 0, 1]
    assert [text.count(words) for words in ("place proposée jusqu’au", "Inscrire quelqu’un")] == [0, 1]

    EnrolmentFactory(session=session)
    offer = EnrolmentFactory(session=session, offered=True)
    EnrolmentFactory(session=session, waiting=True)
    Session.objects.update(status=SessionStatus.DRAFT)
    text = as_coordinator.get(page).text
    assert f"place proposée jusqu’au {moment_in_words(offer.offered_until)}" in text
    assert [text.count(words) for words in (nobody, requests, "Personne n’attend.")] == [0, 0, 0]
    assert [text.count(words) for words in ("place proposée jusqu’au", "Inscrire quelqu’un")] == [1, 0]


def test_enrolment_of_another_session_gives_404(as_coordinator, page, training):
    other_enrolment = EnrolmentFactory(session=SessionFactory(training=training, epm=EPMFactory()))

    assert as_coordinator.get(f"{page}{other_enrolment.pk}/retirer/").status_code == 404


def test_draft_is_visible_to_coordinators_until_announced(as_animator, as_coordinator, client, session, page):
    Session.objects.update(status=SessionStatus.DRAFT)
    session.half_days.update(date=ordinary_day(5))
    address, public = session.get_absolute_url(), session.training.get_absolute_url()

    assert [as_animator.get(address).status_code, as_coordinator.get(address).status_code] == [404, 200]
    assert session.place not in client.get(public).text
    assert as_animator.post(f"{address}inscription/").status_code == 404

    as_coordinator.post(f"{address}annonce/")

    assert as_animator.get(address).status_code == 200
    assert session.place in client.get(public).text


def test_page_query_count_is_constant(as_coordinator, page, full_session):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_coordinator.get(page)
        return len(queries)

    EnrolmentFactory(session=full_session, waiting=True)
    with_one = count()
    for enrolment in EnrolmentFactory.create_batch(3, session=full_session, waiting=True):
        as_coordinator.post(f"{page}{enrolment.pk}/en-tete/", {"reason": "Essai"})
    as_coordinator.get(page)  # consumes the messages

    assert count() == with_one <= 10


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ({}, "Vous êtes sur la liste d’attente."),
        ({"employer_email": "mairie@example.org"}, "Votre demande attend l’accord de votre employeur."),
    ],
)
def test_member_enrolled_without_a_place_reads_who_asked_for_it(
    as_coordinator, coordinator, page, full_session, position, words
):
    ada = PositionFactory(member__first_name="Ada", member__last_name="Rey", **position).member

    as_coordinator.post(page, {"members": "Ada Rey"})

    text = Notice.objects.get(member=ada).text
    assert text.startswith(f"{coordinator} a demandé une place pour vous")
    assert text.endswith(words)
