"""A line of the journal as text: read back as it was, refused when a character changed."""

import datetime

import pytest

from audit.enums import Act
from audit.line_text import line_to_text, text_to_line
from audit.models import AuditLine

MOMENT = datetime.datetime(2026, 12, 2, 11, 15, 0, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
TEXT = "2026-12-02T10:15:00.000001+00:00 learner_erased row=12 by=5 37a17c3d"


@pytest.mark.parametrize(("row", "by"), [(12, 5), (12, None), (None, None)])
def test_line_is_read_back_as_it_was_written(row, by):
    line = AuditLine(at=MOMENT, act=Act.LEARNER_ERASED, row=row, by=by)

    assert text_to_line(line_to_text(line)).fact == line.fact


def test_text_has_the_moment_in_utc_and_numbers_alone():
    assert line_to_text(AuditLine(at=MOMENT, act=Act.LEARNER_ERASED, row=12, by=5)) == TEXT


@pytest.mark.parametrize("place", range(len(TEXT)))
def test_text_with_another_character_or_a_missing_one_is_refused(place):
    for changed in (f"{TEXT[:place]}8{TEXT[place + 1 :]}", TEXT[:place] + TEXT[place + 1 :]):
        if changed != TEXT:
            with pytest.raises(ValueError, match=r"^$"):
                text_to_line(changed)


def test_act_of_a_newer_version_is_refused():
    with pytest.raises(ValueError, match="dreamt"):
        text_to_line(line_to_text(AuditLine(at=MOMENT, act="dreamt", row=1, by=1)))
