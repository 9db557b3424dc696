"""Wrong hours that visitors report, told to the people of reference of the place, or to its territory."""

from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from alertes.declarations.events import HOURS_DOUBTED
from reseau.directory.place_hours.models import HoursReport
from reseau.people.members.referents import referents_of


def tell_reports() -> str | None:
    """Tell once of each report that visitors made of wrong hours. Periodic job."""
    reports = HoursReport.objects.pending().filter(announced_on=None).select_related("epm__commune").order_by("pk")
    for report in (found := list(reports)):
        notify(
            members=referents_of(report.epm),
            key=f"hours_report:{report.epm_id}:{report.pk}",
            text=f"{report.epm}\u00a0: un visiteur signale des horaires faux.",
            details="\n\n".join(filter(None, [f"{report.get_problem_display()}.", report.note])),
            url=report.epm.get_absolute_url(),
            kind=HOURS_DOUBTED,
            fact=fact_about("hours_report", report.pk),
        )
        HoursReport.objects.filter(pk=report.pk, announced_on=None).update(announced_on=timezone.now())
    return f"{len(found)} signalements" if found else None
