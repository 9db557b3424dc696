"""`confirmed(epm, day, **values)`: a confirmed month with these figures, a dash standing for an underscore."""

import pytest
from django.utils import timezone

from qualite.activity.activity_month.models import ActivityMonth, ConfirmedFigure


@pytest.fixture
def confirmed():
    def confirm(epm, day, **values):
        month = ActivityMonth.objects.create(epm=epm, first_day=day, confirmed_at=timezone.now())
        for measure, value in values.items():
            ConfirmedFigure.objects.create(month=month, measure=measure.replace("_", "-"), value=value)
        return month

    return confirm
