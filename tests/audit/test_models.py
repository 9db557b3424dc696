"""The journal is only added to, whoever asks: code, the ORM, SQL by hand."""

import pytest
from django.db import DatabaseError, connection, models, transaction

from audit.append_only import HistoryError
from audit.enums import Act
from audit.models import AuditLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(db):
    return AuditLine.objects.create(act=Act.POSITION_CLOSED, row=57, by=5)


def test_line_says_what_was_done_to_which_row(line):
    assert str(line) == "poste fermé n°\u00a057"


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.save(),
        lambda line: line.delete(),
        lambda line: AuditLine.objects.all().delete(),
        lambda line: AuditLine.objects.update(row=1),
    ],
)
def test_code_neither_changes_nor_deletes_a_line(line, change):
    with pytest.raises(HistoryError):
        change(line)


def test_database_refuses_to_change_a_line(line):
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit SET by = 1")

    assert AuditLine.objects.get().by == 5


def test_line_holds_numbers_alone():
    """No text, no relation: `act` is a word of the closed list."""
    kinds = {type(field) for field in AuditLine._meta.get_fields() if field.name != "act"}
    assert kinds == {models.BigAutoField, models.DateTimeField, models.BigIntegerField}
