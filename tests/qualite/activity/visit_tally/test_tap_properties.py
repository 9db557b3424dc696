"""Whatever the order of the devices, and whatever is sent again, a count is the sum of its taps."""

import uuid

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from qualite.activity.visit_tally.models import HalfDayTally
from qualite.activity.visit_tally.services import write_taps
from qualite.activity.visit_tally.themes import VISIT
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
SUBJECTS = (VISIT, "sante")
taps = st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=8)


@given(data=st.data(), subjects=taps)
def test_count_is_the_sum_of_its_taps_in_any_order(data, subjects):
    entries = [
        {"about": subject, "name": "", "present": True, "amount": 1, "age": 0, "key": str(uuid.uuid4())}
        for subject in subjects
    ]
    sent = data.draw(st.permutations(entries + data.draw(st.lists(st.sampled_from(entries), max_size=4))))
    cut = data.draw(st.integers(0, len(sent)))

    with transaction.atomic():
        epm = EPMFactory()
        for batch in (sent[:cut], sent[cut:]):
            write_taps(epm=epm, raw_entries=batch)
        counts = dict(HalfDayTally.objects.filter(epm=epm).values_list("subject", "count"))
        transaction.set_rollback(True)

    assert counts == {subject: subjects.count(subject) for subject in set(subjects)}
