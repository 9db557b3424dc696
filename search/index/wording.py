"""Words for what the operator reads of the index."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timesince import timesince


def age_in_words(moment: datetime) -> str:
    """Return the time since `moment`: « 2 heures, 5 minutes »."""
    now = timezone.now()
    return timesince(moment, now) if now - moment >= timedelta(minutes=1) else "moins d’une minute"
