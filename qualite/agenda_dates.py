"""Visits of the charter in the agenda, for those who may read the file."""

from collections.abc import Iterator

from django.db.models import QuerySet

from qualite.visits.models import Visit
from reseau.agenda.registry import AgendaDate, AgendaSource, register


@register
class VisitDates(AgendaSource):
    kind = "visite"
    label = "Visite de la charte"
    label_plural = "Visites de la charte"
    icon = "shield-check"
    hue = "d4"
    model = Visit
    epm = "assessment__epm"
    territory = "assessment__epm__commune__territory"

    def visible_to(self, user) -> QuerySet[Visit]:
        return Visit.objects.standing().visible_to(user)

    def dates(self, queryset: QuerySet[Visit]) -> Iterator[AgendaDate]:
        for visit in queryset.with_file():
            epm = visit.assessment.epm
            yield AgendaDate(
                source=self,
                name="quality-visit",
                key=visit.pk,
                begins_at=visit.begins_at,
                ends_at=visit.ends_at,
                title=f"Visite de la charte, {epm}",
                place=epm.name,
                address=epm.address,
                url=visit.assessment.get_absolute_url(),
                changed=visit.changed,
                details=f"Par {visit.visitor or 'une personne partie du réseau'}, {visit.hours}",
            )
