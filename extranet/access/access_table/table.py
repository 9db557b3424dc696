"""The page `docs/acces.md`: who may use each address of a learner, and who opens each address without an argument."""

from collections.abc import Iterable, Iterator

from extranet.access.access_table.addresses import OF_A_LEARNER, addresses_of_a_learner, addresses_of_roles
from extranet.access.access_table.people import (
    ACCREDITED,
    AROUND_A_LEARNER,
    COORDINATOR,
    KEEPS,
    LEARNER,
    REFERENT,
    TERRITORIAL,
    VISITOR,
    Cast,
    cast_for_a_table,
)

INTRODUCTION = f"""# Who may do what

`manage.py access_table --write` makes this page from the views themselves: the predicates that guard them
(`reseau.permissions.required`) and the lookups that find a learner for them (`b2i.people.learners.learner_lookup`,
`b2i.records.record_lookup`), asked for people of every kind. Nothing here is typed.
`tests/extranet/access/access_table/` compares the page with what the command prints, and opens each of these addresses
by GET and POST as everybody.

## One learner, everybody around them

Addresses under `/{OF_A_LEARNER}`. An animator of the EPM that **keeps the record**; of one that **follows by
consent**; of one whose **consent ended**; of **another EPM**; the animator of the territory; the coordination; the
learner; a visitor. Learners act on their own record under `/b2i/mon-livret/`, below. Who may not, reads a 404.
"""
PUT_ASIDE = """
## The same, while the record is put aside

At the learner’s request: only they read it. Addresses that are not in this table answer 404 to everybody.
"""
ROLES = """
## Addresses without an argument, by role

How far a role comes; what the page then shows goes through `visible_to(user)`. Addresses that name an object (a
sheet, a session) are answered by the predicates of its concept (`permissions.py`), held by the tests of its views.
"""
ROLE_LABELS = {
    VISITOR: "visitor",
    LEARNER: "learner",
    KEEPS: "animator",
    ACCREDITED: ACCREDITED,
    REFERENT: REFERENT,
    TERRITORIAL: TERRITORIAL,
    COORDINATOR: COORDINATOR,
}
YES, NO = "yes", "–"


def access_page() -> str:
    """Return the page in Markdown. It writes nothing in the database."""
    with cast_for_a_table() as cast:
        learner_rows = list(_learner_rows(cast))
        role_rows = [
            (f"`/{address.path}`", *(address.admits(cast.people[label]) for label in ROLE_LABELS))
            for address in addresses_of_roles()
        ]
        cast.put_record_aside()
        aside_rows = [row for row in _learner_rows(cast) if any(row[1:])]
    return "".join(
        [
            INTRODUCTION,
            _table([f"`{OF_A_LEARNER}`…", *AROUND_A_LEARNER], learner_rows),
            PUT_ASIDE,
            _table([f"`{OF_A_LEARNER}`…", *AROUND_A_LEARNER], aside_rows),
            ROLES,
            _table(["address", *ROLE_LABELS.values()], role_rows),
        ]
    )


def _learner_rows(cast: Cast) -> Iterator[tuple]:
    for address in addresses_of_a_learner():
        own_part = address.path.removeprefix(OF_A_LEARNER) or "(the record)"
        yield f"`{own_part}`", *(address.finds(cast.learner, cast.people[label]) for label in AROUND_A_LEARNER)


def _table(head: Iterable[str], rows: Iterable[tuple]) -> str:
    head = list(head)
    lines = [head, ["---", *[":-:"] * (len(head) - 1)], *([row[0], *map(_word, row[1:])] for row in rows)]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _word(may: bool) -> str:
    return YES if may else NO
