"""Temporary tables that the copies read: names of people, steps of pages' paths, whose turn it is."""

import random
from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import F
from wagtail.models import Page

from accueil.declic.tickets.models.ticket import Ticket
from extranet.demo.content import read_file
from extranet.demo.growth.copied_rows import COPIES_OF_A_DEPARTMENT, CopiedRows
from extranet.demo.growth.row_copies import table_of_part
from extranet.public.pages.models.news import NewsIndexPage
from formation.offer.catalogue.models.catalogue import CataloguePage
from reseau.documents.papers.code_letters import LENGTH, letters_of
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from ressources.library.models import LibraryPage

TOGETHER = 300
PATH_SIGNS, PATH_STEP = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 4


def fill_table(name: str, columns: str, rows: Iterable[tuple]) -> None:
    """Create the temporary table `name` of typed `columns`, the first of which are its key until a « | »."""
    key, _, others = columns.partition("|")
    names = ", ".join(column.split()[0] for column in key.split(","))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({key}, {others}, PRIMARY KEY ({names}))")
        values, together = [], []
        for row in rows:
            together.append(f"({', '.join(['%s'] * len(row))})")
            values += row
            if len(together) == TOGETHER:
                cursor.execute(f"INSERT INTO {name} VALUES {', '.join(together)}", values)
                values, together = [], []
        if together:
            cursor.execute(f"INSERT INTO {name} VALUES {', '.join(together)}", values)


def fill_copies(scale: int) -> None:
    """For each herd, its copies: `j` the number of the copy, `d` the département, `turn` among its EPM."""
    for herd, of_a_department in COPIES_OF_A_DEPARTMENT.items():
        numbers = range(1, scale * of_a_department)
        rows = ((number, number % scale, number // scale) for number in numbers)
        fill_table(f"demo_copy_{herd}", "j integer|d integer, turn integer", rows)


def fill_names(draw: random.Random) -> int:
    """Shuffle all pairs of first and last names of the demo; return how many there are."""
    people = read_file("people")
    pairs = [(first, last) for first in people["first_names"] for last in people["last_names"]]
    draw.shuffle(pairs)
    rows = ((rank, first, last, fold(f"{last} {first}")) for rank, (first, last) in enumerate(pairs))
    text = "varchar(150)"
    fill_table("demo_name", f"position integer|first_name {text}, last_name {text}, search_name {text}", rows)
    return len(pairs)


def fill_ticket_codes(draw: random.Random, *, count: int) -> None:
    """Draw as many codes of tickets, with their check letter; none is that of a ticket of the demo."""
    given = set(Ticket.objects.values_list("code", flat=True))
    codes: dict[str, None] = {}
    while len(codes) < count:
        code = letters_of(draw.getrandbits(64))
        if code not in given:
            codes[code] = None
    fill_table("demo_code", f"position integer|code varchar({LENGTH})", enumerate(codes))


def fill_pages(copies: int) -> list[Page]:
    """Number the pages that may be copied among their siblings, and write steps of paths; return their parents."""
    parents = list(Page.objects.exact_type(LibraryPage, CataloguePage, NewsIndexPage))
    rows, highest = [], 0
    for parent in parents:
        children = list(parent.get_children().order_by("path").values_list("pk", flat=True))
        first = _rank(parent.get_last_child().path[-PATH_STEP:]) + 1
        rows += [(key, parent.path, first, len(children), rank) for rank, key in enumerate(children)]
        highest = max(highest, first + copies * len(children))
    fill_table("demo_page", "id bigint|parent varchar(255), first integer, siblings integer, position integer", rows)
    fill_table("demo_step", "position integer|step varchar(4)", ((rank, _step(rank)) for rank in range(highest)))
    return parents


def _step(rank: int) -> str:
    signs = ""
    for _ in range(PATH_STEP):
        rank, sign = divmod(rank, len(PATH_SIGNS))
        signs = PATH_SIGNS[sign] + signs
    return signs


def _rank(step: str) -> int:
    return int(step, len(PATH_SIGNS))


def fill_turns() -> None:
    """For each turn, the EPM that stands for an EPM, and the member who stands for a member.

    EPM stand for each other in their territory if as many people work there, so that a copy keeps who reads what.
    """
    staffs: dict[int, list[int]] = defaultdict(list)
    live = Position.objects.filter(epm__isnull=False, end=None).order_by("pk")
    for epm, member in live.values_list("epm_id", "member_id"):
        staffs[epm].append(member)
    groups: dict[tuple, list[int]] = defaultdict(list)
    for epm, territory in EPM.objects.order_by("pk").values_list("pk", F("commune__territory_id")):
        groups[territory, len(staffs[epm])].append(epm)
    turns = range(max(COPIES_OF_A_DEPARTMENT.values()) + 1)
    epms = {
        (epm, turn): group[(rank + turn) % len(group)]
        for group in groups.values()
        for rank, epm in enumerate(group)
        for turn in turns
    }
    members = {
        (member, turn): staffs[stand_in][rank]
        for (epm, turn), stand_in in epms.items()
        for rank, member in enumerate(staffs[epm])
    }
    fill_table("demo_turn_epm", "id bigint, turn integer|target bigint", ((*key, epm) for key, epm in epms.items()))
    fill_table("demo_turn_member", "id bigint, turn integer|target bigint", _with_others(members, turns))


def _with_others(members: dict[tuple[int, int], int], turns: range) -> Iterable[tuple[int, int, int]]:
    """Yield the turns of members; coordinators and who has left stand for themselves."""
    placed = {member for member, _turn in members}
    for key, member in members.items():
        yield (*key, member)
    for member in Member.objects.exclude(pk__in=placed).order_by("pk").values_list("pk", flat=True):
        yield from ((member, turn, member) for turn in turns)


def fill_learner_turns(*, scale: int, stride: int) -> None:
    """A learner is copied with their records: in each turn, it is another learner who stands for them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE demo_turn_member SET target = id + turn * %s"
            " WHERE id IN (SELECT member_id FROM b2i_learner WHERE member_id IS NOT NULL)",
            [scale * stride],
        )


def temporary_tables(plan: list[CopiedRows]) -> list[str]:
    """Return the names of all temporary tables, those of parts included."""
    parts = [table_of_part(rows) for rows in plan if rows.where]
    copies = [f"demo_copy_{herd}" for herd in COPIES_OF_A_DEPARTMENT]
    return [*parts, *copies, "demo_name", "demo_code", "demo_page", "demo_step", "demo_turn_epm", "demo_turn_member"]
