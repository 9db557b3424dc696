"""Previews of a change and of a cancellation: differences, recipients, and no input lost."""

import re

import pytest
from django.utils.html import strip_tags

from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from alertes.choices.preferences.models import MailChoice
from alertes.enums import Matter, Rhythm
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session_people import SessionTrainer
from search.index.outbox import OutboxEntry
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days
from tests.factories.reseau import PositionFactory
from tests.formation.ordinary_days import ordinary_day
from tests.formation.year.session_changes.test_sessions_views import cancel_url, day, edit_url, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


@pytest.fixture
def form_data(session):
    """Form data: another date and note, the rest unchanged."""
    terms = {
        "place_kind": "epm",
        "epm": session.epm_id,
        "capacity": 8,
        "note": "Clé à la mairie",
        "reminder_days": "7, 1",
    }
    return terms | rows(day(9))


@pytest.fixture
def enrolment(session, animator):
    return EnrolmentFactory(session=session, member=animator)


def recipients_shown(response) -> list[tuple[str, str]]:
    notifications = (
        response.context["preview"].notifications
        if "preview" in response.context
        else response.context["notifications"]
    )
    return [(str(notification.member), notification.ways.replace("\u00a0", " ")) for notification in notifications]


def confirm_change(as_coordinator, session, form_data):
    """Read the preview, then confirm it."""
    preview_response = as_coordinator.post(edit_url(session), form_data)
    return as_coordinator.post(
        edit_url(session), form_data | {"confirmer": preview_response.context["preview"].digest}, follow=True
    )


def test_preview_shows_old_and_new_values_and_writes_nothing(as_coordinator, session, enrolment, form_data):
    outbox_count = OutboxEntry.objects.count()

    response = as_coordinator.post(edit_url(session), form_data)

    assert response.templates[0].name == "formation/year/session_changes/session_change.html"
    differences = {
        difference.label: (difference.old, difference.new) for difference in response.context["preview"].differences
    }
    assert list(differences) == ["Demi-journées", "À savoir avant de venir", "Liste d’attente"]
    assert differences["À savoir avant de venir"] == (("–",), ("Clé à la mairie",))
    session.refresh_from_db()
    assert (session.note, session.half_days.get().date, session.half_days.get().sequence) == ("", in_days(7), 0)
    assert (Notice.objects.count(), Mail.objects.count(), Enclosure.objects.count()) == (0, 0, 0)
    assert OutboxEntry.objects.count() == outbox_count


def test_each_old_and_new_half_day_has_its_line(as_coordinator, session, enrolment, form_data):
    HalfDayFactory(session=session, date=in_days(8))

    response = as_coordinator.post(edit_url(session), form_data | rows(day(9), day(10)))

    half_days = response.context["preview"].differences[0]
    old, new = re.search(
        r"<h3>Demi-journées</h3>\s*<p[^>]*>Avant\u00a0: (.*)</p>\s*<p>Après\u00a0: (.*)</p>", response.text
    ).groups()
    assert [strip_tags(line) for line in old.split("<br>")] == list(half_days.old)
    assert [strip_tags(line) for line in new.split("<br>")] == list(half_days.new)
    assert (len(half_days.old), len(half_days.new)) == (2, 2)


def test_preview_lists_recipients_and_channels(as_coordinator, coordinator, session, enrolment, form_data, animator):
    waiting_member = EnrolmentFactory(session=session, waiting=True).member
    EnrolmentFactory.create_batch(7, session=session)
    member_without_email = PositionFactory(member__email=None, member__last_name="Zz").member
    SessionTrainer.objects.create(session=session, member=member_without_email, is_lead=True)
    MailChoice.objects.create(member=waiting_member, matter=Matter.TRAINING, rhythm=Rhythm.NEVER)
    EnrolmentFactory(session=session, cancelled=True)
    form_data["trainers"] = member_without_email.get_full_name()

    recipients = dict(recipients_shown(as_coordinator.post(edit_url(session), form_data)))

    assert len(recipients) == 10
    assert recipients[str(animator)] == "alerte, courriel qui met son agenda à jour"
    assert recipients[str(waiting_member)] == "alerte ; pas de courriel : n’en veut pas sur ses formations"
    assert recipients[str(member_without_email)] == "alerte ; pas de courriel : pas d’adresse électronique"


