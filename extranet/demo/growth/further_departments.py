"""Make the demo as large as several départements: copy what the builders made for the first one.

The database copies its own rows; Python makes only a few thousand of them. Addresses of notices and what Wagtail's
journal tells stay with the originals, and so do files: a copy shows the file of its original.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Count, Max
from wagtail.models import Page

from accueil.declic.tickets.models.ticket import Ticket
from b2i.people.learners.models.learner import Learner
from extranet.demo.growth.copied_drafts import rewrite_drafts
from extranet.demo.growth.copied_rows import COPIED, COPIES_OF_A_DEPARTMENT
from extranet.demo.growth.row_copies import RowCopies, model_of, root_table
from extranet.demo.growth.temporary_tables import (
    fill_copies,
    fill_learner_turns,
    fill_names,
    fill_pages,
    fill_ticket_codes,
    fill_turns,
    temporary_tables,
)
from forums.threads.topics.models import Topic
from questionnaires.answers.models import random_key
from reseau.people.members.models.member import Member

SEED = 46
CACHE_KB = 1_000_000
# A hundred times this and a random key of 62 bits are a number of 63 bits.
RANDOM_STRIDE = 2**55 + 1
PATH = (
    "(SELECT p.parent || t.step FROM demo_page p"
    " JOIN demo_step t ON t.position = p.first + (c.j - 1) * p.siblings + p.position WHERE p.id = s.id)"
)


def add_departments(*, scale: int, tell: Callable[[str], None]) -> None:
    """Copy the only département of the site `scale` − 1 times. Call `tell` with the label of each part as it begins."""
    with _much_memory(), connection.constraint_checks_disabled(), transaction.atomic():
        _copy(scale=scale, tell=tell)
        connection.check_constraints()


@contextmanager
def _much_memory() -> Iterator[None]:
    """Let SQLite keep the pages of indexes that rows come into in any order, rather than write them again and again."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        former = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {former}")


def _copy(*, scale: int, tell: Callable[[str], None]) -> None:
    strides = {root_table(model_of(rows)): highest_key(model_of(rows)) for rows in COPIED}
    fill_copies(scale)
    fill_turns()
    fill_learner_turns(scale=scale, stride=strides[Member._meta.db_table])
    pages = fill_pages(scale * max(COPIES_OF_A_DEPARTMENT.values()))
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw is the point
    names = fill_names(draw)
    fill_ticket_codes(draw, count=scale * (strides[Ticket._meta.db_table] + 1))
    values = texts(strides) | {"names": names, "scale": scale}
    copies = RowCopies(plan=COPIED, strides=strides, values=values)
    with connection.cursor() as cursor:
        for rows in COPIED:
            if rows.where:
                cursor.execute(copies.part_statement(rows))
        for rows in COPIED:
            tell(f"{model_of(rows)._meta.verbose_name_plural} × {scale * COPIES_OF_A_DEPARTMENT[rows.herd]}")
            cursor.execute(copies.statement(rows))
        count_children(pages)
        for statement in connection.ops.sequence_reset_sql(no_style(), [model_of(rows) for rows in COPIED]):
            cursor.execute(statement)
    rewrite_drafts(limit=strides[Page._meta.db_table])
    with connection.cursor() as cursor:
        for table in temporary_tables(COPIED):
            cursor.execute(f"DROP TABLE {table}")
        if connection.vendor == "postgresql":
            # Its plans rest on counts of rows, which it takes by itself some minutes later.
            cursor.execute("ANALYZE")


def highest_key(model: type[models.Model]) -> int:
    """Return the highest key of the table, 0 if keys are not numbers.

    Keys drawn at random leave no room after the highest: those of copies stand at a fixed distance.
    """
    while model._meta.pk.remote_field:
        model = model._meta.pk.remote_field.model
    if model._meta.pk.default is random_key:
        return RANDOM_STRIDE
    if not isinstance(model._meta.pk, models.AutoField):
        return 0
    return model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0


def texts(strides: dict[str, int]) -> dict[str, str | int]:
    """Return what the texts of copied rows may name: SQL, or a number."""
    page, member, topic = (strides[model._meta.db_table] for model in (Page, Member, Topic))
    key = "CAST(substr(s.subject, {start}) AS integer) + c.j * {stride}"
    subjects = {"topic:": topic, "sheet:": page, "member:": member}
    cases = " ".join(
        f"WHEN s.subject LIKE '{prefix}%' THEN '{prefix}' || ({key.format(start=len(prefix) + 1, stride=stride)})"
        for prefix, stride in subjects.items()
    )
    return {
        "path": PATH,
        "subject": f"CASE {cases} ELSE s.subject END",
        "object_id": f"CAST(CAST(s.object_id AS integer) + c.j * {page} AS varchar(255))",
        "learners": Learner.everyone.count(),
    }


def count_children(parents: list[Page]) -> None:
    """Write how many children the parents of copied pages have."""
    for parent in parents:
        children = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        Page.objects.filter(pk=parent.pk).update(numchild=children.aggregate(total=Count("pk"))["total"])
