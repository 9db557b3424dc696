"""The code on the screen and the phones that scan it: one half-day, for a limited time."""

import datetime
import re
from html import unescape

import pytest
from bs4 import BeautifulSoup

from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.rotating_codes import code_for
from formation.proof.attendance.services.attendance import close_attendance, note_presence
from formation.sessions.models.session_people import SessionTrainer
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import EnrolmentFactory, HalfDayFactory


def words(response) -> str:
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ").split())


@pytest.fixture
def person(session):
    return EnrolmentFactory(session=session)


@pytest.fixture
def at(half_day):
    """`at(minutes)`: freeze time so many minutes after the half-day begins."""

    def clock(minutes: int):
        return freeze_time(half_day.begins_at + datetime.timedelta(minutes=minutes))

    return clock


@pytest.fixture
def scan(client_of):
    """`scan(member, half_day)`: the page that a phone shows after scanning the current code."""

    def aim(member, half_day, code=""):
        browser = client_of(member)
        return browser, browser.get(f"/formation/presence/{code or code_for(half_day.pk)}/", follow=True)

    return aim


def note(browser, half_day):
    return browser.post(f"/formation/presence/demi-journee/{half_day.pk}/", follow=True)


def test_scan_then_button_shows_the_recorded_presence(scan, person, half_day, at):
    with at(2):
        browser, page = scan(person.member, half_day)
        assert "Je suis là" in words(page)
        assert not Attendance.objects.exists()  # a link writes nothing
        confirmation = words(note(browser, half_day))

    line = Attendance.objects.get()
    assert (line.enrolment, line.half_day, line.how, line.noted_by) == (person, half_day, "qr", person.member)
    assert f"Votre présence est notée : {person.member}" in confirmation
    assert "code QR, 9 h 02, de son téléphone" in confirmation


def test_code_before_opening_is_refused_with_the_opening_time(scan, person, half_day, at):
    with at(-16):
        browser, page = scan(person.member, half_day)
        assert "Votre présence n’est pas notée. Pas encore ouvert : l’émargement ouvre le" in words(page)
        assert "à 8 h 45" in words(page)
        assert "n’est pas notée" in words(note(browser, half_day))
    assert not Attendance.objects.exists()

    with at(-15):
        browser, _ = scan(person.member, half_day)
        assert "Votre présence est notée" in words(note(browser, half_day))


def test_code_is_accepted_for_half_an_hour_after_the_half_day(scan, person, half_day, at):
    with at(180 + 30):
        browser, _ = scan(person.member, half_day)
        assert "Votre présence est notée" in words(note(browser, half_day))


def test_code_is_refused_half_an_hour_after_the_half_day(scan, person, half_day, at):
    with at(180 + 31):
        browser, page = scan(person.member, half_day)
        assert "Trop tard : le code a servi jusqu’à 12 h 30." in words(page)
        note(browser, half_day)
    assert not Attendance.objects.exists()


def test_code_of_one_half_day_does_not_open_another(scan, person, session, half_day, at):
    """A scan from the morning does not sign the afternoon, even with the cookie that the phone kept."""
    afternoon = HalfDayFactory(session=session, date=half_day.date, part="afternoon")
    with freeze_time(afternoon.begins_at):
        browser, _ = scan(person.member, half_day)
        assert browser.cookies["presence"].value
        assert "Scannez le code que montre la personne qui forme" in words(note(browser, afternoon))
    with at(5):
        browser, _ = scan(person.member, half_day)
        assert "Pas encore ouvert" in words(note(browser, afternoon))
    assert not Attendance.objects.exists()


def test_expired_code_is_refused(scan, person, half_day, at):
    with at(5):
        expired_code = code_for(half_day.pk)
    with at(8):
        _, page = scan(person.member, half_day, code=expired_code)

    assert page.status_code == 410
    assert "Ce code a changé depuis. Scannez celui qui est affiché en ce moment." in words(page)


def test_scan_expires_after_ten_minutes(scan, client_of, person, half_day, at):
    with at(5):
        browser, _ = scan(person.member, half_day)
        cookie = browser.cookies["presence"].value
    with freeze_time(half_day.begins_at + datetime.timedelta(minutes=15, seconds=1)):
        browser = client_of(person.member)
        browser.cookies["presence"] = cookie
        assert "Scannez le code" in words(note(browser, half_day))
    assert not Attendance.objects.exists()
    with at(15):
        note(browser, half_day)
    assert Attendance.objects.exists()


def test_visitor_keeps_their_scan_through_login(client, half_day, person, at):
    with at(5):
        response = client.get(f"/formation/presence/{code_for(half_day.pk)}/", follow=True)
        (_, _), (login, _) = response.redirect_chain
        assert login == f"/connexion/?next=%2Fformation%2Fpresence%2Fdemi-journee%2F{half_day.pk}%2F"
        client.force_login(person.member, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert "Votre présence est notée" in words(note(client, half_day))


def test_member_without_enrolment_is_sent_to_the_trainer(scan, animator, session, half_day, at):
    waiting_enrolment = EnrolmentFactory(session=session, waiting=True)
    EnrolmentFactory(session=session, member__last_name="Bonnefont-Delpech")
    with at(5):
        for member, reason in (
            (
                animator,
                "Vous n’avez pas d’inscription à cette session. Demandez à la personne qui forme de vous ajouter.",
            ),
            (waiting_enrolment.member, "Vous n’avez pas encore de place dans cette session."),
        ):
            browser, page = scan(member, half_day)
            assert reason in words(page)
            assert reason in words(note(browser, half_day))
            assert "Bonnefont-Delpech" not in page.content.decode()
    assert not Attendance.objects.exists()


def test_closed_sheet_refuses_own_presence(scan, person, half_day, coordinator, at):
    with at(60):
        close_attendance(half_day=half_day, presences=[], by=coordinator)
        browser, page = scan(person.member, half_day)
        assert "L’émargement est clos. Si vous étiez là, demandez une correction à la personne qui forme." in words(
            page
        )
        note(browser, half_day)
    assert not Attendance.objects.filter(is_present=True).exists()


def test_participant_who_signed_on_the_tablet_keeps_their_signature(scan, person, half_day, coordinator, at):
    with at(5):
        note_presence(half_day=half_day, enrolment=person, by=coordinator, how="tablet")
        browser, page = scan(person.member, half_day)
        assert f"signature, 9 h 05, recueillie par {coordinator}" in words(page)
        note(browser, half_day)
    assert Attendance.objects.get().how == "tablet"


def test_learner_and_outsider_get_404(scan, half_day, at):
    with at(5):
        assert scan(LearnerFactory().member, half_day)[1].status_code == 404


def test_screen_shows_a_new_code_each_time_to_those_who_take_attendance(client_of, animator, stranger, half_day, at):
    SessionTrainer.objects.create(session=half_day.session, member=animator)
    address = f"/formation/sessions/{half_day.session_id}/emargement/{half_day.pk}/code/"
    with at(-30):
        early_page = client_of(animator).get(address)
        assert "L’émargement ouvrira à 8 h 45" in words(early_page)
    with at(1):
        late_page = client_of(animator).get(address)
        assert "0 présence sur 0" in words(late_page)
        assert client_of(stranger).get(address).status_code == 404
    codes = [
        str(BeautifulSoup(page.content, "html.parser").select_one("main svg:not(.icon)"))
        for page in (early_page, late_page)
    ]
    assert codes[0] != codes[1]
    assert "no-store" in late_page["Cache-Control"]
