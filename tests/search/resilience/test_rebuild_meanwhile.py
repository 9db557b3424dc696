"""A rebuild while other processes write, drain and search: nothing is lost, and searches are always answered."""

import os
import pty
import re
import time
from pathlib import Path

import pytest
from django.conf import settings

from reseau.places.models.epm import EPM
from search.engines.base import SearchQuery
from search.engines.choice import get_engine
from search.index.outbox import OutboxEntry
from search.index.services import drain_outbox, lag, rebuild_index
from tests.factories.reseau import EPMFactory
from tests.search.resilience.site import end
from tests.search.resilience.truth import WORD, differences

pytestmark = pytest.mark.night("rebuilds while other processes write")

MANY = 600
PUBLIC = frozenset({"public"})
# Renames, closes, opens and deletes EPM until a file exists that stops it.
WRITING = f"""
import itertools, pathlib, sys, time, django
django.setup()
from reseau.models import EPM
keys = list(EPM.objects.order_by("pk").values_list("pk", flat=True))[1:]
for turn in itertools.count():
    epm = EPM.objects.get(pk=keys[turn % len(keys)])
    if turn % 7 == 6 and len(keys) > 20:
        keys.remove(epm.pk)
        epm.delete()
    else:
        epm.name, epm.is_open = f"EPM {WORD} {{turn}}", turn % 5 != 4
        epm.save()
    if pathlib.Path(sys.argv[1]).exists():
        break
    time.sleep(0.002)
"""
# `rebuild_index` as on a database a hundred times as large: it lasts through many drains.
SLOW_REBUILD = """
import time, django
from django.core.management import call_command
django.setup()
from search.index import rebuilding, source_rows
source_rows.BATCH_SIZE, read = 20, rebuilding.documents_of
def read_slowly(*args):
    time.sleep(0.05)
    return read(*args)
rebuilding.documents_of = read_slowly
call_command("rebuild_index")
"""


def test_rebuild_while_others_write_drain_and_search(site, tmp_path):
    steady_epm = EPMFactory(name=f"EPM {WORD} du Causse")
    EPM.objects.bulk_create(EPMFactory.build(name=f"EPM {WORD}", commune=steady_epm.commune) for _ in range(MANY))
    rebuild_index()
    before, stop_file = get_engine().ensure(), tmp_path / "enough"

    worker, writer = site.worker(), site.python(WRITING, str(stop_file))
    site.wait_until(lambda: lag().pending > 0)
    screen, terminal = pty.openpty()
    rebuild, searches = site.python(SLOW_REBUILD, stdout=terminal), 0
    while rebuild.poll() is None:
        hits = get_engine().search(SearchQuery("Causse", PUBLIC)).hits
        assert [hit.key for hit in hits] == [str(steady_epm.pk)]
        searches += 1
        time.sleep(0.01)
    stop_file.touch()
    assert writer.wait(30) == 0, site.read_log()
    end(worker)
    os.close(terminal)

    assert rebuild.returncode == 0, site.read_log()
    assert get_engine().ensure() != before
    assert searches > 20
    assert shown_on(screen) == ["100"]
    drain_outbox()
    assert (differences(), lag().pending, OutboxEntry.objects.count()) == ({}, 0, 0)
    assert EPM.objects.count() < MANY + 1
    if not settings.SEARCH_URL:
        folders = [path.name for path in Path(settings.SEARCH_INDEX_DIR).iterdir() if path.is_dir()]
        assert folders == [get_engine().ensure()]


def shown_on(screen: int) -> list[str]:
    """Last figure of each progress bar drawn on the terminal."""
    output = b""
    while True:
        try:
            chunk = os.read(screen, 65536)
        except OSError:
            break
        output += chunk
    os.close(screen)
    return re.findall(r"█{40} (\d+)\s% \d+/\d+\r?\n", output.decode())
