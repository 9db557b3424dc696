"""A learner: somebody whom an EPM follows, who logs in with a card since she often has no e-mail address."""

import secrets
from datetime import timedelta
from string import digits

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone

from b2i.learners.card_numbers import card_number, rank_of, read_card_number
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.text import fold

SECRET_LENGTH = 4
WRONG_SECRETS_ALLOWED = 5
LOCK_DURATION = timedelta(minutes=15)


class LearnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those whose record the EPM of `user` keeps, or reads on their consent.

        Nobody else sees a person: territory and département count. Not those who asked that their record be put aside
        (`Limitation`).
        """
        if not user.is_authenticated:
            return self.none()
        return self.followed_by(user.epm_ids).not_put_aside()

    def put_aside_for(self, user):
        """Those whose record the EPM of `user` keeps, and who asked that it be put aside."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Exists(self._live_limitations()), epm__in=user.epm_ids)

    def not_put_aside(self):
        return self.filter(~Exists(self._live_limitations()))

    def _live_limitations(self):
        """Of each learner; reached through the relation, since their module reads this one."""
        limitations = self.model._meta.get_field("limitations").related_model.objects
        return limitations.live().filter(learner=OuterRef("pk"))

    def followed_by(self, epms):
        """Those of whom one at least of `epms` (keys, or a query) keeps or reads the record; each of them once."""
        return self.filter(Q(epm__in=epms) | Q(pk__in=self._followings().live().filter(epm__in=epms).values("learner")))

    def _followings(self):
        """Reached through the relation, since their module reads this one."""
        return self.model._meta.get_field("followings").related_model.objects

    def matching(self, words: str):
        """The learner whose card number this is, or those whose name contains each of the words."""
        if number := read_card_number(words):
            return self.filter(card_number=number)
        found = self
        for word in fold(words).split():
            found = found.filter(member__search_name__contains=word)
        return found

    def with_practised(self):
        """Adds `practised`: how many skills of the record have at least one piece of evidence."""
        kept = self.model._meta.get_field("records").related_model.objects.on_base().filter(learner=OuterRef("pk"))
        seen = Q(records__in=kept.values("pk"), records__evidence__retraction__isnull=True)
        skills = models.Count("records__evidence__skill", filter=seen, distinct=True)
        counted = self.model._base_manager.filter(pk=OuterRef("pk")).values("pk").annotate(skills=skills)
        return self.annotate(practised=Subquery(counted.values("skills")))

    def next_card_number(self) -> str:
        last = (
            self.model.everyone.order_by(Length("card_number").desc(), "-card_number")
            .values_list("card_number", flat=True)
            .first()
        )
        return card_number(rank_of(last) + 1 if last else 1)

    def spend_try(self) -> bool:
        """Takes one of the five tries of a card before its secret is looked at; false if the card is locked.

        One UPDATE, so that tries made at the same time never exceed five. The fifth locks the card; a right secret
        (`forgive`) opens it again.
        """
        now = timezone.now()
        was_locked = Q(locked_until__isnull=False)
        is_last = Q(locked_until__isnull=True, failed_logins__gte=WRONG_SECRETS_ALLOWED - 1)
        return bool(
            self.filter(Q(locked_until__isnull=True) | Q(locked_until__lte=now)).update(
                failed_logins=Case(When(was_locked, then=1), default=F("failed_logins") + 1),
                locked_until=Case(When(is_last, then=now + LOCK_DURATION), default=None),
            )
        )

    def forgive(self) -> int:
        """Forgets wrong secrets and opens locked cards."""
        return self.update(failed_logins=0, locked_until=None)


class LearnerManager(models.Manager.from_queryset(LearnerQuerySet)):
    """Without those who were merged into another: nobody sees, counts or connects them any more."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into__isnull=True)


class Learner(models.Model):
    """`member` is the account, `epm` the one that keeps her record; others may read it (`Following`).

    `card_secret` is a salted hash, empty while she has no card; five wrong secrets lock the card for a while.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="compte", on_delete=models.CASCADE, related_name="learner"
    )
    epm = models.ForeignKey(
        EPM, verbose_name="EPM qui tient le livret", on_delete=models.PROTECT, related_name="learners"
    )
    commune = models.ForeignKey(
        Commune, verbose_name="commune", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    birth_year = models.PositiveSmallIntegerField("année de naissance", null=True, blank=True)
    card_number = models.CharField("numéro de carte", max_length=12, unique=True)
    card_secret = models.CharField("code secret (empreinte)", max_length=128, blank=True, editable=False)
    failed_logins = models.PositiveSmallIntegerField("codes faux de suite", default=0, editable=False)
    locked_until = models.DateTimeField("carte bloquée jusqu’à", null=True, blank=True, editable=False)
    created = models.DateTimeField("créé le", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="créé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    merged_into = models.ForeignKey(
        "self",
        verbose_name="réunie avec",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )

    objects = LearnerManager()
    everyone = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = "apprenant"
        verbose_name_plural = "apprenants"
        ordering = ["member__search_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(1900, 2100)),
                name="learner_birth_year_on_four_digits",
                violation_error_message="L’année de naissance s’écrit avec quatre chiffres, par exemple 1958.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)

    def get_absolute_url(self) -> str:
        return reverse("b2i:record", args=[self.pk])

    @property
    def has_card(self) -> bool:
        """She was given a secret. Without one she is followed all the same; her number is that of her record."""
        return bool(self.card_secret)

    @property
    def is_locked(self) -> bool:
        return self.locked_until is not None and self.locked_until > timezone.now()

    def accounts(self) -> list:
        """Her account and those of the learners who were merged into her: all that an erasure has to erase."""
        merged = Learner.everyone.filter(merged_into=self).select_related("member")
        return [self.member, *(account for learner in merged for account in learner.accounts())]

    def place_shared_with(self, animator) -> EPM:
        """Where `animator` meets her: the EPM that keeps the record if she works there, else one that follows."""
        if self.epm_id in animator.epm_ids:
            return self.epm
        met = self.followings.live().filter(epm__in=animator.epm_ids).select_related("epm").first()
        return met.epm if met else self.epm

    def set_secret(self, secret: str) -> None:
        self.card_secret = make_password(secret)

    def check_secret(self, secret: str) -> bool:
        return check_password(secret, self.card_secret)


def new_secret() -> str:
    """Four digits, since beginners read and type them; never 0000, 1234 or 4321. The lock makes up for the length."""
    while True:
        secret = f"{secrets.randbelow(10**SECRET_LENGTH):0{SECRET_LENGTH}d}"
        if len(set(secret)) > 1 and not any(secret in run for run in (digits, digits[::-1])):
            return secret
