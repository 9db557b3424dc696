"""Tests of ticks: each adds one line, retracted the same day, sent with the page or offline."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from b2i.records.grids.grid import CellKey, parse_cell_keys
from b2i.records.grids.services import NOT_IN_THE_GRID, save_offline_ticks, save_page_ticks
from b2i.records.models import Evidence, Retraction
from tests.factories.b2i import GroupSessionFactory, RecordFactory, skill_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(epm, animator, record, skill):
    return GroupSessionFactory(epm=epm, led_by=animator, learners=[record.learner], skills=[skill])


@pytest.fixture
def cell(record, skill):
    return CellKey(record.learner_id, skill.pk)


@pytest.fixture
def send_entries(session, animator):
    """`send_entries(*entries, now=…)` returns [(state, reason)]."""

    def save(*entries, now=None) -> list[tuple]:
        answers = save_offline_ticks(session=session, entries=list(entries), by=animator, now=now)
        return [(str(answer["state"]), answer.get("why", "")) for answer in answers]

    return save


def entry(cell, *, present: bool = True, age: float = 0) -> dict:
    return {"key": str(uuid.uuid4()), "about": str(cell), "present": present, "age": age}


def standing() -> int:
    return Evidence.objects.standing().count()


def test_tick_adds_line_of_session_day(session, cell, animator, skill, record):
    session.date = timezone.localdate() - timedelta(days=3)
    session.save()
    assert save_page_ticks(session=session, ticked_cells={cell}, initial_cells=set(), by=animator) == {}
    line = Evidence.objects.get()
    assert (line.record, line.skill, line.kind, line.text) == (record, skill, "worked_on", session.evidence_text)
    assert not line.is_fact
    assert (line.observed_on, line.observed_by, line.epm, line.group_session) == (
        session.date,
        animator,
        session.epm,
        session,
    )


def test_page_sent_twice_adds_one_line(session, cell, animator):
    for _ in range(2):
        save_page_ticks(session=session, ticked_cells={cell}, initial_cells=set(), by=animator)
    assert Evidence.objects.count() == 1


def test_tick_of_colleague_stays(session, record, cell, animator):
    """The page showed no tick: a cell without a tick was not unticked."""
    save_page_ticks(session=session, ticked_cells={cell}, initial_cells=set(), by=animator)
    save_page_ticks(session=session, ticked_cells=set(), initial_cells=set(), by=animator)
    assert standing() == 1


def test_tick_is_retracted_and_added_again(session, cell, animator):
    save_page_ticks(session=session, ticked_cells={cell}, initial_cells=set(), by=animator)
    save_page_ticks(session=session, ticked_cells=set(), initial_cells={cell}, by=animator)
    assert (standing(), Evidence.objects.count(), Retraction.objects.count()) == (0, 1, 1)
    save_page_ticks(session=session, ticked_cells={cell}, initial_cells=set(), by=animator)
    assert (standing(), Evidence.objects.count()) == (1, 2)


def test_tick_of_yesterday_cannot_be_retracted(session, cell, animator):
    yesterday = timezone.now() - timedelta(days=1)
    save_offline_ticks(session=session, entries=[entry(cell)], by=animator, now=yesterday)
    refusals = save_page_ticks(session=session, ticked_cells=set(), initial_cells={cell}, by=animator)
    assert ([reason[:35] for reason in refusals.values()], standing()) == (["Une ligne se retire le jour où elle"], 1)


def test_queue_sent_twice_adds_one_line(send_entries, cell):
    queue = [entry(cell)]
    assert (send_entries(*queue), send_entries(*queue)) == ([("written", "")], [("already", "")])
    assert Evidence.objects.count() == 1


def test_retracted_tick_sent_again_is_not_added(send_entries, cell):
    tick, untick = entry(cell, age=60), entry(cell, present=False, age=30)
    assert send_entries(tick) == [("written", "")]
    assert send_entries(untick) == [("written", "")]
    assert (send_entries(tick), send_entries(untick)) == ([("already", "")], [("already", "")])
    assert standing() == 0


def test_last_of_several_entries_of_cell_counts(send_entries, cell):
    assert send_entries(entry(cell, age=9), entry(cell, present=False, age=8)) == [("already", ""), ("already", "")]
    assert Evidence.objects.count() == 0


def test_offline_tick_keeps_its_own_time(send_entries, cell):
    send_entries(entry(cell, age=7200))
    assert round((timezone.now() - Evidence.objects.get().created).total_seconds() / 3600) == 2


def test_offline_retraction_of_same_day_is_accepted_next_day(send_entries, cell):
    """Two queues: one sent in time, one sent the next morning."""
    evening = timezone.now().replace(hour=14, minute=0)
    assert send_entries(entry(cell), now=evening) == [("written", "")]
    next_morning = evening + timedelta(hours=19)
    assert send_entries(entry(cell, present=False, age=18.5 * 3600), now=next_morning) == [("written", "")]
    assert standing() == 0


@pytest.mark.parametrize(
    ("malformed_entry", "reason"),
    [
        ({"key": "x", "about": "1-1"}, "Demande incomprise."),
        ({"key": str(uuid.uuid4()), "about": "1"}, "Demande incomprise."),
        ({"key": str(uuid.uuid4()), "about": "1-٣"}, "Demande incomprise."),
        ({"key": str(uuid.uuid4()), "about": "0-0"}, NOT_IN_THE_GRID),
        ({"key": str(uuid.uuid4()), "about": "0-" + "9" * 30}, "Demande incomprise."),
    ],
)
def test_malformed_entry_is_refused_and_others_are_saved(send_entries, cell, malformed_entry, reason):
    assert send_entries(malformed_entry, entry(cell)) == [("refused", reason), ("written", "")]


def test_learner_no_longer_followed_is_not_ticked(send_entries, cell, record, other_epm):
    record.learner.epm = other_epm
    record.learner.save()
    assert send_entries(entry(cell)) == [("refused", NOT_IN_THE_GRID)]
    assert Evidence.objects.count() == 0


def test_cell_outside_grid_is_refused(send_entries, record, skill, other_record, epm):
    record_out_of_grid = RecordFactory(learner__epm=epm, framework=record.framework)
    cells = [
        CellKey(record_out_of_grid.learner_id, skill.pk),
        CellKey(other_record.learner_id, skill.pk),
        CellKey(record.learner_id, skill_of(record, "D1.1").pk),
    ]
    assert send_entries(*map(entry, cells)) == [("refused", NOT_IN_THE_GRID)] * 3


def test_cell_keys_are_read_among_form_fields():
    assert parse_cell_keys(["12-3", "noted", "csrfmiddlewaretoken", "12-", "-3", "1-2-3"]) == {CellKey(12, 3)}


def test_batch_of_ticks_uses_few_queries(session, epm, animator, record, skill, django_assert_max_num_queries):
    other_records = [RecordFactory(learner__epm=epm, framework=record.framework) for _ in range(19)]
    session.learners.add(*[other_record.learner for other_record in other_records])
    entries = [entry(CellKey(other_record.learner_id, skill.pk)) for other_record in other_records]
    with django_assert_max_num_queries(30):
        save_offline_ticks(session=session, entries=entries, by=animator)
    assert Evidence.objects.count() == 19
