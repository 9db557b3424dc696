"""The record of a session, and the forms that open, change and cancel it."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.models import Notice
from formation.enums import DayPart
from formation.sessions.enums import SessionStatus
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.session import Session
from reseau.enums import Weekday
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, TrainingPageFactory, in_days
from tests.factories.reseau import EPMFactory
from tests.formation.ordinary_days import ordinary_day

NEW = "/formation/sessions/nouvelle/"


def rows(*half_days: dict) -> dict:
    """Half-days as a browser sends them."""
    data = {"demi-TOTAL_FORMS": len(half_days), "demi-INITIAL_FORMS": 0}
    for number, row in enumerate(half_days):
        for name, value in ({"part": "morning", "date": "", "start": "", "end": ""} | row).items():
            data[f"demi-{number}-{name}"] = value
    return data


def day(rank: int, **row) -> dict:
    """Return the row of the `rank`-th ordinary day to come."""
    return {"date": ordinary_day(rank).isoformat()} | row


def every_day_is_market_day(epm) -> None:
    """Make any session in `epm` breach a soft rule."""
    epm.commune.market_days = list(Weekday)
    epm.commune.save()


@pytest.fixture
def form_data(training, epm):
    """Valid form data, without half-days."""
    return {"training": training.pk, "place_kind": "epm", "epm": epm.pk, "capacity": 6, "note": "Repas partagé"}


def test_page_shows_everything_to_members(as_animator, session):
    session.note = "Apporter son ordinateur"
    session.save()
    enrolment = EnrolmentFactory(session=session)
    waiting_enrolment = EnrolmentFactory(session=session, waiting=True)

    response = as_animator.get(session.get_absolute_url())
    page = response.content.decode()

    assert response.context["participants"] == [enrolment]
    assert str(enrolment.member) in page
    assert str(waiting_enrolment.member) not in page
    assert "1 personne sur la liste d’attente." in page
    assert "Apporter son ordinateur" in page
    assert "matin, 9\u00a0h\u00a0–\u00a012\u00a0h" in page
    assert "Il reste 7\u00a0places" in page


def test_waiting_list_is_named_for_coordinators_only(as_coordinator, session):
    waiting_enrolment = EnrolmentFactory(session=session, waiting=True)

    assert str(waiting_enrolment.member) in as_coordinator.get(session.get_absolute_url()).content.decode()


def test_participants_are_sorted_by_name(as_animator, session):
    enrolments = [EnrolmentFactory(session=session) for _ in range(3)]
    for enrolment, name in zip(enrolments, ["Vidal", "Éluard", "Bach"], strict=True):
        enrolment.member.last_name = name
        enrolment.member.save()

    participants = as_animator.get(session.get_absolute_url()).context["participants"]

    assert [participant.member.last_name for participant in participants] == ["Bach", "Éluard", "Vidal"]


@pytest.mark.parametrize(
    ("kind", "status", "gesture"),
    [
        ({}, "Votre inscription est enregistrée\u00a0: votre place est gardée.", "Libérer ma place"),
        (
            {"waiting": True},
            "Il n’y a plus de place pour vous\u00a0: vous êtes en tête de la liste d’attente",
            "Quitter la liste d’attente",
        ),
    ],
)
def test_page_shows_own_status_and_asks_once_before_leaving(as_animator, animator, session, kind, status, gesture):
    EnrolmentFactory(session=session, member=animator, **kind)

    page = as_animator.get(session.get_absolute_url()).content.decode()

    assert status in page
    fold = re.search(r'<details class="fold">\s*<summary>([^<]+)</summary>(.*?)</details>', page, re.DOTALL)
    assert (fold[1], fold[2].count("<button")) == (gesture, 1)
    leave = reverse("formation:leave", args=[session.pk])
    assert (fold[2].count(leave), page.count(leave)) == (1, 1)
    assert "M’inscrire" not in page


def test_full_session_offers_the_waiting_list(as_animator, session):
    Session.objects.update(capacity=1)
    EnrolmentFactory(session=session)

    page = as_animator.get(session.get_absolute_url()).content.decode()

    assert "Complet\u00a0: liste d’attente" in page
    assert "M’inscrire sur la liste d’attente" in page


def test_cancelled_session_names_those_who_had_a_place_in_the_past(as_animator, session):
    EnrolmentFactory.create_batch(2, session=session)
    EnrolmentFactory(session=session, waiting=True)
    Session.objects.update(status=SessionStatus.CANCELLED, cancel_reason="Neige")

    text = " ".join(as_animator.get(session.get_absolute_url()).content.decode().split())

    assert "Qui devait venir</h2>" in text
    assert "2 personnes avaient une place." in text
    assert not re.search(r"Inscriptions|inscriptions?\b|liste d’attente|Y aller", text)


def test_cancelled_session_shows_the_reason_without_actions(as_coordinator, session):
    Session.objects.update(status=SessionStatus.CANCELLED, cancel_reason="Formatrice malade")

    page = as_coordinator.get(session.get_absolute_url()).content.decode()

    assert "Formatrice malade" in page
    for verb in ("M’inscrire", "Modifier la session", "Annuler la session", "émargement"):
        assert verb not in page


def test_past_session_links_to_attendance_for_coordinators_only(as_animator, as_coordinator, past_session):
    url = past_session.get_absolute_url()

    assert "Faire l’émargement" in as_coordinator.get(url).content.decode()
    assert "Faire l’émargement" not in as_animator.get(url).content.decode()
    assert "M’inscrire" not in as_animator.get(url).content.decode()


def test_closed_half_day_is_shown_as_held(as_animator, as_coordinator, past_session):
    past_session.half_days.update(closed_at=timezone.now())
    url = past_session.get_absolute_url()

    assert "a eu lieu" in as_animator.get(url).content.decode()
    page = as_coordinator.get(url).content.decode()
    assert "Voir l’émargement" in page
    assert "Annuler la session" not in page


def test_page_query_count_is_constant(as_animator, session):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_animator.get(session.get_absolute_url())
        return len(queries)

    EnrolmentFactory(session=session)
    with_one = count()
    EnrolmentFactory.create_batch(6, session=session)
    EnrolmentFactory.create_batch(3, session=session, waiting=True)
    HalfDayFactory(session=session, date=in_days(8))

    assert count() == with_one <= 10


def test_form_has_a_row_for_each_half_day_of_the_programme(as_coordinator, site_tree):
    training = TrainingPageFactory(half_days=4, capacity=11)

    form = as_coordinator.get(NEW, {"formation": training.pk}).context["form"]

    assert [row["part"].value() for row in form.half_days] == ["morning", "afternoon"] * 2
    assert (form["training"].value(), form["capacity"].value()) == (training.pk, 11)


@pytest.mark.parametrize("training_key", ["", "abc", "999999", "²"])
def test_form_without_training_has_two_rows(as_coordinator, training, training_key):
    form = as_coordinator.get(NEW, {"formation": training_key}).context["form"]

    assert (len(form.half_days.forms), form["training"].value()) == (2, None)


NO_REASON = {"anyway": ["Une règle n’est pas respectée\u00a0: donnez le motif de la dérogation."]}


@pytest.mark.parametrize(
    ("button", "errors", "statuses"), [({}, NO_REASON, []), ({"brouillon": "1"}, {}, [SessionStatus.DRAFT])]
)
def test_only_a_draft_breaches_a_rule_without_a_reason(as_coordinator, epm, form_data, button, errors, statuses):
    every_day_is_market_day(epm)

    response = as_coordinator.post(NEW, form_data | rows(day(5)) | button)

    assert (response.context["form"].errors if response.context else {}) == errors
    assert list(Session.objects.values_list("status", flat=True)) == statuses


def test_reason_is_asked_for_only_where_a_rule_is_breached(as_coordinator, epm, form_data):
    field, title = 'name="anyway"', "Règles non respectées"
    assert field not in as_coordinator.get(NEW).text
    assert field not in as_coordinator.post(NEW, form_data | {"capacity": 0} | rows(day(5))).text

    every_day_is_market_day(epm)
    page = as_coordinator.post(NEW, form_data | rows(day(5))).text
    assert (page.count(field), page.count(title)) == (1, 1)

    typed = {"epm": "", "anyway": "Le marché est annulé"}
    page = as_coordinator.post(NEW, form_data | typed | rows(day(5))).text
    assert (page.count(field), page.count(title), page.count("Le marché est annulé")) == (1, 0, 1)


@pytest.mark.parametrize(("status", "saved"), [(SessionStatus.OPEN, False), (SessionStatus.DRAFT, True)])
def test_open_session_is_not_changed_against_a_rule_without_a_reason(
    as_coordinator, session, epm, form_data, status, saved
):
    Session.objects.update(status=status)
    every_day_is_market_day(epm)

    as_coordinator.post(edit_url(session), form_data | {"reminder_days": "7, 1"} | rows(day(9)))

    assert (session.half_days.get().date == ordinary_day(9)) == saved


def test_draft_training_and_closed_epm_are_not_choices(as_coordinator, training, epm):
    training.live = False
    training.save()
    EPMFactory(name="Ancienne cyber-base", is_open=False)

    page = as_coordinator.get(NEW).content.decode()

    assert "Animer un atelier collectif" not in page
    assert "Ancienne cyber-base" not in page


def test_places_are_grouped_by_territory(as_coordinator, epm, other_epm):
    choices = list(as_coordinator.get(NEW).context["form"].fields["epm"].choices)

    assert choices[0] == ("", "Choisissez un EPM")
    assert [(territory, [label for _, label in epms]) for territory, epms in choices[1:]] == [
        ("Cahors", ["EPM de Luzech (8\u00a0places)"]),
        ("Figeac", ["EPM de Gramat (8\u00a0places)"]),
    ]


def test_session_opens_with_the_usual_hours_and_empty_rows_are_ignored(
    as_coordinator, coordinator, training, epm, form_data, messages_of
):
    data = form_data | rows(day(5), day(5, part="afternoon", start="13:30", end="16:30"), {"part": "afternoon"})

    response = as_coordinator.post(NEW, data, follow=True)

    session = Session.objects.get()
    assert response.redirect_chain == [(session.get_absolute_url(), 302)]
    assert messages_of(response) == ["La session est ouverte\u00a0: les membres du réseau peuvent s’inscrire."]
    assert (session.training, session.epm, session.capacity, session.note) == (training, epm, 6, "Repas partagé")
    assert session.created_by == coordinator
    assert [half_day.slot for half_day in session.half_days.all()] == [
        Slot.usual(ordinary_day(5), DayPart.MORNING),
        Slot(ordinary_day(5), datetime.time(13, 30), datetime.time(16, 30), DayPart.AFTERNOON),
    ]


def test_empty_capacity_is_the_one_of_the_training_within_the_room(as_coordinator, form_data, training, epm):
    for rank, (advised_capacity, seats, expected) in enumerate([(12, 8, 8), (6, 8, 6)]):
        training.capacity, epm.seats = advised_capacity, seats
        training.save()
        epm.save()
        as_coordinator.post(NEW, form_data | {"capacity": ""} | rows(day(rank)))

        assert Session.objects.latest("pk").capacity == expected


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"capacity": 9}, "L’EPM de Gramat a 8\u00a0places assises."),
        ({"capacity": 0}, "Assurez-vous que cette valeur est supérieure ou égale à 1."),
        ({"epm": ""}, "Choisissez un EPM."),
        ({"training": "999999"}, "Sélectionnez un choix valide. Ce choix ne fait pas partie de ceux disponibles."),
        (rows(), "Indiquez au moins une demi-journée."),
        (rows({}), "Indiquez au moins une demi-journée."),
        (rows({"start": "09:00"}), "Indiquez la date, ou videz la ligne."),
        (rows({"date": in_days(-1).isoformat()}), "Cette date est passée."),
        (rows({"date": "hier"}), "Saisissez une date valide."),
        (rows(day(5, start="12:00", end="09:00")), "L’heure de fin doit suivre l’heure de début."),
        (rows(day(5), day(5)), "est indiquée deux fois."),
    ],
)
def test_error_is_shown_and_input_kept(as_coordinator, form_data, wrong, error):
    response = as_coordinator.post(NEW, form_data | rows(day(5)) | wrong)
    page = response.content.decode()

    assert error in page
    assert page.count("Il reste 1 point à corriger") == 1
    assert "Repas partagé" in page
    assert not Session.objects.exists()


def test_errors_of_form_and_rows_are_counted_together(as_coordinator, form_data):
    wrong = {"capacity": 9, "epm": ""} | rows(day(5, start="12:00", end="09:00"), {"date": "2020-03-12"})

    response = as_coordinator.post(NEW, form_data | wrong)

    assert response.context["form"].error_count == 3
    assert '<a href="#id_demi-1-date">Demi-journée 2, Date</a>' in response.content.decode()


def test_forged_rows_are_refused(as_coordinator, form_data):
    response = as_coordinator.post(NEW, form_data | {"demi-TOTAL_FORMS": "beaucoup"})

    assert response.status_code == 200
    assert not Session.objects.exists()


def test_one_more_row_keeps_the_input_unchecked(as_coordinator, form_data):
    response = as_coordinator.post(
        NEW, form_data | {"capacity": "beaucoup", "ajouter": "1"} | rows({"date": "2020-03-12"})
    )
    form, page = response.context["form"], response.content.decode()

    assert [row["date"].value() for row in form.half_days] == ["2020-03-12", None]
    assert (form["capacity"].value(), form["note"].value()) == ("beaucoup", "Repas partagé")
    assert "à corriger" not in page
    assert "Une ligne est ajoutée." in page
    assert not Session.objects.exists()


@pytest.mark.parametrize("count", ["", "²", "-1", "100000"])
def test_one_more_row_of_a_forged_form_stays_small(as_coordinator, form_data, count):
    response = as_coordinator.post(NEW, form_data | {"ajouter": "1", "demi-TOTAL_FORMS": count})

    assert len(response.context["form"].half_days.forms) in (1, 20)


def edit_url(session) -> str:
    return f"/formation/sessions/{session.pk}/modifier/"


def test_form_of_an_existing_session_is_filled_in(as_coordinator, session, half_day):
    response = as_coordinator.get(edit_url(session))
    form = response.context["form"]

    assert (form["epm"].value(), form["capacity"].value()) == (session.epm_id, 8)
    assert [row["date"].value() for row in form.half_days] == [half_day.date]
    assert "training" not in form.fields
    assert "aucune alerte ne partira" in response.content.decode()


def test_form_shows_how_many_people_a_change_reaches(as_coordinator, session):
    EnrolmentFactory(session=session)
    EnrolmentFactory(session=session, waiting=True)

    page = as_coordinator.get(edit_url(session)).content.decode()

    assert "2 personnes inscrites ou en attente. Avant d’enregistrer" in page


def test_epm_closed_since_stays_a_choice(as_coordinator, session, epm):
    epm.is_open = False
    epm.save()

    assert "EPM de Gramat (8\u00a0places)" in as_coordinator.get(edit_url(session)).content.decode()


def test_session_is_changed(as_coordinator, session, other_epm):
    half_days = rows(day(9), {"date": in_days(7).isoformat(), "DELETE": "on"})
    data = {"place_kind": "epm", "epm": other_epm.pk, "capacity": 4, "note": ""} | half_days

    response = as_coordinator.post(edit_url(session), data)

    session.refresh_from_db()
    assert response.url == session.get_absolute_url()
    assert (session.epm, session.capacity) == (other_epm, 4)
    assert [half_day.date for half_day in session.half_days.all()] == [ordinary_day(9)]


def test_past_date_is_kept_but_cannot_be_added(as_coordinator, past_session, epm):
    data = {"place_kind": "epm", "epm": epm.pk, "capacity": 8, "note": "Clé à la mairie", "anyway": "C’est fait"}
    kept, added = ({"date": in_days(days).isoformat()} for days in (-7, -6))

    assert "Cette date est passée." in as_coordinator.post(edit_url(past_session), data | rows(added)).text
    assert as_coordinator.post(edit_url(past_session), data | rows(kept)).status_code == 302


def test_refusal_of_the_service_is_shown_beside_the_field(as_coordinator, session, epm):
    EnrolmentFactory.create_batch(2, session=session)

    response = as_coordinator.post(
        edit_url(session), {"place_kind": "epm", "epm": epm.pk, "capacity": 1} | rows(day(9))
    )

    assert response.context["form"].errors["capacity"] == [
        "2\u00a0personnes ont une place\u00a0: il faut au moins autant de places."
    ]


def test_empty_capacity_of_an_open_session_is_refused(as_coordinator, session, epm):
    response = as_coordinator.post(
        edit_url(session), {"place_kind": "epm", "epm": epm.pk, "capacity": ""} | rows(day(7))
    )

    assert response.context["form"].errors["capacity"] == ["Indiquez le nombre de places."]


def test_closed_half_day_is_read_only(as_coordinator, session):
    HalfDayFactory(session=session, date=in_days(-7), closed_at=timezone.now())

    response = as_coordinator.get(edit_url(session))

    assert len(response.context["form"].half_days.forms) == 1
    assert "émargement clos, ne change plus" in response.content.decode()


def test_one_more_row_is_added_to_an_open_session(as_coordinator, session, epm):
    data = {"place_kind": "epm", "epm": epm.pk, "capacity": 8, "ajouter": "1"} | rows(day(7))

    form = as_coordinator.post(edit_url(session), data).context["form"]

    assert [row["part"].value() for row in form.half_days] == ["morning", "afternoon"]


def cancel_url(session) -> str:
    return f"/formation/sessions/{session.pk}/annuler/"


def test_cancellation_page_lists_recipients_and_writes_nothing(as_coordinator, session, coordinator):
    confirmed_enrolment, waiting_enrolment = (
        EnrolmentFactory(session=session),
        EnrolmentFactory(session=session, waiting=True),
    )
    EnrolmentFactory(session=session, cancelled=True)
    EnrolmentFactory(session=session, member=coordinator)

    response = as_coordinator.get(cancel_url(session))

    assert [notification.member for notification in response.context["notifications"]] == [
        confirmed_enrolment.member,
        waiting_enrolment.member,
    ]
    assert "2 personnes, chacune une seule fois" in response.content.decode()
    session.refresh_from_db()
    assert not session.is_cancelled
    assert not Notice.objects.exists()


def test_cancellation_of_an_empty_session_notifies_nobody(as_coordinator, session):
    assert "rien ne partira" in as_coordinator.get(cancel_url(session)).content.decode()


def test_cancellation_without_reason_is_refused(as_coordinator, session):
    response = as_coordinator.post(cancel_url(session), {"reason": " "})

    assert response.context["form"].errors["reason"] == ["Donnez la raison en une phrase."]
    session.refresh_from_db()
    assert not session.is_cancelled


def test_cancellation_is_saved_and_notified(as_coordinator, session, messages_of):
    enrolment = EnrolmentFactory(session=session)

    response = as_coordinator.post(cancel_url(session), {"reason": "Neige"}, follow=True)

    assert messages_of(response) == ["La session est annulée et les personnes inscrites sont prévenues."]
    assert [notice.member for notice in Notice.objects.all()] == [enrolment.member]
    assert as_coordinator.get(cancel_url(session)).status_code == 404
    assert as_coordinator.get(edit_url(session)).status_code == 404


def test_delivered_session_cannot_be_cancelled(as_coordinator, past_session):
    past_session.half_days.update(closed_at=timezone.now())

    response = as_coordinator.post(cancel_url(past_session), {"reason": "Neige"})

    assert "a eu lieu" in response.content.decode()
    past_session.refresh_from_db()
    assert not past_session.is_cancelled


@pytest.mark.parametrize("name", ["modifier", "annuler"])
def test_forms_take_few_queries(as_coordinator, session, name):
    EnrolmentFactory.create_batch(3, session=session)
    SessionFactory.create_batch(3, training=session.training, epm=session.epm)

    with CaptureQueriesContext(connection) as queries:
        as_coordinator.get(f"/formation/sessions/{session.pk}/{name}/")

    assert len(queries) <= 11
