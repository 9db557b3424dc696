"""Note acts in the journal, send each line off the database, mend what was not sent, forget what is past its term."""

import datetime
import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.enums import Act
from audit.line_text import line_to_text
from audit.log_files import lines_of, log_files
from audit.models import KEPT, AuditLine

# Kept by the settings of production: on the output of the service and in the files of `audit.log_files`.
logger = logging.getLogger("audit")

# Old enough to have been sent: a line leaves when its transaction is committed.
SENT_BY_NOW = datetime.timedelta(minutes=5)


def note_act(*, act: Act, row: int | None, by: int | None = None) -> None:
    """Note one act in the transaction of the caller. `by`: the key of an account, or None for a command or a job."""
    note_acts(act=act, rows=[row], by=by)


def note_acts(*, act: Act, rows: Iterable[int | None], by: int | None = None) -> None:
    """Note the same act on several rows: one query. The lines leave the database as soon as they are committed."""
    lines = AuditLine.objects.bulk_create([AuditLine(act=act, row=row, by=by) for row in rows])
    transaction.on_commit(lambda: send_lines(lines=lines))


def send_lines(*, lines: Iterable[AuditLine]) -> None:
    """Write lines to the log: the output of the service, and the file of their month."""
    for line in lines:
        logger.info(line_to_text(line))


def write_missing_lines() -> int:
    """Send the lines that the files of this machine lack; return their number. A periodic job of each machine.

    A process was killed between the commit and the file, a disk was full, another machine noted the act, or a
    restoration brought lines back.
    """
    texts = {line_to_text(line): line for line in AuditLine.objects.filter(at__lt=timezone.now() - SENT_BY_NOW)}
    for path in log_files() if texts else ():
        for text in lines_of(path):
            texts.pop(text, None)
    send_lines(lines=texts.values())
    return len(texts)


def forget_old_lines() -> int:
    """Delete the lines past their term, from the table and from the files of this machine; return their number."""
    oldest = (timezone.now() - KEPT).strftime("%Y-%m")
    for path in log_files():
        if path.stem < oldest:
            path.unlink()
    return AuditLine.objects.delete_past_term()
