"""Tablets send at the same moment: an opinion counts once, and one interview has one opinion."""

import pytest

from accueil.visio.opinions.models import OpinionMonth, OpinionReceipt, OpinionTablet
from accueil.visio.opinions.services import write_tablet_opinions
from tests.accueil.visio.opinions.conftest import entry

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def sent(tablet: OpinionTablet, entries: list[dict], in_parallel) -> list[str]:
    def write(raw_entry: dict) -> str:
        same = OpinionTablet.objects.select_related("epm").get(pk=tablet.pk)
        return str(write_tablet_opinions(tablet=same, raw_entries=[raw_entry])[0]["state"])

    return sorted(in_parallel(write, entries))


def test_same_opinion_at_once_counts_once_on_postgresql(tablet, hold, in_parallel):
    hold(3)

    assert sent(tablet, [entry()] * 4, in_parallel) == ["already"] * 3 + ["written"]
    counted = in_parallel(lambda _: list(OpinionMonth.objects.values_list("received", "welcome_yes")), [None])
    assert counted == [[(1, 1)]]


def test_one_interview_has_one_of_four_opinions_at_once_on_postgresql(tablet, hold, in_parallel):
    hold(1)

    assert sent(tablet, [entry() for _ in range(4)], in_parallel) == ["refused"] * 3 + ["written"]
    counts = in_parallel(lambda _: (OpinionMonth.objects.get().received, OpinionReceipt.objects.count()), [None])
    assert counts == [(1, 1)]
