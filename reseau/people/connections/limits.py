"""How long a connection stays open while nobody uses it, and how long at most."""

from datetime import timedelta

CARD_BACKEND = "b2i.backends.CardBackend"

# RGAA 13.1: what cannot be put off lasts twenty hours at least; what is shorter is put off by a word or a key.
# Without a sign of the person: with a card; with an account; with an account on a computer of the room.
CARD_IDLE = timedelta(minutes=20)
MEMBER_IDLE = timedelta(hours=2)
SHARED_IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=20)
# The row of a connection is written at most this often, so that a page writes nothing in most cases. The site waits as
# much longer than the limit: a person is never cut off before it.
WRITE_EVERY = timedelta(minutes=1)


def idle_limit(*, by_card: bool, on_registered_computer: bool) -> timedelta:
    """Return the time without a sign of the person after which a connection closes."""
    if by_card:
        return CARD_IDLE
    return SHARED_IDLE if on_registered_computer else MEMBER_IDLE
