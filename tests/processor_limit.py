"""The limit of the processor as a judge: what a hostile text costs is counted in computed seconds, not by a clock."""

import os
import resource
import warnings
from collections.abc import Callable

# An ordinary page takes a tenth of one; what a text of a known kind repeats without end would take minutes.
SECONDS = 5


def ends_within(work: Callable[[], object], *, seconds: int = SECONDS) -> bool:
    """Whether `work` ends in a process of its own that may compute so long. It may refuse its text (ValueError)."""
    with warnings.catch_warnings():
        # The copy runs one function, and takes no lock of another thread.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1] == 0
