"""A crosswalk: which skills of one framework match skills of another. Versioned; an analysis, not an official text."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, OuterRef, Q
from django.urls import reverse

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.models.framework import Framework, Skill


@dataclass(frozen=True, slots=True)
class Match:
    """A skill of another framework. `degree`: what it is to the skill from which it is read; None if nobody said."""

    skill: Skill
    degree: MatchDegree | None


class CrosswalkQuerySet(models.QuerySet):
    def latest(self):
        """Return the latest version for each pair of frameworks; earlier versions stay for comparison."""
        later = self.model._base_manager.filter(
            source=OuterRef("source"), target=OuterRef("target"), made_on__gt=OuterRef("made_on")
        )
        return self.filter(~models.Exists(later))

    def links_of(self, skill: Skill) -> "CrosswalkLinkQuerySet":
        """Return the links of these crosswalks to `skill`, in either direction."""
        links = CrosswalkLink.objects.filter(Q(skill=skill) | Q(counterpart=skill), crosswalk__in=self)
        return links.select_related("skill__domain__framework", "counterpart__domain__framework")


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

    def get_absolute_url(self) -> str:
        return reverse("b2i:crosswalk", args=[self.pk])


class CrosswalkLinkQuerySet(models.QuerySet):
    def in_order(self):
        """Return the links in the order of the source, the nearest counterpart first."""
        return self.order_by("skill__domain__order", "skill__order", "order", "pk")


class CrosswalkLink(models.Model):
    """A skill of the source that matches `counterpart` of the target. `degree`: what the counterpart is to it."""

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
    # Empty in the tables of before degrees: a table is never edited, so nothing was said there.
    degree = models.CharField("degré", max_length=8, choices=MatchDegree, blank=True, default="", db_default="")

    objects = CrosswalkLinkQuerySet.as_manager()

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

    def match_from(self, skill: Skill) -> Match:
        """Return the other end of the link, with its degree as read from `skill`."""
        degree = MatchDegree(self.degree) if self.degree else None
        if skill.pk == self.skill_id:
            return Match(self.counterpart, degree)
        return Match(self.skill, degree and degree.inverse)
