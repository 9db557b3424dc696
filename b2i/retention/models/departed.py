"""What remains of records once destroyed: numbers by year, place and domain. No name, no card, no group under five."""

from django.db import models
from django.db.models import Q

from b2i.frameworks.models.framework import Domain
from reseau.elision import of_place
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


class DepartedTally(models.Model):
    """Of an EPM when at least five of its records went together, else of its territory, else of the whole network."""

    year = models.PositiveSmallIntegerField("année")
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    domain = models.ForeignKey(Domain, verbose_name="domaine", on_delete=models.PROTECT, related_name="+")
    learners = models.PositiveIntegerField("personnes", default=0)
    practised = models.PositiveIntegerField("compétences pratiquées", default=0)
    validated = models.PositiveIntegerField("compétences validées", default=0)

    class Meta:
        verbose_name = "décompte des livrets supprimés"
        verbose_name_plural = "décomptes des livrets supprimés"
        ordering = ["-year", "territory__name", "epm__search_name", "domain__order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(epm__isnull=True) | Q(territory__isnull=True),
                name="departed_tally_of_one_place",
                violation_error_message="Un décompte est celui d’un EPM, d’un territoire ou du réseau.",
            ),
            models.UniqueConstraint(
                fields=["year", "epm", "domain"],
                condition=Q(epm__isnull=False),
                name="departed_tally_once_for_an_epm",
                violation_error_message="Ce décompte existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["year", "territory", "domain"],
                condition=Q(territory__isnull=False),
                name="departed_tally_once_for_a_territory",
                violation_error_message="Ce décompte existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["year", "domain"],
                condition=Q(epm__isnull=True, territory__isnull=True),
                name="departed_tally_once_for_the_network",
                violation_error_message="Ce décompte existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.place}, {self.domain}"

    @property
    def place(self) -> str:
        if self.epm:
            return str(self.epm)
        return f"territoire {of_place(self.territory)}" if self.territory else "ensemble du réseau"
