"""Tries counted by a process of its own, with the site's settings: `python -m tests.limit_tries` (see `test_limits`).

Reads {"start": seconds since the epoch, "tries": {"app action rate": number of tries}} on standard input; prints how
many tries of each were allowed.
"""

import json
import sys
import time
from types import SimpleNamespace

import django


def main() -> None:
    django.setup()
    from allauth.core.internal import ratelimit  # noqa: PLC0415 - after the settings
    from django.test import RequestFactory  # noqa: PLC0415 - after the settings

    order = json.load(sys.stdin)
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    time.sleep(max(0, order["start"] - time.time()))
    allowed = {}
    for name, tries in order["tries"].items():
        app, action, rate = name.split()
        options = {"app": app, "action": action, "config": {action: rate}}
        options |= {"key": "somebody@example.org", "user": SimpleNamespace(pk=1)}
        usages = [ratelimit.consume(request, **options) for _ in range(tries)]
        allowed[name] = sum(usage is not None for usage in usages)
    sys.stdout.write(json.dumps(allowed))


if __name__ == "__main__":
    main()
