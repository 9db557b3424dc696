"""The demo obeys the rule that its elimination lists print."""

import pytest
from django.utils import timezone

from b2i.frameworks.models.framework import Domain
from b2i.privacy.retention.models import DepartedTally, Elimination, EliminationLine
from b2i.privacy.retention.rule import RULE
from formation.proof.archives.models import ArchivedIdentity, TrainingElimination, TrainingEliminationLine
from formation.proof.retention.enums import Category
from formation.proof.retention.models import RetentionTerm
from formation.proof.travel.models import Mission
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


def test_lists_of_training_obey_the_table_and_name_nobody(demo):
    done, waiting = (
        TrainingElimination.objects.exclude(visa_on=None).get(),
        TrainingElimination.objects.get(visa_on=None),
    )
    schedule = RetentionTerm.objects.schedule()
    names = ArchivedIdentity.objects.named().values_list("name", flat=True)

    assert (done.lines.count(), waiting.lines.count()) == (8, 8)
    for line in TrainingEliminationLine.objects.all():
        assert line.kept_until == schedule[Category.ATTENDANCE].last_day(line.last_day) < line.listed_on
        assert not any(name in line.label for name in names)
    assert done.prepared_on < done.visa_on < done.destroyed_on
    assert [term.category for term in schedule.values() if not term.has_visa] == [Category.EVALUATIONS]
    assert ArchivedIdentity.objects.in_term().count() == 1


def test_orders_of_the_demo_were_prepared_and_have_somebody_who_signs(demo):
    missions = Mission.objects.all()
    assert missions.exists()
    assert (missions.filter(signatory=None).count(), missions.filter(asked_at__gt=timezone.now()).count()) == (0, 0)
