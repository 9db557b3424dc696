"""A crosswalk: which skills of one framework match skills of another. Versioned; an analysis, not an official text."""

from django.db import models
from django.db.models import F, OuterRef, Q

from b2i.frameworks.models.framework import Framework, Skill


class CrosswalkQuerySet(models.QuerySet):
    def latest(self):
        """Return the latest version for each pair of frameworks; earlier versions stay for comparison."""
        later = self.model._base_manager.filter(
            source=OuterRef("source"), target=OuterRef("target"), made_on__gt=OuterRef("made_on")
        )
        return self.filter(~models.Exists(later))

    def counterparts_of(self, skill: Skill) -> list[Skill]:
        """Return the skills that these crosswalks link to `skill`, in either direction. One query."""
        links = CrosswalkLink.objects.filter(crosswalk__in=self)
        targets = Q(pk__in=links.filter(skill=skill).values("counterpart"))
        sources = Q(pk__in=links.filter(counterpart=skill).values("skill"))
        return list(Skill.objects.filter(targets | sources).select_related("domain__framework"))


class Crosswalk(models.Model):
    """One version of the matching from `source` to `target`. Never edited: a correction is another version."""

    source = models.ForeignKey(
        Framework, verbose_name="référentiel de départ", on_delete=models.CASCADE, related_name="crosswalks"
    )
    target = models.ForeignKey(
        Framework, verbose_name="référentiel d’arrivée", on_delete=models.CASCADE, related_name="crosswalks_here"
    )
    version = models.CharField("version", max_length=20)
    made_on = models.DateField("établie le")
    # No authority publishes one for the B2i Adultes: pages say « nous avons comparé » unless this is true.
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
                violation_error_message="Une autre version porte déjà cette date\u00a0: choisissez-en une autre.",
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
    """A skill of the source that matches `counterpart` of the target, at least in part."""

    crosswalk = models.ForeignKey(
        Crosswalk, verbose_name="table de correspondance", on_delete=models.CASCADE, related_name="links"
    )
    skill = models.ForeignKey(
        Skill, verbose_name="compétence", on_delete=models.CASCADE, related_name="links_from_here"
    )
    counterpart = models.ForeignKey(
        Skill, verbose_name="compétence qui y répond", on_delete=models.CASCADE, related_name="links_to_here"
    )
    # The counterpart with the lowest rank is the nearest.
    order = models.PositiveSmallIntegerField("rang", default=1)

    class Meta:
        verbose_name = "correspondance de compétences"
        verbose_name_plural = "correspondances de compétences"
        ordering = ["crosswalk", "skill", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["crosswalk", "skill", "counterpart"],
                name="crosswalk_link_once",
                violation_error_message="Ces deux compétences sont déjà reliées dans cette table.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill.code} → {self.counterpart.code}"
