"""What production keeps of the logs: a line that its settings drop is written for nobody."""

import ast
import logging

from tests.extranet.test_settings import COMPLETE, start
from tests.test_architecture import app_modules, at, complain, tree

SEND = """
import django; django.setup()
import datetime
from audit.models import AuditLine
from audit.services import send_lines
at = datetime.datetime(2026, 12, 2, 10, 15, 0, 1, tzinfo=datetime.UTC)
send_lines(lines=[AuditLine(at=at, act="learner_erased", row=12, by=5)])
"""
LINE = "2026-12-02T10:15:00.000001+00:00 learner_erased row=12 by=5 37a17c3d"
# Loggers whose INFO production keeps, by the module that writes it.
KEPT = {"audit.services": "audit"}


def test_production_keeps_the_journal_of_acts_on_its_output_and_in_a_file(tmp_path):
    process = start({**COMPLETE, "EXTRANET_VAR": str(tmp_path)}, code=SEND)

    assert process.stderr.strip().endswith(f" INFO audit {LINE}"), process.stderr
    assert (tmp_path / "audit" / "2026-12.log").read_text() == f"{LINE}\n"


def test_folder_of_the_journal_is_a_choice_of_the_operator(tmp_path):
    start({**COMPLETE, "EXTRANET_VAR": str(tmp_path / "var"), "EXTRANET_AUDIT_DIR": str(tmp_path / "other")}, code=SEND)

    assert (tmp_path / "other" / "2026-12.log").read_text() == f"{LINE}\n"


def test_no_module_writes_a_line_that_production_drops():
    dropped = [
        f"{at(path, node)} {ast.unparse(node.func)}"
        for path in app_modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"info", "debug"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"logger", "logging"}
        and at(path).removesuffix(".py").replace("/", ".") not in KEPT
    ]
    complain(dropped, "Production keeps WARNING: note an act (`audit.services.note_act`), or warn of a trouble:")


def test_loggers_named_by_the_settings_are_written_to(settings):
    assert set(settings.LOGGING["loggers"]) == set(KEPT.values())
    assert logging.getLogger("audit").isEnabledFor(logging.INFO)
