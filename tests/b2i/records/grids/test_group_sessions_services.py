"""Tests of group sessions: creation, and changes that lose no tick."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from b2i.people.learners.models.learner import Learner
from b2i.records.grids.grid import CellKey
from b2i.records.grids.models import GroupSession
from b2i.records.grids.services import change_group_session, open_group_session, save_page_ticks
from tests.factories.b2i import RetractedEvidenceFactory, skill_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(record, skill, epm, animator):
    return open_group_session(
        epm=epm,
        date=timezone.localdate(),
        title="Ranger ses photos",
        skills=[skill],
        learners=[record.learner],
        led_by=animator,
    )


def test_session_has_learners_and_skills(session, record, skill):
    assert (list(session.learners.all()), list(session.skills.all())) == ([record.learner], [skill])
    assert (str(session), session.evidence_text) == (
        "Ranger ses photos",
        "Travaillé\u00a0: Ranger ses photos",
    )


def test_session_without_title_is_refused(record, skill, epm, animator):
    with pytest.raises(ValidationError):
        open_group_session(
            epm=epm, date=timezone.localdate(), title="", skills=[skill], learners=[record.learner], led_by=animator
        )
    assert GroupSession.objects.count() == 0


def test_unticked_learners_and_skills_can_be_removed(session, record):
    other_skill = skill_of(record, "D1.1")
    change_group_session(session=session, title="Trier", sentence="A trié", skills=[other_skill], learners=[])
    session.refresh_from_db()
    assert (session.title, session.evidence_text, list(session.skills.all())) == ("Trier", "A trié", [other_skill])
    assert list(session.learners.all()) == []


def test_learner_and_skill_whose_tick_was_retracted_can_be_removed(session, record, skill):
    RetractedEvidenceFactory(record=record, skill=skill, group_session=session)
    other_skill = skill_of(record, "D1.1")

    change_group_session(session=session, title="Trier", sentence="", skills=[other_skill], learners=[])

    assert (list(session.skills.all()), list(session.learners.all())) == ([other_skill], [])


def test_ticked_learner_and_skill_stay(session, record, skill, animator):
    save_page_ticks(
        session=session, ticked_cells={CellKey(record.learner_id, skill.pk)}, initial_cells=set(), by=animator
    )
    other_skill = skill_of(record, "D1.1")
    change_group_session(session=session, title="Trier", sentence="", skills=[other_skill], learners=[])
    assert set(session.skills.all()) == {skill, other_skill}
    assert list(session.learners.all()) == [record.learner]


def test_session_is_visible_to_its_epm_only(session, animator, colleague, stranger, coordinator, territorial, record):
    counts = {person: GroupSession.objects.visible_to(person).count() for person in (animator, colleague)}
    outsiders = [stranger, coordinator, territorial, record.learner.member]
    assert list(counts.values()) == [1, 1]
    assert [GroupSession.objects.visible_to(person).count() for person in outsiders] == [0, 0, 0, 0]


def test_counts_include_learners_and_standing_ticks(session, record, skill, animator):
    cell = CellKey(record.learner_id, skill.pk)
    save_page_ticks(session=session, ticked_cells={cell}, initial_cells=set(), by=animator)
    session_with_counts = GroupSession.objects.with_counts().get()
    assert (session_with_counts.learner_count, session_with_counts.tick_count) == (1, 1)
    save_page_ticks(session=session, ticked_cells=set(), initial_cells={cell}, by=animator)
    assert GroupSession.objects.with_counts().get().tick_count == 0


def test_erased_learner_leaves_session(session, record, skill, animator):
    save_page_ticks(
        session=session, ticked_cells={CellKey(record.learner_id, skill.pk)}, initial_cells=set(), by=animator
    )
    record.learner.member.delete()
    assert (GroupSession.objects.count(), Learner.objects.count()) == (1, 0)
