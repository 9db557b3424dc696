"""What `make quality` says of what it refuses."""

import os
import sys

from scripts.environment import BIN
from scripts.quality import NOT_RUN, Check, checks, run_checks


def check(code: str) -> Check:
    return Check([sys.executable, "-c", code], os.environ, "make mend")


def test_each_refusal_is_one_line_with_the_command_that_mends_it(capsys):
    asked = {
        "First": check("raise SystemExit('bad')"),
        "Second": check(""),
        "Third": check("raise SystemExit('worse')"),
    }

    refused, _ = run_checks(asked)

    assert sorted(refused) == ["  First → make mend", "  Third → make mend"]
    output = capsys.readouterr().out
    assert "    bad\n" in output
    assert "    worse\n" in output


def test_what_this_machine_cannot_check_is_told_apart():
    asked = {"First": check(f"print('{NOT_RUN} : no network'); print('else')")}

    assert run_checks(asked) == ([], [f"{NOT_RUN} : no network"])


def test_command_that_mends_can_be_typed(tmp_path):
    """It begins with a program of the environment, after words that say where a person must think."""
    for label, asked in checks(tmp_path).items():
        words, _, program = asked.mend.partition(".venv/bin/")
        assert "\n" not in asked.mend, label
        assert words in ("", "à la main\u00a0; les revoir\u00a0: "), label
        assert (BIN / program.split()[0]).exists(), label
