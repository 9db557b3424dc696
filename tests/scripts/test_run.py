"""`make run`: what keeps the site from opening."""

import json

import pytest

from scripts.run import only_jobs_fail


@pytest.mark.parametrize(
    ("failing", "expected"),
    [
        (["travaux périodiques"], True),
        (["index"], False),
        (["index", "travaux périodiques"], False),
    ],
)
def test_failing_jobs_alone_keep_nobody_out(failing, expected):
    checks = {name: {"ok": name not in failing} for name in ("index", "courriels", "travaux périodiques")}

    assert only_jobs_fail(json.dumps({"ok": False, "checks": checks})) is expected


@pytest.mark.parametrize("body", ["", "<h1>Bad gateway</h1>", "{}"])
def test_answer_of_another_program_keeps_the_site_closed(body):
    assert only_jobs_fail(body) is False
