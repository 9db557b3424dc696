"""Ticks of a grid: each a line of evidence, written once, taken back the same day, whatever way they come."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from b2i.grids.grid import CellKey, parse_cell_keys
from b2i.grids.services import NOT_IN_THE_GRID, save_offline_ticks, save_page_ticks
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
def send(session, animator):
    """`send(entries, by=…)`: [(state, why)]."""

    def write(*entries, by=animator, now=None) -> list[tuple]:
        answers = save_offline_ticks(session=session, sent=list(entries), by=by, now=now)
        return [(str(answer["state"]), answer.get("why", "")) for answer in answers]

    return write


def entry(cell, *, present: bool = True, age: float = 0) -> dict:
    return {"key": str(uuid.uuid4()), "about": str(cell), "present": present, "age": age}


def standing() -> int:
    return Evidence.objects.standing().count()


def test_tick_is_a_line_of_what_was_seen_that_day(session, cell, animator, skill, record):
    session.date = timezone.localdate() - timedelta(days=3)
    session.save()
    assert save_page_ticks(session=session, ticked={cell}, noted=set(), by=animator) == {}
    line = Evidence.objects.get()
    assert (line.record, line.skill, line.kind, line.text) == (record, skill, "observed", session.evidence_text)
    assert (line.observed_on, line.observed_by, line.epm, line.group_session) == (
        session.date,
        animator,
        session.epm,
        session,
    )


def test_page_sent_twice_is_written_once(session, cell, animator):
    for _ in range(2):
        save_page_ticks(session=session, ticked={cell}, noted=set(), by=animator)
    assert Evidence.objects.count() == 1


def test_what_a_colleague_ticked_meanwhile_stays(session, record, cell, animator):
    """The page showed nothing as ticked: what is not ticked on it was not unticked."""
    save_page_ticks(session=session, ticked={cell}, noted=set(), by=animator)
    save_page_ticks(session=session, ticked=set(), noted=set(), by=animator)
    assert standing() == 1


def test_tick_is_taken_back_then_given_again(session, cell, animator):
    save_page_ticks(session=session, ticked={cell}, noted=set(), by=animator)
    save_page_ticks(session=session, ticked=set(), noted={cell}, by=animator)
    assert (standing(), Evidence.objects.count(), Retraction.objects.count()) == (0, 1, 1)
    save_page_ticks(session=session, ticked={cell}, noted=set(), by=animator)
    assert (standing(), Evidence.objects.count()) == (1, 2)


def test_tick_of_yesterday_is_not_taken_back(session, cell, animator):
    yesterday = timezone.now() - timedelta(days=1)
    save_offline_ticks(session=session, sent=[entry(cell)], by=animator, now=yesterday)
    refused = save_page_ticks(session=session, ticked=set(), noted={cell}, by=animator)
    assert ([why[:35] for why in refused.values()], standing()) == (["Une ligne se retire le jour où elle"], 1)


def test_queue_sent_twice_is_written_once(send, cell):
    queue = [entry(cell)]
    assert (send(*queue), send(*queue)) == ([("written", "")], [("already", "")])
    assert Evidence.objects.count() == 1


def test_old_tick_that_comes_again_after_it_was_taken_back_is_not_written_anew(send, cell):
    tick, untick = entry(cell, age=60), entry(cell, present=False, age=30)
    assert send(tick) == [("written", "")]
    assert send(untick) == [("written", "")]
    assert (send(tick), send(untick)) == ([("already", "")], [("already", "")])
    assert standing() == 0


def test_last_of_several_ticks_of_a_box_tells(send, cell):
    assert send(entry(cell, age=9), entry(cell, present=False, age=8)) == [("already", ""), ("already", "")]
    assert Evidence.objects.count() == 0


def test_tick_without_network_is_of_the_moment_when_it_was_made(send, cell):
    send(entry(cell, age=7200))
    assert round((timezone.now() - Evidence.objects.get().created).total_seconds() / 3600) == 2


def test_tick_made_and_taken_back_without_network_the_same_day_is_understood_the_day_after(send, cell):
    """Two queues: one that left in time, one that comes the next morning."""
    evening = timezone.now().replace(hour=14, minute=0)
    assert send(entry(cell), now=evening) == [("written", "")]
    next_morning = evening + timedelta(hours=19)
    assert send(entry(cell, present=False, age=18.5 * 3600), now=next_morning) == [("written", "")]
    assert standing() == 0


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"key": "x", "about": "1-1"}, "Demande incomprise."),
        ({"key": str(uuid.uuid4()), "about": "1"}, "Demande incomprise."),
        ({"key": str(uuid.uuid4()), "about": "1-٣"}, "Demande incomprise."),
        ({"key": str(uuid.uuid4()), "about": "0-0"}, NOT_IN_THE_GRID),
        ({"key": str(uuid.uuid4()), "about": "0-" + "9" * 30}, "Demande incomprise."),
    ],
)
def test_what_is_not_understood_is_refused_and_the_rest_is_written(send, cell, item, why):
    assert send(item, entry(cell)) == [("refused", why), ("written", "")]


def test_learner_whom_one_does_not_follow_any_more_is_not_ticked(send, cell, record, other_epm):
    record.learner.epm = other_epm
    record.learner.save()
    assert send(entry(cell)) == [("refused", NOT_IN_THE_GRID)]
    assert Evidence.objects.count() == 0


def test_who_is_not_in_the_grid_is_not_ticked(send, record, skill, other_record, epm):
    absent = RecordFactory(learner__epm=epm, framework=record.framework)
    cells = [
        CellKey(absent.learner_id, skill.pk),
        CellKey(other_record.learner_id, skill.pk),
        CellKey(record.learner_id, skill_of(record, "D1.1").pk),
    ]
    assert send(*map(entry, cells)) == [("refused", NOT_IN_THE_GRID)] * 3


def test_cells_are_read_among_the_fields_of_a_form():
    assert parse_cell_keys(["12-3", "noted", "csrfmiddlewaretoken", "12-", "-3", "1-2-3"]) == {CellKey(12, 3)}


def test_batch_of_ticks_reads_little(session, epm, animator, record, skill, django_assert_max_num_queries):
    others = [RecordFactory(learner__epm=epm, framework=record.framework) for _ in range(19)]
    session.learners.add(*[other.learner for other in others])
    sent = [entry(CellKey(other.learner_id, skill.pk)) for other in others]
    with django_assert_max_num_queries(30):
        save_offline_ticks(session=session, sent=sent, by=animator)
    assert Evidence.objects.count() == 19
