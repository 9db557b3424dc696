"""A person with an account: animator, territorial animator, coordinator or learner.

An e-mail address is optional, since a learner may have none. What a member may do is never stored here: it is
computed from the positions that are live today (`reseau.people.members.models.position`).
"""

from collections.abc import Callable, Iterable

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from reseau.enums import Role, ShownTo
from reseau.places import audience
from reseau.places.models.commune import commune_has
from reseau.texts.accent_folding import fold, words_to_find
from reseau.texts.figures import FigureDefinition
from reseau.texts.french_order import FoldedField
from reseau.web.addresses import address_of
from reseau.web.queries.placeholders import Marks

# Counted by `in_network`.
MEMBERS = FigureDefinition(
    "membre du réseau",
    "membres du réseau",
    "Une personne en poste aujourd’hui, même à plusieurs postes, compte une fois.",
)


class MemberQuerySet(models.QuerySet):
    def _positions(self):
        """Positions of all members, through the reverse relation, since their module imports this one."""
        return self.model._meta.get_field("positions").related_model.objects

    def in_network(self, day=None):
        """Members whose account is open and who hold a live position on `day` (today by default)."""
        return self.filter(is_active=True, pk__in=self._positions().live(day).values("member"))

    def coordinating(self):
        """Members whose account is open and who hold a live position of coordination."""
        positions = self._positions().live().filter(role=Role.COORDINATOR)
        return self.filter(is_active=True, pk__in=positions.values("member"))

    def in_territories(self, slugs):
        """Members who work in one of these territories today, or watch over it."""
        live_positions = self._positions().live()
        territory_positions = live_positions.filter(
            models.Q(territory__slug__in=slugs) | models.Q(epm__commune__territory__slug__in=slugs)
        )
        return self.filter(pk__in=territory_positions.values("member"))

    def visible_to(self, user):
        """Members of the network see each other; learners and visitors see nobody."""
        return self.in_network() if audience.MEMBER in audience.tokens_of(user) else self.none()

    def known_to(self, user):
        """Visible members; for users who open and close positions, also their former and future colleagues."""
        visible_members = self.visible_to(user)
        if not user.is_authenticated or not (user.is_coordinator or user.watched_territory_ids):
            return visible_members
        positions = self._positions().all()
        if not user.is_coordinator:
            positions = positions.in_territories(user.watched_territory_ids)
        return self.filter(models.Q(pk__in=visible_members.values("pk")) | models.Q(pk__in=positions.values("member")))

    def with_live_positions(self):
        """Fill `live_positions` of all members in one query."""
        positions = self._positions().live().main_first().with_place()
        return self.prefetch_related(models.Prefetch("positions", queryset=positions, to_attr="live_positions"))

    def matching(self, query: str, *, also: Callable[[str], models.Q] | None = None):
        """Members with each word of `query` in their name, or in the EPM, commune or territory of a live position.

        `also` gives a further condition for a folded word.
        """
        members = self
        for word in words_to_find(query):
            is_at_place = (
                models.Q(epm__search_name__contains=word)
                | commune_has(word, "epm__commune__")
                | models.Q(territory__slug__contains=word)
            )
            positions = self._positions().live().filter(is_at_place)
            is_known = models.Q(search_name__contains=word) | models.Q(pk__in=positions.values("member"))
            if also is not None:
                is_known |= also(word)
            members = members.filter(is_known)
        return members


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):
    def create_user(self, email: str | None = None, password: str | None = None, **fields):
        member = self.model(email=self.normalize_email(email).lower() or None, **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)


def _shown_to(subject: str, default: ShownTo) -> models.CharField:
    return models.CharField(
        f"qui voit {subject}", max_length=10, choices=ShownTo, default=default, db_default=default.value
    )


