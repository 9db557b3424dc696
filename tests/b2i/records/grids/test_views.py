"""Tests of the pages of group sessions, with and without script."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.records.grids.models import GroupSession
from b2i.records.models import Evidence
from reseau.web.offline_entries import owner_key
from tests.factories.b2i import EvidenceFactory, GroupSessionFactory, LearnerFactory, RecordFactory, skill_of
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
LIST, NEW = "/b2i/grille/", "/b2i/grille/nouvelle/"


@pytest.fixture
def session(epm, animator, record, skill):
    return GroupSessionFactory(epm=epm, led_by=animator, learners=[record.learner], skills=[skill])


@pytest.fixture
def cell_name(record, skill) -> str:
    return f"{record.learner_id}-{skill.pk}"


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def post_entries(client, session, member, *entries):
    body = json.dumps({"member": owner_key(member), "entries": list(entries)})
    return client.post(f"{session.get_absolute_url()}entrees/", body, content_type="application/json")


def entry(cell_name: str, *, present: bool = True) -> dict:
    return {"key": str(uuid.uuid4()), "about": cell_name, "present": present, "age": 2}


def test_session_is_created_with_its_learners(client_of, animator, record, skill, epm):
    data = {"date": timezone.localdate(), "title": "Photos", "learners": [record.learner_id], "skills": [skill.pk]}
    response = client_of(animator).post(NEW, data)
    session = GroupSession.objects.get()
    assert response["Location"] == f"/b2i/grille/{session.pk}/"
    assert (session.epm, session.led_by, list(session.learners.all())) == (epm, animator, [record.learner])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"learners": []}, "learners"),
        ({"skills": []}, "skills"),
        ({"date": timezone.localdate() + timedelta(days=1)}, "date"),
        ({"date": timezone.localdate() - timedelta(days=61)}, "date"),
    ],
)
def test_refused_form_keeps_typed_data(client_of, animator, record, skill, change, field):
    data = {"date": timezone.localdate(), "title": "Photos", "learners": [record.learner_id], "skills": [skill.pk]}
    response = client_of(animator).post(NEW, data | {"sentence": "A trié"} | change)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert (response.content.decode().count('value="A trié"'), GroupSession.objects.count()) == (1, 0)


def test_session_is_noted_sixty_days_later_at_the_latest(client_of, animator, record, skill):
    day = timezone.localdate() - timedelta(days=60)
    data = {"date": day, "title": "Photos", "learners": [record.learner_id], "skills": [skill.pk]}
    client_of(animator).post(NEW, data)
    assert GroupSession.objects.get().date == day


def test_learners_of_other_epm_are_not_offered(client_of, animator, record, other_record, skill):
    client = client_of(animator)
    assert client.get(NEW).content.decode().count("Rosalie") == 0
    data = {
        "date": timezone.localdate(),
        "title": "Photos",
        "learners": [other_record.learner_id],
        "skills": [skill.pk],
    }
    assert list(client.post(NEW, data).context["form"].errors) == ["learners"]


def test_member_of_several_epm_chooses_one(client_of, animator, record, skill, other_epm):
    PositionFactory(member=animator, epm=other_epm)
    data = {"date": timezone.localdate(), "title": "Photos", "learners": [record.learner_id], "skills": [skill.pk]}
    client = client_of(animator)
    assert list(client.post(NEW, data).context["form"].errors) == ["epm"]
    client.post(NEW, data | {"epm": other_epm.pk})
    assert GroupSession.objects.get().epm == other_epm


def test_epm_without_record_is_invited_to_open_one(client_of, animator, b2i_adultes):
    assert client_of(animator).get(NEW).content.decode().count("ouvrez-en un d’abord") == 1


def test_grid_cells_are_labelled_by_learner_and_skill(client_of, animator, session, record, skill, cell_name):
    page = client_of(animator).get(session.get_absolute_url()).content.decode()
    assert page.count(f'name="{cell_name}" aria-labelledby="l{record.learner_id} s{skill.pk}"') == 1
    assert [page.count(f'id="{name}"') for name in (f"l{record.learner_id}", f"s{skill.pk}")] == [1, 1]


def test_ticks_are_saved_without_script(client_of, animator, session, cell_name):
    client = client_of(animator)
    ticked_page = client.post(session.get_absolute_url(), {cell_name: "on", "noted": ""}, follow=True)
    assert (ticked_page.content.decode().count("C’est noté dans les livrets."), ticked_page.context["grid"].noted) == (
        1,
        cell_name,
    )
    unticked_page = client.post(session.get_absolute_url(), {"noted": cell_name}, follow=True)
    assert (unticked_page.context["grid"].noted, Evidence.objects.standing().count()) == ("", 0)


def test_refused_tick_is_reported(client_of, animator, session, cell_name, record, skill):
    yesterday = timezone.now() - timedelta(days=1)
    EvidenceFactory(record=record, skill=skill, group_session=session, created=yesterday)
    page = client_of(animator).post(session.get_absolute_url(), {"noted": cell_name}, follow=True).content.decode()
    assert page.count("Une ligne se retire le jour où elle est notée.") == 1
    assert Evidence.objects.standing().count() == 1


def test_entries_are_saved_once(client_of, animator, session, cell_name):
    cell_entry = entry(cell_name)
    first, second = (
        post_entries(client_of(animator), session, animator, cell_entry).json()["entries"][0] for _ in range(2)
    )
    assert (first["state"], second["state"], first["key"]) == ("written", "already", cell_entry["key"])
    assert Evidence.objects.count() == 1


def test_entries_of_other_member_are_refused(client_of, animator, colleague, session, cell_name):
    assert post_entries(client_of(colleague), session, animator, entry(cell_name)).status_code == 409
    assert Evidence.objects.count() == 0


def test_entries_without_csrf_token_are_refused(animator, session, cell_name):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(animator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert post_entries(browser, session, animator, entry(cell_name)).status_code == 403


def test_session_is_changed(client_of, animator, session, record, skill):
    client, other_skill = client_of(animator), skill_of(record, "D1.1")
    path = f"{session.get_absolute_url()}modifier/"
    assert client.get(path).content.decode().count(" checked") == 2
    client.post(path, {"title": "Trier", "learners": [record.learner_id], "skills": [skill.pk, other_skill.pk]})
    session.refresh_from_db()
    assert (session.title, session.skills.count()) == ("Trier", 2)
    assert client.post(path, {"title": ""}).status_code == 422


@pytest.mark.parametrize("person", ["stranger", "territorial", "other_territorial", "coordinator"])
def test_other_members_cannot_see_grid(request, client_of, session, cell_name, person):
    member = request.getfixturevalue(person)
    client, path = client_of(member), session.get_absolute_url()
    assert [client.get(f"{path}{end}").status_code for end in ("", "modifier/")] == [404, 404]
    assert client.post(path, {cell_name: "on"}).status_code == 404
    assert post_entries(client, session, member, entry(cell_name)).status_code == 404
    assert Evidence.objects.count() == 0
    if person == "stranger":
        assert list(client.get(LIST).context["sessions"]) == []
    else:
        assert [client.get(url).status_code for url in (LIST, NEW)] == [404, 404]


def test_learners_and_visitors_cannot_see_grid(client_of, record, session, cell_name):
    client = client_of(record.learner.member)
    assert [client.get(url).status_code for url in (LIST, NEW, session.get_absolute_url())] == [404, 404, 404]
    assert client.post(session.get_absolute_url(), {cell_name: "on"}).status_code == 404
    assert Client().get(session.get_absolute_url()).status_code == 302


def test_learner_no_longer_followed_is_hidden(client_of, animator, session, record, other_epm):
    record.learner.epm = other_epm
    record.learner.save()
    assert client_of(animator).get(session.get_absolute_url()).content.decode().count("Delpech") == 0


def test_grid_query_count_is_same_for_three_and_thirty_learners(client_of, animator, session, record, epm):
    client, path = client_of(animator), session.get_absolute_url()
    session.skills.set(Skill.objects.filter(domain__framework=record.framework))

    def add_learners(count: int) -> None:
        for learner in LearnerFactory.create_batch(count, epm=epm):
            RecordFactory(learner=learner, framework=record.framework)
            session.learners.add(learner)

    add_learners(2)
    with_three = queries(client, path)
    add_learners(27)
    assert queries(client, path) == with_three <= 11  # the last one notes the names that are new that day
    assert client.get(path).content.decode().count('type="checkbox"') == 30 * 5
    assert len(client.get(path).content) < 30_000


def test_grid_of_many_skills_has_parts_in_words(client_of, animator, session, record):
    client, path = client_of(animator), session.get_absolute_url()
    skills = list(Skill.objects.filter(domain__framework=record.framework))
    session.skills.set(skills)
    shown = [client.get(f"{path}{part}/").context["grid"] for part in (1, 2, 3)]
    assert [skill for grid in shown for skill in grid.skills] == skills
    assert [grid.last_part for grid in shown] == [3, 3, 3]
    page = client.get(f"{path}2/").content.decode()
    assert page.count('aria-current="page">Partie 2') == 1
    assert page.count(f">{skills[6].title}</span>") == 1
    assert client.get(f"{path}99/").context["grid"].part == 3


def test_part_saves_its_own_ticks_and_leaves_the_others(client_of, animator, session, record, skill, cell_name):
    session.skills.set(Skill.objects.filter(domain__framework=record.framework))
    EvidenceFactory(record=record, skill=skill, group_session=session)
    other_skill = skill_of(record, "D4.1")
    path = f"{session.get_absolute_url()}3/"
    response = client_of(animator).post(path, {f"{record.learner_id}-{other_skill.pk}": "on", "noted": ""})
    assert response["Location"] == path
    assert {line.skill for line in Evidence.objects.standing()} == {skill, other_skill}


def test_list_query_count_is_same_for_one_and_three_sessions(client_of, animator, session, epm, record, skill):
    client = client_of(animator)
    with_one = queries(client, LIST)
    GroupSessionFactory.create_batch(2, epm=epm, led_by=animator, learners=[record.learner], skills=[skill])
    assert queries(client, LIST) == with_one <= 8
    assert client.get(LIST).content.decode().count("<span>1 personne</span><span>0 coche</span>") == 3


def test_names_are_escaped(client_of, animator, session, record):
    record.learner.member.first_name = "<script>"
    record.learner.member.save()
    GroupSession.objects.update(title="<b>gras</b>")
    page = client_of(animator).get(session.get_absolute_url()).content.decode()
    assert (page.count("<b>gras"), page.count("<script> ")) == (0, 0)
