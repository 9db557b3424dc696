"""Closed lists: state of a framework, degree of a match between two skills, doubt about an age."""

from django.db import models


class FrameworkStatus(models.TextChoices):
    """Whether a framework is in use."""

    CURRENT = "current", "En usage"
    SUPERSEDED = "superseded", "Une version plus récente existe"
    HISTORIC = "historic", "Historique"


class MatchDegree(models.TextChoices):
    """What a counterpart is to a skill, as the mapping relations of SKOS say it (W3C, 18 August 2009, section 10)."""

    EXACT = "exact", "dit la même chose"
    BROADER = "broader", "est plus large"
    PART = "part", "en est une partie"
    RELATED = "related", "a une part commune"

    @property
    def skos(self) -> str:
        """Name of the relation in SKOS."""
        return {
            self.EXACT: "skos:exactMatch",
            self.BROADER: "skos:broadMatch",
            self.PART: "skos:narrowMatch",
            self.RELATED: "skos:relatedMatch",
        }[self]

    @property
    def inverse(self) -> "MatchDegree":
        """The degree read from the counterpart to the skill."""
        return {self.BROADER: MatchDegree.PART, self.PART: MatchDegree.BROADER}.get(self, self)


B2I_ADULTES_AGE = 16


class AgeDoubt(models.TextChoices):
    """Doubt about the age of a learner, where a framework asks for one (`b2i.frameworks.age_doubt`)."""

    UNKNOWN = "unknown", "âge inconnu"
    PERHAPS_UNDER = (
        "perhaps",
        f"{B2I_ADULTES_AGE} ans cette année, peut-être pas encore\u00a0: à vérifier auprès du rectorat",
    )
    UNDER = "under", f"moins de {B2I_ADULTES_AGE} ans\u00a0: à vérifier auprès du rectorat"

    @property
    def rule(self) -> str:
        """What the text says, and where."""
        return (
            f"Le B2i Adultes est «\u00a0accessible aux plus de {B2I_ADULTES_AGE} ans\u00a0» "
            "(circulaire Justice du 17 juin 2015, NOR JUSF1515449C)."
        )
