"""Keep a connection open while its person is there, and close connections."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from reseau.people.computers.models import Computer
from reseau.people.connections.models import Connection

# A page closes the connection that it saw unused; another page may have been used since.
NEARLY_OVER = 5


def note_presence(*, connection: Connection, computer: Computer | None, at: datetime) -> None:
    """Note that the person was there at `at`, on `computer` if it is registered: the time without them begins again."""
    connection.last_used = max(connection.last_used, min(at, timezone.now()))
    connection.computer = computer
    Connection.objects.filter(pk=connection.pk).update(
        last_used=connection.last_used, computer=computer, expire_date=connection.expiry
    )


def close_unused(*, connection: Connection) -> bool:
    """Close a connection whose time is over, before the row itself refuses; return False if it was used since."""
    if connection.seconds_left > NEARLY_OVER:
        return False
    Connection.objects.filter(pk=connection.pk).update(expire_date=timezone.now())
    return True


@transaction.atomic
def end_connections(*, member: AbstractBaseUser, but: str | None = None, only: str | None = None) -> int:
    """Close the connections of `member`: all, all but one, or one alone, named by its key; return their number."""
    connections = Connection.objects.of(member)
    if only is not None:
        connections = connections.filter(session_key=only)
    if but is not None:
        connections = connections.exclude(session_key=but)
    return connections.delete()[0]
