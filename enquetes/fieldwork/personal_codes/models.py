"""Batches of personal codes, and what the site keeps of each code: a digest, and whether it was used."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from b2i.people.anonymity import SMALLEST_GROUP
from enquetes.design.campaigns.models import Campaign
from questionnaires.answers.models import random_key
from reseau.texts.elision import of
from reseau.texts.wording import percent_in_words

MOST_CODES = 1_000


class CodeBatchQuerySet(models.QuerySet):
    def latest_first(self) -> "CodeBatchQuerySet":
        return self.order_by("-pk")


class CodeBatch(models.Model):
    """Codes drawn and handed out together. `school`: where, for a campaign of minors, whose parents are told.

    `used`: how many of its codes gave a response; kept by `use_code`. A batch is never smaller than the groups that
    figures show: its rate would say who answered.
    """

    campaign = models.ForeignKey(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="code_batches", db_index=False
    )
    label = models.CharField("lot", max_length=120)
    school = models.CharField("établissement", max_length=120, blank=True)
    size = models.PositiveSmallIntegerField(
        "nombre de codes", validators=[MinValueValidator(SMALLEST_GROUP), MaxValueValidator(MOST_CODES)]
    )
    used = models.PositiveSmallIntegerField("codes qui ont servi", default=0, editable=False)
    made_on = models.DateField("tiré le", default=timezone.localdate, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="tiré par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = CodeBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lot de codes"
        verbose_name_plural = "lots de codes"
        ordering = ["campaign", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "label"],
                name="code_batch_label_once",
                violation_error_message="Un lot de codes de cette enquête porte déjà ce nom.",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=SMALLEST_GROUP, size__lte=MOST_CODES),
                name="code_batch_of_some_codes",
                violation_error_message=f"Un lot compte de {SMALLEST_GROUP} à {MOST_CODES} codes.",
            ),
            models.CheckConstraint(
                condition=Q(used__lte=F("size")),
                name="code_batch_is_never_over",
                violation_error_message="Plus de codes utilisés que de codes tirés.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.label}" if self.school else self.label

    def get_absolute_url(self) -> str:
        return reverse("enquetes:code_batch", args=[self.campaign.slug, self.pk])

    @property
    def rate(self) -> str:
        """The share of codes that gave a response, in words."""
        return percent_in_words(self.used / self.size)


class PersonalCode(models.Model):
    """Neither its letters nor a response stand here. `digest`: of the code, by the secret key of the site.

    Its key is drawn at random; the letters are derived from it (`derivation`), to print the batch again.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    batch = models.ForeignKey(CodeBatch, verbose_name="lot", on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField("empreinte", max_length=64, unique=True, editable=False)
    is_used = models.BooleanField("a servi", default=False, editable=False)

    class Meta:
        verbose_name = "code personnel"
        verbose_name_plural = "codes personnels"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Code {of(self.batch)}"
