"""Checks of places: people of reference are told of wrong hours, and of records that nobody has checked."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from alertes.declarations.events import HOURS_DOUBTED, RECORD_TO_CHECK
from reseau.directory.place_hours.models import HoursReport
from reseau.people.members.referents import referents_of
from reseau.places.models.epm import EPM
from reseau.places.models.hours import DAYS_BEFORE_DOUBT


# Records that nobody has checked for 90 days: their people of reference are asked whether they are still right.
def ask_for_checks() -> str | None:
    """Ask, once for each period of 90 days without a check, whether the record is still right. Periodic job."""
    today = timezone.localdate()
    before = today - datetime.timedelta(days=DAYS_BEFORE_DOUBT)
    asked = _ask(EPM.objects.open().exclude(opening_hours="").filter(checked_on__lt=before), today)
    asked += _ask(EPM.objects.open().exclude(former_hours="").filter(checked_on=None), today)
    return f"{asked} fiches à vérifier" if asked else None


def _ask(epms: QuerySet[EPM], today: datetime.date) -> int:
    places = list(epms.select_related("commune"))
    for epm in places:
        since = epm.days_since_check
        period = since // DAYS_BEFORE_DOUBT if since is not None else (today.toordinal() // DAYS_BEFORE_DOUBT)
        words = f"n’ont pas été vérifiés depuis {since} jours" if since is not None else "n’ont jamais été confirmés"
        notify(
            members=referents_of(epm),
            key=f"record_check:{epm.pk}:{epm.checked_on or 'jamais'}:{period}",
            text=f"{epm}\u00a0: ses horaires {words}. Sont-ils justes\u00a0?",
            url=epm.get_absolute_url(),
            kind=RECORD_TO_CHECK,
            fact=fact_about("place_check", epm.pk),
        )
    return len(places)


# Wrong hours that visitors report, told to the people of reference of the place, or to its territory.
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
