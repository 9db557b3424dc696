"""The demo obeys the rule that its elimination lists print."""

import pytest

from b2i.frameworks.models.framework import Domain
from b2i.retention.models import DepartedTally, Elimination, EliminationLine
from b2i.retention.rule import RULE
from reseau.places.models.epm import EPM

pytestmark = pytest.mark.django_db


def test_lists_of_the_demo_obey_their_rule(demo):
    carried_out, waiting = Elimination.objects.exclude(visa_on=None).get(), Elimination.objects.get(visa_on=None)
    lines = EliminationLine.objects.select_related("elimination")

    assert (carried_out.lines.count(), waiting.lines.count()) == (6, 3)
    for line in lines:
        assert line.listed_on == line.elimination.prepared_on
        assert line.opened_on < line.last_contact
        assert (line.told_on - line.last_contact).days >= RULE.dormant_days
        assert (line.listed_on - line.told_on).days >= RULE.notice_days
    assert carried_out.prepared_on < carried_out.visa_on < carried_out.destroyed_on
    domains = Domain.objects.filter(framework__is_record_base=True).count()
    assert list(DepartedTally.objects.values_list("year", flat=True)) == [carried_out.destroyed_on.year] * domains
    assert EPM.objects.filter(pk__in=DepartedTally.objects.values("epm")).count() == 1