def test_preview_matches_the_real_notifications(as_coordinator, session, enrolment, form_data, animator):
    recipients = recipients_shown(as_coordinator.post(edit_url(session), form_data))

    response = confirm_change(as_coordinator, session, form_data)

    assert response.redirect_chain == [(session.get_absolute_url(), 302)]
    session.refresh_from_db()
    assert (session.note, session.half_days.get().date) == ("Clé à la mairie", ordinary_day(9))
    assert recipients == [(str(animator), "alerte, courriel qui met son agenda à jour")]
    assert [notice.member for notice in Notice.objects.all()] == [animator]
    assert [(mail.member, mail.enclosed) for mail in Mail.objects.all()] == [(animator, "invitation.ics")]


def test_second_click_notifies_nobody_again(as_coordinator, session, enrolment, form_data, messages_of):
    preview_response = as_coordinator.post(edit_url(session), form_data)
    for _ in range(2):
        response = as_coordinator.post(
            edit_url(session), form_data | {"confirmer": preview_response.context["preview"].digest}, follow=True
        )

    assert messages_of(response) == ["Rien n’a changé\u00a0: rien n’est enregistré, aucune alerte ne part."]
    assert (Notice.objects.count(), Mail.objects.count()) == (1, 1)


def test_new_enrolment_meanwhile_shows_the_preview_again(as_coordinator, session, enrolment, form_data):
    preview_response = as_coordinator.post(edit_url(session), form_data)
    EnrolmentFactory(session=session)

    response = as_coordinator.post(
        edit_url(session), form_data | {"confirmer": preview_response.context["preview"].digest}
    )

    assert response.context["has_moved"]
    warning = "ont changé entre-temps"
    assert (preview_response.text.count(warning), response.text.count(warning)) == (0, 1)
    assert len(recipients_shown(response)) == 2
    assert not Notice.objects.exists()


def test_going_back_to_the_form_keeps_the_input(as_coordinator, session, enrolment, form_data):
    preview_response = as_coordinator.post(edit_url(session), form_data)
    posted_data = dict(preview_response.context["posted"])

    form = as_coordinator.post(edit_url(session), posted_data | {"corriger": "1"}).context["form"]

    assert posted_data == {name: str(value) for name, value in form_data.items()}
    assert form["note"].value() == "Clé à la mairie"
    assert [row["date"].value() for row in form.half_days] == [str(ordinary_day(9))]


def test_change_without_recipient_is_saved_at_once(as_coordinator, session, form_data):
    response = as_coordinator.post(edit_url(session), form_data)

    assert response.url == session.get_absolute_url()
    assert session.half_days.get().date == ordinary_day(9)


def test_refusal_is_shown_instead_of_the_preview(as_coordinator, session, enrolment, form_data, training):
    SessionFactory(training=training, epm=session.epm, dates=[ordinary_day(9)])
    EnrolmentFactory(session=session)

    response = as_coordinator.post(edit_url(session), form_data | {"capacity": 1})

    assert response.context["form"].errors["capacity"] == [
        "2\u00a0personnes ont une place\u00a0: il faut au moins autant de places."
    ]
    assert HalfDay.objects.filter(session=session).get().date == in_days(7)


def test_invalid_delays_are_refused_beside_their_field(as_coordinator, session, form_data):
    form = as_coordinator.post(edit_url(session), form_data | {"reminder_days": "une semaine"}).context["form"]

    assert form.errors["reminder_days"] == [
        "Donnez des nombres de jours séparés par des virgules, 60 au plus\u00a0: «\u00a07, 1\u00a0»."
    ]


# A cancellation


def test_cancellation_lists_recipients_and_channels(as_coordinator, coordinator, session, enrolment, animator):
    waiting_member = EnrolmentFactory(session=session, waiting=True).member
    EnrolmentFactory(session=session, member=coordinator)
    former = EnrolmentFactory(session=session).member
    former.positions.update(end=in_days(-1))

    recipients = dict(recipients_shown(as_coordinator.get(cancel_url(session))))

    assert recipients == {
        str(animator): "alerte, courriel qui libère son agenda",
        str(waiting_member): "alerte, courriel",
        str(former): "alerte ; pas de courriel : n’est plus dans le réseau",
    }
    assert not Notice.objects.exists()


def test_pages_have_a_constant_query_count(as_coordinator, session, form_data, django_assert_max_num_queries):
    EnrolmentFactory(session=session)
    with django_assert_max_num_queries(12):
        as_coordinator.get(cancel_url(session))
    EnrolmentFactory.create_batch(3, session=session)
    with django_assert_max_num_queries(12):
        as_coordinator.get(cancel_url(session))