class Member(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("adresse électronique", unique=True, null=True, blank=True)
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60, blank=True)
    search_name = FoldedField("nom sans accents", max_length=130, editable=False, db_index=True)
    phone = models.CharField("téléphone professionnel", max_length=20, blank=True)
    about = models.TextField("ce que je peux apporter", blank=True, max_length=1000)
    # Whom they show each part of their page to (`reseau.people.profiles.disclosure`).
    email_shown_to = _shown_to("mon adresse électronique", ShownTo.NETWORK)
    phone_shown_to = _shown_to("mon téléphone", ShownTo.NETWORK)
    offers_shown_to = _shown_to("ce que je sais faire", ShownTo.NETWORK)
    wants_shown_to = _shown_to("ce que je veux apprendre", ShownTo.NOBODY)
    # What they chose for the day when their account is erased (`forums.messages.corrections.name_erasure`).
    keeps_name = models.BooleanField("garder mon nom sur mes messages", default=False, db_default=False)
    # What they told the coordination, which chose for them then; nothing where they chose by themselves.
    keeps_name_note = models.CharField("ce que la personne a dit", max_length=200, blank=True, db_default="")
    is_active = models.BooleanField("compte ouvert", default=True)
    is_fictitious = models.BooleanField("personne fictive de démonstration", default=False, editable=False)
    welcome_step = models.PositiveSmallIntegerField("étape à reprendre de l’arrivée", null=True, editable=False)
    news_read_until = models.DateField("nouveautés lues jusqu’au", null=True, editable=False)
    # Of what no other row tells (`reseau.people.members.signs`).
    last_sign = models.DateField("dernier signe, hors connexion", null=True, editable=False)
    date_joined = models.DateTimeField("inscrit depuis", default=timezone.now, editable=False)

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name"]

    class Meta:
        verbose_name = "membre"
        verbose_name_plural = "membres"
        ordering = ["search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="member_email_unique_whatever_case",
                violation_error_message="Un compte existe déjà avec cette adresse électronique.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args, **kwargs) -> None:
        self.search_name = fold(f"{self.last_name} {self.first_name}")
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name

    @property
    def initials(self) -> str:
        """« CM » for Camille Marty, drawn in place of a portrait."""
        return f"{self.first_name[:1]}{self.last_name[:1]}".upper()

    def get_absolute_url(self) -> str:
        return address_of("reseau:member", self.pk)

    @cached_property
    def live_positions(self) -> list:
        """Positions live today, main role first. Read once for each request."""
        return self.positions.model.live_of(self)

    def stand_in(self, marks: Marks) -> "Member":
        """Return a member with the same rights, with marks for keys; a query that reads more of it is not compiled."""
        stand_in = Member.from_db(None, ["id"], [marks.number(self.pk, "member")])
        stand_in.is_active, stand_in.is_superuser = marks.keep(self.is_active), marks.keep(self.is_superuser)
        stand_in.live_positions = [position.stand_in(marks) for position in self.live_positions]
        return stand_in

    def use_positions(self, positions: Iterable) -> None:
        """Take the live positions from `positions`, all those of the member with their places, already loaded."""
        roles = list(Role)
        live = [position for position in positions if position.is_live]
        self.live_positions = sorted(live, key=lambda each: (roles.index(each.role), each.start, each.pk))

    @cached_property
    def audience_tokens(self) -> frozenset[str]:
        tokens = {audience.PUBLIC, audience.member_token(self.pk)}
        if self.live_positions:
            tokens.add(audience.colleague_token(self.pk))
        for position in self.live_positions:
            tokens |= position.audience_tokens
        return frozenset(tokens)

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(position.role for position in self.live_positions)

    @property
    def is_in_network(self) -> bool:
        return bool(self.live_positions)

    @property
    def is_coordinator(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def is_territorial(self) -> bool:
        return Role.TERRITORIAL in self.roles

    @property
    def is_animator(self) -> bool:
        return Role.ANIMATOR in self.roles

    @property
    def main_position(self):
        return self.live_positions[0] if self.live_positions else None

    @cached_property
    def epm_ids(self) -> frozenset[int]:
        """EPM in which the member works today."""
        return frozenset(position.epm_id for position in self.live_positions if position.epm_id)

    @cached_property
    def referent_epm_ids(self) -> frozenset[int]:
        """EPM of which the member is a person of reference today."""
        return frozenset(position.epm_id for position in self.live_positions if position.is_referent)

    @cached_property
    def territory_ids(self) -> frozenset[int]:
        """Territories that the member watches over or works in today; none for a coordinator."""
        return frozenset(
            position.covered_territory_id for position in self.live_positions if position.covered_territory_id
        )

    @cached_property
    def watched_territory_ids(self) -> frozenset[int]:
        """Territories of which the member is the animator today."""
        return frozenset(position.territory_id for position in self.live_positions if position.role == Role.TERRITORIAL)
