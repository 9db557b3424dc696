"""The data of a session in the coordinator's form: place, trainers, quotas, drafts, repetition."""

import datetime

import pytest

from formation.sessions.enums import PlaceKind, SessionStatus
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer, TerritoryQuota
from tests.factories.formation import in_days
from tests.factories.reseau import CommuneFactory, PositionFactory
from tests.formation.ordinary_days import ordinary_day

NEW = "/formation/sessions/nouvelle/"


@pytest.fixture
def form_data(training):
    """Valid form data of a remote session on an ordinary day."""
    row = {
        "demi-0-date": ordinary_day(5).isoformat(),
        "demi-0-part": "morning",
        "demi-TOTAL_FORMS": 1,
        "demi-INITIAL_FORMS": 0,
    }
    return {"training": training.pk, "place_kind": "remote", "capacity": 6} | row


def open_by_form(browser, data) -> Session:
    response = browser.post(NEW, data)
    assert response.status_code == 302, response.context["form"].errors
    return Session.objects.get()


def errors(browser, data) -> dict:
    return browser.post(NEW, data).context["form"].errors


def test_session_elsewhere_needs_a_name_and_a_commune(as_coordinator, form_data):
    commune = CommuneFactory(name="Luzech")
    place = {"place_kind": "elsewhere", "elsewhere": "Salle du Foirail", "commune": "luzech"}

    session = open_by_form(as_coordinator, form_data | place)

    assert (session.place_kind, session.place, session.where) == (
        PlaceKind.ELSEWHERE,
        "Salle du Foirail, Luzech",
        commune,
    )


def test_fields_of_another_kind_of_place_are_ignored(as_coordinator, form_data, epm):
    session = open_by_form(
        as_coordinator, form_data | {"epm": epm.pk, "elsewhere": "Salle", "link": "https://visio.example.org/a"}
    )

    assert (session.epm, session.elsewhere, session.where, session.place) == (None, "", None, "à distance")


@pytest.mark.parametrize(
    ("wrong", "field", "error"),
    [
        ({"place_kind": "elsewhere", "commune": "Luzech"}, "elsewhere", "Donnez le nom et l’adresse du lieu."),
        ({"place_kind": "elsewhere", "elsewhere": "Salle"}, "commune", "Choisissez la commune du lieu."),
        (
            {"place_kind": "elsewhere", "elsewhere": "Salle", "commune": "Zzyx"},
            "commune",
            "Aucune commune du département ne s’appelle «\u00a0Zzyx\u00a0».",
        ),
        ({"place_kind": ""}, "place_kind", "Choisissez où se tient la session."),
        ({"trainers": "Inconnue Rey"}, "trainers", "Personne du réseau ne s’appelle «\u00a0Inconnue Rey\u00a0»."),
        ({"minimum": "9"}, "minimum", "Le minimum va de 1 au nombre de places."),
        (
            {"opens_on": "2030-03-12", "closes_on": "2030-03-11"},
            "closes_on",
            "Les inscriptions ne peuvent pas finir avant d’avoir commencé.",
        ),
        (
            {"quota_figeac": "7"},
            "quotas_until",
            "On garde aux territoires plus de places que la session n’en a.",
        ),
    ],
)
def test_error_is_shown_beside_its_field(as_coordinator, form_data, figeac, wrong, field, error):
    CommuneFactory(name="Luzech")

    assert errors(as_coordinator, form_data | wrong)[field] == [error]
    assert not Session.objects.exists()


def test_first_trainer_leads(as_coordinator, form_data):
    ada, bo = (PositionFactory(member__first_name=name, member__last_name="Rey").member for name in ("Ada", "Bo"))

    open_by_form(as_coordinator, form_data | {"trainers": "bo rey\nAda Rey"})

    assert list(SessionTrainer.objects.values_list("member", "is_lead")) == [(bo.pk, True), (ada.pk, False)]


def test_search_for_a_trainer_keeps_all_that_was_given(as_coordinator, form_data):
    ada, bo = (PositionFactory(member__first_name=name, member__last_name="Rey").member for name in ("Ada", "Bo"))
    sent = {"trainers": [ada.pk, "bo"], "trainers_chercher": "1", "note": "Repas partagé", "training": ""}

    response = as_coordinator.post(NEW, form_data | sent)

    form = response.context["form"]
    assert form["note"].value() == "Repas partagé"
    assert [row["date"].value() for row in form.half_days] == [form_data["demi-0-date"]]
    assert f'value="{ada.pk}" checked' in response.text
    assert f'value="{bo.pk}">' in response.text
    assert "à corriger" not in response.text
    assert not Session.objects.exists()


def test_places_are_kept_for_a_territory(as_coordinator, form_data, figeac):
    session = open_by_form(as_coordinator, form_data | {"quota_figeac": "2", "quotas_until": in_days(3).isoformat()})

    quota = TerritoryQuota.objects.get()
    assert (quota.territory, quota.places, session.quotas_until) == (figeac, 2, in_days(3))


def test_draft_is_saved_as_a_draft(as_coordinator, form_data):
    assert open_by_form(as_coordinator, form_data | {"brouillon": "1"}).status == SessionStatus.DRAFT


def test_half_days_are_repeated_and_input_kept(as_coordinator, form_data):
    response = as_coordinator.post(
        NEW, form_data | {"repeter": "1", "fois": "2", "semaines": "3", "note": "Repas partagé"}
    )

    form = response.context["form"]
    dates = [row["date"].value() for row in form.half_days]
    assert dates == [(ordinary_day(5) + datetime.timedelta(weeks=weeks)).isoformat() for weeks in (0, 3, 6)]
    assert (form["note"].value(), form["place_kind"].value(), form["capacity"].value()) == (
        "Repas partagé",
        "remote",
        "6",
    )
    assert not Session.objects.exists()


def test_form_shows_the_present_data(as_coordinator, form_data, figeac):
    trainer = PositionFactory(member__first_name="Ada", member__last_name="Rey").member
    session = open_by_form(as_coordinator, form_data | {"trainers": "Ada Rey", "quota_figeac": "2", "minimum": "3"})

    form = as_coordinator.get(f"{session.get_absolute_url()}modifier/").context["form"]

    values = {name: form[name].value() for name in ("trainers", "quota_figeac", "minimum", "place_kind")}
    assert values == {"trainers": [str(trainer.pk)], "quota_figeac": 2, "minimum": 3, "place_kind": "remote"}


def test_link_is_visible_to_participants_only(as_coordinator, client_of, form_data, animator):
    link = "https://visio.example.org/salle-7"
    session = open_by_form(as_coordinator, form_data | {"link": link})
    browser = client_of(animator)
    assert link not in browser.get(session.get_absolute_url()).text

    browser.post(f"{session.get_absolute_url()}inscription/")

    assert link in browser.get(session.get_absolute_url()).text
