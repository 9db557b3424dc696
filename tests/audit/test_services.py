"""Acts are noted with what they do, leave the database at once, and are forgotten after their term."""

import os
import stat
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from audit.enums import Act
from audit.line_text import line_to_text
from audit.log_files import lines_of, log_files, log_folder
from audit.models import KEPT, AuditLine
from audit.services import SENT_BY_NOW, forget_old_lines, note_act, note_acts, write_missing_lines

pytestmark = pytest.mark.django_db


def written() -> list[str]:
    return [text for path in log_files() for text in lines_of(path)]


def texts() -> list[str]:
    return [line_to_text(line) for line in AuditLine.objects.all()]


def add_line(*, age: timedelta, act: Act = Act.POSITION_CLOSED) -> str:
    """Add a line that no file has; return its text."""
    return line_to_text(AuditLine.objects.create(act=act, row=1, by=2, at=timezone.now() - age))


def test_act_leaves_the_database_once_it_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        note_act(act=Act.LEARNER_ERASED, row=12, by=5)
        assert (len(texts()), written()) == (1, [])

    assert written() == texts()


@transaction.atomic
def fail_after_an_act() -> None:
    note_act(act=Act.LEARNER_ERASED, row=12, by=5)
    raise ZeroDivisionError


def test_act_of_a_transaction_that_fails_leaves_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        fail_after_an_act()

    assert texts() == written() == []


@pytest.mark.parametrize("count", [1, 3])
def test_same_act_on_several_rows_is_one_query(django_assert_num_queries, django_capture_on_commit_callbacks, count):
    with django_capture_on_commit_callbacks(execute=True), django_assert_num_queries(1):
        note_acts(act=Act.ARCHIVED_IDENTITY_READ, rows=range(count), by=5)

    assert (len(written()), written()) == (count, texts())


def test_files_are_those_of_the_month_and_readable_by_their_owner_alone(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        note_act(act=Act.LEARNER_ERASED, row=12)

    (path,) = log_files()
    assert path.name == f"{AuditLine.objects.get().at:%Y-%m}.log"
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path, log_folder())] == [0o600, 0o700]


def test_full_disk_undoes_no_act_and_leaves_no_half_line(django_capture_on_commit_callbacks, monkeypatch, capsys):
    whole = add_line(age=SENT_BY_NOW * 2)
    write_missing_lines()
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:10]))

    with django_capture_on_commit_callbacks(execute=True):
        note_act(act=Act.LEARNER_ERASED, row=12)

    assert (len(texts()), written()) == (2, [whole])
    assert "10 bytes of" in capsys.readouterr().err


def test_lines_that_the_files_lack_are_written_once():
    old, recent = add_line(age=timedelta(days=90)), add_line(age=SENT_BY_NOW * 2)
    # Its transaction has just been committed: it is on its way.
    add_line(age=timedelta(0))

    assert [write_missing_lines(), write_missing_lines()] == [2, 0]
    assert sorted(written()) == sorted([old, recent])


def test_lines_past_their_term_leave_the_table_and_the_files():
    now = timezone.now()
    # A whole month more than the term, so that the file of its month is past it too.
    add_line(age=KEPT + timedelta(days=32))
    kept = [add_line(age=KEPT - timedelta(minutes=1)), add_line(age=timedelta(days=1))]
    write_missing_lines()

    assert forget_old_lines() == 1
    assert texts() == written() == kept
    assert [path.stem for path in log_files()] == sorted({f"{line.at:%Y-%m}" for line in AuditLine.objects.all()})
    assert AuditLine.objects.filter(at__lt=now - KEPT).count() == 0
