"""A crosswalk: which skills of one framework say what skills of another one say. Versioned; an analysis, not a text."""

from django.db import models
from django.db.models import F, OuterRef, Q

from b2i.models.framework import Framework, Skill


class CrosswalkQuerySet(models.QuerySet):
    def latest(self):
        """Of each pair of frameworks, the version made last; former ones stay, to be compared."""
        later = self.model._base_manager.filter(
            source=OuterRef("source"), target=OuterRef("target"), made_on__gt=OuterRef("made_on")
        )
        return self.filter(~models.Exists(later))


class Crosswalk(models.Model):
    """One version of the way from `source` to `target`. Never edited in place: a better one is another version."""

    source = models.ForeignKey(
        Framework, verbose_name="référentiel de départ", on_delete=models.CASCADE, related_name="crosswalks"
    )
    target = models.ForeignKey(
        Framework, verbose_name="référentiel d’arrivée", on_delete=models.CASCADE, related_name="crosswalks_here"
    )
    version = models.CharField("version", max_length=20)
    made_on = models.DateField("établie le")
    # Nobody official publishes one for the B2i Adultes: pages say « nous avons comparé » unless this is true.
    is_official = models.BooleanField("publiée par une autorité", default=False)
    origin = models.TextField("d’où elle vient")
    note = models.TextField("avertissement", blank=True)

    objects = CrosswalkQuerySet.as_manager()

    class Meta:
        verbose_name = "table de correspondance"
        verbose_name_plural = "tables de correspondance"
        ordering = ["source", "target", "-made_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "version"],
                name="crosswalk_version_once",
                violation_error_message="Cette version existe déjà entre ces deux référentiels.",
            ),
            models.UniqueConstraint(
                fields=["source", "target", "made_on"],
                name="crosswalk_one_a_day",
                violation_error_message="Une autre version est du même jour\u00a0: laquelle serait la dernière\u00a0?",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="crosswalk_between_two_frameworks",
                violation_error_message="Une correspondance va d’un référentiel à un autre.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}, version {self.version}"


class CrosswalkLink(models.Model):
    """That `skill` of the source works on `counterpart` of the target, in part at least."""

    crosswalk = models.ForeignKey(
        Crosswalk, verbose_name="table de correspondance", on_delete=models.CASCADE, related_name="links"
    )
    skill = models.ForeignKey(
        Skill, verbose_name="compétence", on_delete=models.CASCADE, related_name="links_from_here"
    )
    counterpart = models.ForeignKey(
        Skill, verbose_name="compétence qui y répond", on_delete=models.CASCADE, related_name="links_to_here"
    )
    # The first counterpart is the nearest.
    order = models.PositiveSmallIntegerField("rang", default=1)

    class Meta:
        verbose_name = "correspondance de compétences"
        verbose_name_plural = "correspondances de compétences"
        ordering = ["crosswalk", "skill", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["crosswalk", "skill", "counterpart"],
                name="crosswalk_link_once",
                violation_error_message="Ces deux compétences se répondent déjà dans cette table.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill.code} → {self.counterpart.code}"
