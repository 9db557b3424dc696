"""A person with an account: animator, territorial animator, coordinator or learner.

An e-mail address is optional, since a learner may have none. What a member may do is never stored here: it is
computed from the positions that are live today (`reseau.models.position`).
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from reseau import audience
from reseau.enums import Role
from reseau.text import fold


class MemberQuerySet(models.QuerySet):
    def in_network(self, day=None):
        """Members who hold a live position on `day` (today by default)."""
        from_positions = self.model._meta.get_field("positions").related_model.objects.live(day)
        return self.filter(pk__in=from_positions.values("member"))

    def visible_to(self, user):
        """The directory of people is for members of the network; a learner and a visitor see nobody."""
        return self.in_network() if audience.MEMBER in audience.tokens_of(user) else self.none()

    def matching(self, words: str):
        found = self
        for word in fold(words).split():
            found = found.filter(
                models.Q(search_name__contains=word)
                | models.Q(positions__epm__search_name__contains=word)
                | models.Q(positions__epm__commune__search_name__contains=word)
            )
        return found.distinct()


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


class Member(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("adresse électronique", unique=True, null=True, blank=True)
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60, blank=True)
    search_name = models.CharField("nom sans accents", max_length=130, editable=False, db_index=True)
    phone = models.CharField("téléphone professionnel", max_length=20, blank=True)
    about = models.TextField("ce que je peux apporter", blank=True, max_length=1000)
    is_active = models.BooleanField("compte ouvert", default=True)
    is_fictitious = models.BooleanField("personne fictive de démonstration", default=False, editable=False)
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

    def get_absolute_url(self) -> str:
        return reverse("reseau:member", args=[self.pk])

    @cached_property
    def live_positions(self) -> list:
        """Positions live today, main role first. Read once for each request."""
        order = list(Role)
        positions = self.positions.live().select_related("epm__commune", "territory")
        return sorted(positions, key=lambda position: (order.index(position.role), position.start, position.pk))

    @cached_property
    def audience_tokens(self) -> frozenset[str]:
        tokens = {audience.PUBLIC, audience.member_token(self.pk)}
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
    def territory_ids(self) -> frozenset[int]:
        """Territories that the member watches over or works in today; a coordinator has no territory of her own."""
        return frozenset(
            position.covered_territory_id for position in self.live_positions if position.covered_territory_id
        )
