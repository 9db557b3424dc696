"""Odd input in each form, filter and address of the demo, as each person: no page breaks, no text is lost."""

import os
import random
import secrets
import time

import pytest

from tests.extranet.demo.sent_forms.probes import Verdicts, calendar_probes, odd_probes
from tests.pages import PAGES
from tests.random_runs import IS_LONG
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

# New at each run; `EXTRANET_SEED` plays a run again.
SEED = int(os.environ.get("EXTRANET_SEED") or secrets.randbelow(1_000_000))
# Probes of one person: some seconds by day, some minutes by night.
PROBES = 3_000 if IS_LONG else 60


@pytest.mark.drawn(one_in=5)
@pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "visitor")
def test_odd_input_breaks_no_page_and_loses_no_text(site_of, account, record_property):
    draw = random.Random(f"{SEED} {account}")  # noqa: S311 - nothing secret
    site = site_of(account)
    probes = list(odd_probes(site, draw, is_long=IS_LONG))
    verdicts, start = Verdicts(site.client), time.monotonic()
    for probe in draw.sample(probes, min(PROBES, len(probes))):
        verdicts.try_out(probe)

    figure = f"odd input as {account or 'a visitor'}: {verdicts.sent} of {len(probes)} probes"
    figure += f" to {len(verdicts.views)} addresses in {time.monotonic() - start:.0f} s (EXTRANET_SEED={SEED})"
    record_property("figure", figure)
    complain(verdicts.report(), f"These break a page or lose a text (EXTRANET_SEED={SEED}):")


@pytest.mark.drawn(one_in=5)
@pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "visitor")
def test_the_ends_of_the_calendar_break_no_page_and_lose_no_text(site_of, account, record_property):
    site = site_of(account)
    verdicts = Verdicts(site.client)
    for probe in calendar_probes(site):
        verdicts.try_out(probe)
    record_property("figure", f"ends of the calendar as {account or 'a visitor'}: {verdicts.sent} probes")
    complain(verdicts.report(), "These break a page or lose a text:")
