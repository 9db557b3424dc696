"""A position: who works where, as what, paid or volunteer, from when to when. Every role is computed from it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from reseau.enums import Contract, Role
from reseau.people.members.models.member import Member
from reseau.people.members.validators import place_fits_role
from reseau.places import audience
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.web.queries.compiled_query import CompiledQuery, few_lengths
from reseau.web.queries.placeholders import Marks

SAME_POSITION_MESSAGE = "Cette personne tient déjà ce poste à ces dates."
LAST_COORDINATOR_MESSAGE = "C’est le dernier poste de coordination : ouvrez-en un autre avant de le fermer."


class PositionQuerySet(models.QuerySet):
    def live(self, day=None):
        """Positions live on `day` (today by default): started, and not ended before it."""
        day = day or timezone.localdate()
        return self.unfinished(day).filter(start__lte=day)

    def unfinished(self, day=None):
        """Positions live on `day` (today by default) or later."""
        return self.filter(models.Q(end__isnull=True) | models.Q(end__gte=day or timezone.localdate()))

    def main_first(self):
        """Main role first, then the oldest."""
        ranks = [models.When(role=role, then=rank) for rank, role in enumerate(Role)]
        return self.order_by(models.Case(*ranks, output_field=models.SmallIntegerField()), "start", "pk")

    def with_place(self):
        return self.select_related("epm__commune__territory", "territory")

    def employer_of(self, member: Member) -> str:
        """Return the address of the employer whose agreement the main position of `member` requires, or nothing."""
        return self.filter(member=member).main_first().values_list("employer_email", flat=True).first() or ""

    def in_territories(self, territory_ids):
        """Positions in EPM of these territories, and positions that watch over them."""
        return self.filter(models.Q(territory__in=territory_ids) | models.Q(epm__commune__territory__in=territory_ids))

    def same_as(self, position: "Position"):
        """Other positions of the same member, in the same role and place, that share a day with `position`."""
        other_positions = self.exclude(pk=position.pk).filter(
            member=position.member_id, role=position.role, epm=position.epm_id, territory=position.territory_id
        )
        if position.end:
            other_positions = other_positions.filter(start__lte=position.end)
        return other_positions.unfinished(position.start)


LIVE_POSITIONS = CompiledQuery(lambda member: Position.objects.filter(member=member).live().main_first().with_place())
LIVE_POSITIONS_OF = CompiledQuery(
    lambda members: Position.objects.filter(member__in=members).live().main_first().with_place()
)


class Position(models.Model):
    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="positions")
    role = models.CharField("rôle", max_length=12, choices=Role)
    epm = models.ForeignKey(
        EPM, verbose_name="EPM", on_delete=models.PROTECT, null=True, blank=True, related_name="positions"
    )
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, null=True, blank=True, related_name="positions"
    )
    contract = models.CharField("statut", max_length=10, choices=Contract, default=Contract.PAID)
    employer_email = models.EmailField(
        "adresse de l’employeur",
        blank=True,
        help_text="S’il faut son accord avant chaque formation\u00a0: il le donne par un lien, sans compte.",
    )
    is_referent = models.BooleanField("personne référente de l’EPM", default=False, db_default=False, editable=False)
    start = models.DateField("depuis le", default=timezone.localdate)
    end = models.DateField("jusqu’au (inclus)", null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = "poste"
        verbose_name_plural = "postes"
        ordering = ["-start", "pk"]
        indexes = [models.Index(fields=["member", "start", "end"], name="position_member_dates")]
        constraints = [
            place_fits_role("position_place_fits_role"),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="position_ends_after_start",
                violation_error_message="La fin du poste ne peut pas précéder son début.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_referent=False) | models.Q(role=Role.ANIMATOR),
                name="position_of_reference_is_in_an_epm",
                violation_error_message="Une personne référente anime un EPM.",
            ),
            # Two open-ended positions in one place are refused whatever their dates; `clean` compares the dates.
            models.UniqueConstraint(
                fields=["member", "epm"],
                condition=models.Q(end__isnull=True, epm__isnull=False),
                name="position_once_in_an_epm",
                violation_error_message=SAME_POSITION_MESSAGE,
            ),
            models.UniqueConstraint(
                fields=["member", "territory"],
                condition=models.Q(end__isnull=True, territory__isnull=False),
                name="position_once_in_a_territory",
                violation_error_message=SAME_POSITION_MESSAGE,
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(end__isnull=True, role=Role.COORDINATOR),
                name="position_once_in_coordination",
                violation_error_message=SAME_POSITION_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place_name}"

    @classmethod
    def live_of(cls, member: Member) -> list["Position"]:
        """Return the positions of `member` live today, main role first, with their places. One query."""
        positions = LIVE_POSITIONS.rows(member=member.pk)
        for position in positions:
            position.member = member
        return positions

    @classmethod
    def load_live(cls, members: Iterable[Member]) -> None:
        """Fill `live_positions` of the members of a page, like `with_live_positions`. One query."""
        members = list(members)
        positions: dict[int, list[Position]] = {member.pk: [] for member in members}
        for position in LIVE_POSITIONS_OF.rows(members=few_lengths(positions)) if positions else ():
            positions[position.member_id].append(position)
        for member in members:
            member.live_positions = positions[member.pk]

    def stand_in(self, marks: Marks) -> "Position":
        """Return a position that gives the same rights, with marks for keys; its other columns cannot be read."""
        columns = {
            "id": marks.number(self.pk, "position"),
            "role": marks.keep(self.role),
            "epm_id": self.epm_id and marks.number(self.epm_id, "epm"),
            "territory_id": self.territory_id and marks.number(self.territory_id, "territory"),
            "is_referent": marks.keep(self.is_referent),
        }
        stand_in = Position.from_db(None, list(columns), list(columns.values()))
        if self.epm_id:
            commune_key = marks.stand_for(self.epm.commune_id)
            territory_key = marks.number(self.epm.commune.territory_id, "territory")
            commune = Commune.from_db(None, ["insee_code", "territory_id"], [commune_key, territory_key])
            stand_in.epm = EPM.from_db(None, ["id", "commune_id"], [columns["epm_id"], commune_key])
            stand_in.epm.commune = commune
        return stand_in

    def clean(self) -> None:
        """Raise `ValidationError` if the member holds this position already, or if no coordinator would remain."""
        if not self.member_id or not self.start:
            return
        if Position.objects.same_as(self).exists():
            raise ValidationError(SAME_POSITION_MESSAGE, code="same_position")
        if self.pk and not self.is_live and Position.objects.get(pk=self.pk).is_last_coordination:
            raise ValidationError(LAST_COORDINATOR_MESSAGE, code="last_coordinator")

    @property
    def is_live(self) -> bool:
        today = timezone.localdate()
        return self.start <= today and (self.end is None or self.end >= today)

    @property
    def is_finished(self) -> bool:
        return self.end is not None and self.end < timezone.localdate()

    @property
    def is_last_coordination(self) -> bool:
        """Whether nobody else coordinates the network today, with an open account."""
        if self.role != Role.COORDINATOR or not self.is_live:
            return False
        coordinations = Position.objects.live().filter(role=Role.COORDINATOR, member__is_active=True)
        return not coordinations.exclude(pk=self.pk).exists()

    @property
    def place_name(self) -> str:
        if self.epm_id:
            return self.epm.name
        return self.territory.name if self.territory_id else "tout le département"

    @property
    def covered_territory_id(self) -> int | None:
        return self.epm.commune.territory_id if self.epm_id else self.territory_id

    @property
    def audience_tokens(self) -> frozenset[str]:
        """Tokens that this position gives to its holder while it is live."""
        tokens = {audience.MEMBER}
        if self.role == Role.COORDINATOR:
            tokens.add(audience.COORDINATOR)
        if self.role == Role.TERRITORIAL:
            tokens.add(audience.watch_token(self.territory_id))
        if self.epm_id:
            tokens.add(audience.epm_token(self.epm_id))
        if self.covered_territory_id:
            tokens.add(audience.territory_token(self.covered_territory_id))
        return frozenset(tokens)
