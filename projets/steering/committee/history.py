"""Who held a position, from which day to which."""

import datetime
from dataclasses import dataclass

from projets.steering.committee.models import CommitteePosition, Mandate

A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MandateSpan:
    """A mandate and its last day, None while none follows."""

    mandate: Mandate
    until: datetime.date | None


def spans_of(position: CommitteePosition) -> list[MandateSpan]:
    """Return the mandates of a position, the latest first. One query."""
    spans, until = [], None
    for mandate in position.mandates.select_related("member").order_by("-since"):
        spans.append(MandateSpan(mandate, until))
        until = mandate.since - A_DAY
    return spans
