"""A version of the impact assessment, written by the coordination: each saving is a further one, none is changed."""

from django.db import models
from django.utils import timezone

from audit.append_only import HistoryEntry
from extranet.public.impact_assessment.enums import FearedEvent, ImpactLevel
from reseau.people.members.models.member import Member


class ImpactAssessment(HistoryEntry):
    """`reviewed_by`: name and function of who read it again, often the officer (DPO), who has no account here."""

    version = models.PositiveIntegerField("version", unique=True)
    description = models.TextField("ce qui est fait", max_length=10_000)
    necessity = models.TextField("pourquoi c’est nécessaire", max_length=10_000)
    rights = models.TextField("droits des personnes", max_length=10_000)
    remaining = models.TextField("ce qui reste à risque", max_length=10_000)
    officer_opinion = models.TextField("avis de la personne déléguée (DPO)", max_length=10_000, blank=True)
    reviewed_on = models.DateField("relue le", null=True)
    reviewed_by = models.CharField("relue par", max_length=200)
    written = models.DateTimeField("écrite le", default=timezone.now)
    writer = models.ForeignKey(
        Member, verbose_name="écrite par", on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "analyse d’impact"
        verbose_name_plural = "analyses d’impact"
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"Analyse d’impact, version {self.version}" if self.version else "Analyse d’impact, texte de départ"


class AssessedRisk(HistoryEntry):
    """A feared event in a version: how grave and how likely it stays with the measures."""

    assessment = models.ForeignKey(
        ImpactAssessment, verbose_name="analyse d’impact", on_delete=models.PROTECT, related_name="risks"
    )
    event = models.CharField("ce que l’on craint", max_length=10, choices=FearedEvent)
    impacts = models.TextField("ce que les personnes peuvent subir", max_length=10_000)
    causes = models.TextField("comment cela peut arriver", max_length=10_000)
    measures = models.TextField("ce qui protège", max_length=10_000)
    gravity = models.PositiveSmallIntegerField("gravité", choices=ImpactLevel)
    likelihood = models.PositiveSmallIntegerField("vraisemblance", choices=ImpactLevel)

    class Meta:
        verbose_name = "risque évalué"
        verbose_name_plural = "risques évalués"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "event"],
                name="event_assessed_once_a_version",
                violation_error_message="Ce risque est déjà dans cette version.",
            )
        ]

    def __str__(self) -> str:
        return self.get_event_display()
