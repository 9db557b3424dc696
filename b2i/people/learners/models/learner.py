"""A learner: a person whom an EPM follows, who logs in with a card because many have no e-mail address."""

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Length
from django.utils import timezone

from b2i.people.learners.card import card_number, rank_of, read_card_number
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from reseau.web.addresses import address_of


class LearnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the learners whose record the EPM of `user` keeps, or reads on their consent.

        Territorial animators and coordinators see nobody. Records put aside (`Limitation`) are excluded.
        """
        if not user.is_authenticated:
            return self.none()
        return self.followed_by(user.epm_ids).not_put_aside()

    def kept_by(self, user):
        """Return the learners whose record the EPM of `user` keeps."""
        return self.filter(epm__in=user.epm_ids)

    def put_aside_for(self, user):
        """Return the learners whose record the EPM of `user` keeps and who asked to put it aside."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Exists(self._live_limitations()), epm__in=user.epm_ids)

    def not_put_aside(self):
        """Return the learners whose record is not put aside."""
        return self.filter(~Exists(self._live_limitations()))

    def _live_limitations(self):
        """Return the live limitations of each learner, through the relation: `b2i.privacy.rights` stands above."""
        limitations = self.model._meta.get_field("limitations").related_model.objects
        return limitations.live().filter(learner=OuterRef("pk"))

    def followed_by(self, epms):
        """Return the learners of at least one of `epms` (keys or a query), each of them once."""
        return self.filter(Q(epm__in=epms) | Q(pk__in=self._followings().live().filter(epm__in=epms).values("learner")))

    def _followings(self):
        """Return the manager of followings, through the relation: their module imports this one."""
        return self.model._meta.get_field("followings").related_model.objects

    def numbers_by_epm(self) -> models.QuerySet:
        """Return rows (territory, EPM that keeps their record, number of learners, None for none): the figure of
        learners.
        """
        # Counted for each EPM from an index, rather than for learners joined to EPM and commune one by one.
        of_epm = self.order_by().filter(epm=OuterRef("pk")).values("epm").annotate(number=models.Count("pk"))
        epms = EPM.objects.order_by().annotate(number=Subquery(of_epm.values("number")))
        return epms.values_list("commune__territory", "pk", "number")

    def matching(self, query: str):
        """Return the learner with this card number, or those whose name contains every word."""
        if number := read_card_number(query):
            return self.filter(card_number=number)
        learners = self
        for word in fold(query).split():
            learners = learners.filter(member__search_name__contains=word)
        return learners

    def with_practised(self):
        """Add `practised`: number of skills of the record that are practised (`EvidenceQuerySet.practice`)."""
        records = self.model._meta.get_field("records").related_model.objects.on_base()
        lines = records.model._meta.get_field("evidence").related_model.objects.practice()
        lines = lines.filter(record__in=records.values("pk"), record__learner=OuterRef("pk")).order_by()
        counts = lines.values("record__learner").annotate(skills=models.Count("skill", distinct=True))
        return self.annotate(practised=Coalesce(Subquery(counts.values("skills")), 0))

    def next_card_number(self) -> str:
        """Return the number after the highest one."""
        highest_number = (
            self.model.everyone.order_by(Length("card_number").desc(), "-card_number")
            .values_list("card_number", flat=True)
            .first()
        )
        return card_number(rank_of(highest_number) + 1 if highest_number else 1)


class LearnerManager(models.Manager.from_queryset(LearnerQuerySet)):
    """Exclude merged learners: nobody sees, counts or logs them in any more."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into__isnull=True)


class Learner(models.Model):
    """`member` is the account, `epm` the EPM that keeps the record; other EPM may follow (`Following`).

    `card_secret` is a salted hash, empty without a card. Wrong secrets are counted by `b2i.people.card_locks`.
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
        # Nearly all rows have none: an index of all would be taken for one of the few who were merged.
        db_index=False,
    )

    objects = LearnerManager()
    everyone = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = "apprenant"
        verbose_name_plural = "apprenants"
        ordering = ["member__search_name", "pk"]
        indexes = [
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="learner_merged_into"),
            models.Index(fields=["epm"], condition=Q(merged_into__isnull=True), name="learner_of_epm"),
        ]
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
        return address_of("b2i:record", self.pk)

    @property
    def has_card(self) -> bool:
        """Whether the learner was given a secret. The number exists anyway and identifies their record."""
        return bool(self.card_secret)

    def with_merged(self) -> list["Learner"]:
        """Return this learner and those merged into them: an erasure must erase all of them."""
        merged = Learner.everyone.filter(merged_into=self).select_related("member")
        return [self, *(person for learner in merged for person in learner.with_merged())]

    def shared_epm(self, animator) -> EPM:
        """Return the EPM where `animator` meets the learner: the one that keeps the record, or a following one."""
        if self.epm_id in animator.epm_ids:
            return self.epm
        following = self.followings.live().filter(epm__in=animator.epm_ids).select_related("epm").first()
        return following.epm if following else self.epm

    def set_secret(self, secret: str) -> None:
        self.card_secret = make_password(secret)

    def check_secret(self, secret: str) -> bool:
        """Return whether the secret is right; if it is, and was hashed in a former way, hash it anew."""
        return check_password(secret, self.card_secret, setter=self._hash_anew)

    def _hash_anew(self, secret: str) -> None:
        former_hash = self.card_secret
        self.set_secret(secret)
        Learner.everyone.filter(pk=self.pk, card_secret=former_hash).update(card_secret=self.card_secret)
