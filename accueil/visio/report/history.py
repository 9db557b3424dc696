"""What the network said of its first video desks. Quoted as it was, and never added to the figures of today."""

from dataclasses import dataclass

SOURCE = "présentation de la politique numérique du Lot"
WHEN = "vers 2011–2012"
HOW_COMPARABLE = (
    "Ces taux sont ceux des personnes qui ont répondu, «\u00a0satisfaites\u00a0» d’un côté, dont l’attente a eu sa "
    "réponse de l’autre. Nous posons les mêmes deux questions et comptons «\u00a0Oui\u00a0» et «\u00a0Plutôt "
    "oui\u00a0» parmi les avis reçus. La source ne dit ni combien de personnes ont répondu, ni les réponses "
    "proposées\u00a0: les deux se rapprochent, sans s’additionner."
)


@dataclass(frozen=True, slots=True)
class HistoricalFact:
    """A number with its words."""

    number: str
    words: str


FACTS = (
    HistoricalFact("98,9\u00a0%", "satisfaits de l’accueil, parmi ceux qui ont répondu"),
    HistoricalFact("95,3\u00a0%", "disent que l’entretien a répondu à leur attente"),
    HistoricalFact("8", "points visio-public, dont 6 dans des cyber-bases"),
    HistoricalFact("7", "services partenaires, et 8 attendus"),
)
