"""Separate process: time, size and memory of the dossier of the demo’s sessions, as JSON lines."""

import json
import resource

from bench.papers import one_line
from bench.timing import milliseconds
from formation.proof.dossiers.services import ask_for_dossier, make_dossier
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member

MANY = 20


def main() -> None:
    """Print the figures, with the number of sessions, since the demo has fewer than `MANY`."""
    asker = Member.objects.get(email="coordination@example.org")
    sessions = Session.objects.announced().with_dates().order_by("first_day", "pk")[:MANY]
    dossier = ask_for_dossier(sessions=sessions, by=asker)
    one_line()
    before = peak()
    elapsed = milliseconds(make_dossier, dossier=dossier.pk)
    dossier.refresh_from_db()
    figures = {"sessions": dossier.sessions.count(), "pieces": dossier.done, "ms": elapsed, "bytes": dossier.size}
    print(json.dumps(figures | {"memory": peak() - before}))
    print(json.dumps({"one_line": [milliseconds(one_line) for _ in range(dossier.done)]}))


def peak() -> int:
    """Return the peak memory of this process, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
