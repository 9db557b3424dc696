"""Sessions proposed by the animator of a territory, to the coordination."""

import pytest

from alertes.channels.notices.models import Notice
from formation.offer.needs.models import Wish
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from formation.year.session_changes.proposals import NOT_THERE
from tests.factories.formation import in_days

NEW = "/formation/sessions/nouvelle/"


@pytest.fixture
def form_data(training, epm):
    """A session of one half-day at Gramat, as a browser sends it."""
    place = {"place_kind": "epm", "epm": epm.pk, "capacity": 6}
    row = {"date": in_days(30).isoformat(), "part": "morning", "start": "", "end": ""}
    rows = {f"demi-0-{name}": value for name, value in row.items()}
    return {"training": training.pk, "brouillon": "1", "demi-TOTAL_FORMS": 1, "demi-INITIAL_FORMS": 0} | place | rows


def test_proposal_is_a_draft_that_the_coordination_is_told_of(client_of, form_data, territorial, coordinator):
    response = client_of(territorial).post(NEW, form_data)

    session = Session.objects.get()
    assert response.url == session.get_absolute_url()
    assert (session.status, session.created_by) == (SessionStatus.DRAFT, territorial)
    notice = Notice.objects.get(key=f"session:{session.pk}:proposed")
    assert (notice.member, notice.text) == (
        coordinator,
        f"{territorial} propose une session\u00a0: {session.training.title}",
    )


def test_no_field_of_the_form_opens_a_session(client_of, form_data, territorial):
    del form_data["brouillon"]
    client_of(territorial).post(NEW, form_data | {"anyway": "Personne d’autre"})
    assert Session.objects.get().status == SessionStatus.DRAFT


def test_proposal_is_seen_by_whoever_made_it_and_by_the_coordination(
    client_of, form_data, territorial, other_territorial, coordinator, animator
):
    client_of(territorial).post(NEW, form_data)
    session = Session.objects.get()
    statuses = [
        client_of(member).get(session.get_absolute_url()).status_code
        for member in (territorial, coordinator, other_territorial, animator)
    ]
    assert statuses == [200, 200, 404, 404]
    assert "Proposée par vous" in client_of(territorial).get(session.get_absolute_url()).text


def test_place_of_another_territory_is_refused(client_of, form_data, territorial, other_epm):
    response = client_of(territorial).post(NEW, form_data | {"epm": other_epm.pk})
    assert response.context["form"].errors["epm"] == [NOT_THERE]
    elsewhere = {"place_kind": "elsewhere", "elsewhere": "Mairie, place du Bourg", "commune": other_epm.commune.name}
    response = client_of(territorial).post(NEW, form_data | elsewhere)
    assert response.context["form"].errors["commune"] == [NOT_THERE]
    assert not Session.objects.exists()


def test_remote_session_may_be_proposed(client_of, form_data, territorial):
    link = {"place_kind": "remote", "link": "https://visio.example.org/salle"}
    client_of(territorial).post(NEW, form_data | link)
    assert Session.objects.get().is_remote


def test_form_says_whether_one_opens_or_proposes(client_of, territorial, coordinator, animator, site_tree):
    assert client_of(territorial).get(NEW).text.count("Proposer la session") == 1
    assert client_of(coordinator).get(NEW).text.count("Proposer la session") == 0
    assert client_of(animator).get(NEW).status_code == 404


def test_need_leads_to_the_form(client_of, site_tree, territorial, animator, training):
    wish = Wish.objects.create(training=training)
    url = f"{NEW}?formation={training.pk}&amp;besoin={wish.pk}"
    assert client_of(territorial).get(wish.get_absolute_url()).text.count(url) == 1
    assert client_of(animator).get(wish.get_absolute_url()).text.count(url) == 0


def test_whoever_proposed_may_not_announce(client_of, form_data, territorial, coordinator):
    client_of(territorial).post(NEW, form_data)
    session = Session.objects.get()
    announce = f"/formation/sessions/{session.pk}/annonce/"
    assert client_of(territorial).post(announce).status_code == 404
    client_of(coordinator).post(announce, {"anyway": "Personne d’autre ce jour-là"})
    session.refresh_from_db()
    assert session.status == SessionStatus.OPEN
    assert list(session.half_days.values_list("date", flat=True)) == [in_days(30)]
