"""People around a file: its team, who watches over its territory, the coordination; and the part of each in it."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from qualite.labelling.enums import FilePart
from qualite.labelling.self_assessment.models.assessment import Assessment, Involvement
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position

ONE_PART = {
    FilePart.TEAM: "{} est de l’équipe de ce lieu, ou a rempli ce dossier\u00a0: il faut une autre personne.",
    FilePart.VISITOR: "{} a visité ce lieu\u00a0: il faut une autre personne.",
    FilePart.DECIDER: "{} a décidé de ce dossier\u00a0: il faut une autre personne.",
}


def team_of(assessment: Assessment) -> QuerySet[Member]:
    """Return who works in the place today."""
    positions = Position.objects.live().filter(epm=assessment.epm_id)
    return Member.objects.filter(is_active=True, pk__in=positions.values("member"))


def coordination() -> QuerySet[Member]:
    positions = Position.objects.live().filter(role=Role.COORDINATOR)
    return Member.objects.filter(is_active=True, pk__in=positions.values("member"))


def watchers_of(assessment: Assessment) -> QuerySet[Member]:
    """Return the animators of the territory of the file; the coordination where nobody is."""
    positions = Position.objects.live().filter(role=Role.TERRITORIAL, territory=assessment.territory_id)
    watchers = Member.objects.filter(is_active=True, pk__in=positions.values("member"))
    return watchers if watchers.exists() else coordination()


def note_team(assessment: Assessment, *, until: datetime.date) -> None:
    """Keep as the team everybody who worked in the place between the first day of the file and `until`."""
    positions = Position.objects.filter(
        Q(end__isnull=True) | Q(end__gte=assessment.opened_on), epm=assessment.epm_id, start__lte=until
    )
    members = positions.order_by().values_list("member", flat=True).distinct()
    rows = [Involvement(assessment=assessment, member_id=member, part=FilePart.TEAM) for member in members]
    Involvement.objects.bulk_create(rows, ignore_conflicts=True)


def take_part(assessment: Assessment, *, member: Member, part: FilePart) -> Involvement:
    """Give `member` a part in the file, or return the one that they have.

    Raises ValidationError if they have another one: nobody visits their own place nor decides of it.
    """
    involvement, _ = Involvement.objects.get_or_create(assessment=assessment, member=member, defaults={"part": part})
    if involvement.part != part:
        raise ValidationError(ONE_PART[FilePart(involvement.part)].format(member))
    return involvement
