"""Every limit of tries holds over parallel processes and after a restart, without configuration."""

import ast
import importlib
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from allauth.account import app_settings
from allauth.core.internal.ratelimit import parse_rates

from tests.test_architecture import ROOT, app_modules, at, tree

PROCESSES = 4
STARTING_SECONDS = 4
CHOICES_OF_OPERATORS = ("EXTRANET_", "DJANGO_", "CACHE_", "DATABASE_")


def site_limits() -> dict[str, int]:
    """Return « app action rate » → tries allowed, for each call of `ratelimit.consume` in the site's code."""
    limits = {}
    for path in app_modules():
        for call in ast.walk(tree(path)):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("ratelimit.consume"):
                limits |= limits_of_call(path, call)
    return limits


def limits_of_call(path: Path, call: ast.Call) -> dict[str, int]:
    names = vars(importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)))
    words = {word.arg: ast.unparse(word.value) for word in call.keywords}
    app, action, config = (eval(words[name], dict(names)) for name in ("app", "action", "config"))  # noqa: S307 - our own code
    assert action in config, f"{at(path, call)} counts {action!r}, for which it has no limit"
    return limits_of(app, action, config[action])


def limits_of(app: str, action: str, rates: str | None) -> dict[str, int]:
    """Return the limits of an action, an hour long at least: none ends while the processes start."""
    return {
        f"{app} {action} {rate.amount}/{max(rate.duration, 3600):.0f}s/{rate.per}": rate.amount
        for rate in parse_rates(rates)
    }


def allauth_limits() -> dict[str, int]:
    limits = {}
    for action, rates in app_settings.RATE_LIMITS.items():
        limits |= limits_of("allauth.account", action, rates)
    return limits


def try_in_processes(var: Path, tries: dict[str, int], *, processes: int) -> dict[str, int]:
    """Return how many tries the processes were allowed, all together."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(CHOICES_OF_OPERATORS)}
    environment |= {"DJANGO_SETTINGS_MODULE": "extranet.settings.local", "EXTRANET_VAR": str(var)}
    order = json.dumps({"start": time.time() + STARTING_SECONDS, "tries": tries})

    def run(_rank: int) -> dict[str, int]:
        answer = subprocess.run(
            [sys.executable, "-m", "tests.limit_tries"],
            cwd=ROOT,
            env=environment,
            input=order,
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    with ThreadPoolExecutor(processes) as pool:
        counts = list(pool.map(run, range(processes)))
    return {name: sum(count[name] for count in counts) for name in tries}


def test_limits_of_cards_contact_and_checks_are_found():
    names = {" ".join(name.split()[:2]) for name in site_limits()}
    assert {"b2i card_login", "extranet contact", "extranet contact_mailbox", "extranet proof"} <= names


@pytest.mark.night("starts six processes, twice")
def test_each_limit_holds_over_processes_and_their_restart(tmp_path):
    limits = site_limits() | allauth_limits()
    tries = {name: amount // 2 + 2 for name, amount in limits.items()}
    assert try_in_processes(tmp_path, tries, processes=PROCESSES) == limits
    assert try_in_processes(tmp_path, dict.fromkeys(limits, 1), processes=1) == dict.fromkeys(limits, 0)
