"""How passwords and card secrets are hashed: Argon2id within 100 ms of CPU, off the path of the other pages.

A hash runs in a thread of low priority, one at a time in each process, and lets the other threads run: thirty people
who log in at once wait for each other, not the others for them (docs/adr/0038-doors.md).
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, wraps

from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher

# Linux schedules each thread by its own niceness: a page that somebody waits for comes before a hash.
STEPS_BACK = 5


@cache
def hashing_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="hashing", initializer=_give_way)


def _give_way() -> None:
    os.nice(STEPS_BACK)


# A fork has no thread but its own.
os.register_at_fork(after_in_child=hashing_thread.cache_clear)


def in_turn(verb: Callable) -> Callable:
    """Run `verb` in the hashing thread of the process, after those that came before. Decorator."""

    @wraps(verb)
    def run(*args, **kwargs):
        return hashing_thread().submit(verb, *args, **kwargs).result()

    return run


class Argon2InTurn(Argon2PasswordHasher):
    """46 MiB and two passes: 70 ms of CPU, twice the work that OWASP asks for. One lane, since one core is enough."""

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1

    encode = in_turn(Argon2PasswordHasher.encode)
    verify = in_turn(Argon2PasswordHasher.verify)


class FormerPBKDF2InTurn(PBKDF2PasswordHasher):
    """Passwords chosen before Argon2: each is hashed anew when its owner logs in."""

    encode = in_turn(PBKDF2PasswordHasher.encode)  # `verify` calls it
