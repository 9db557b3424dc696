"""The first version of the method: what the site counts before the coordination changes anything, and its sources."""

from decimal import Decimal

from accueil.telework.enums import MethodFactor

IMPACT = "ADEME, Mon impact transport, par personne et par kilomètre"
WORDS = (
    "Une journée entière à la maison évite l’aller-retour déclaré. Une journée entière au télécentre "
    "l’évite aussi, moins l’aller-retour jusqu’au télécentre. Une demi-journée seule n’évite rien\u00a0: "
    "l’autre se passe au bureau. Un mois déclaré remplace les réservations de ce mois. Le coût d’un "
    "kilomètre est celui que déclare chaque agent. Le CO₂ est celui du mode de déplacement déclaré\u00a0; "
    "le trajet jusqu’au télécentre compte comme s’il se faisait du même."
)
REBOUND = (
    "Travailler à distance fait aussi bouger\u00a0: des courses que le trajet permettait, une voiture "
    "laissée à un proche, un logement chauffé, un domicile plus lointain. L’ADEME estime que ces effets "
    "retirent en moyenne 31\u00a0% du gain. C’est une moyenne nationale, pas une mesure d’ici\u00a0: les "
    "deux nombres sont montrés. Les kilomètres, les heures et l’argent ne sont pas corrigés."
)
FACTORS = {
    MethodFactor.COACH_GRAMS: (Decimal("35.2"), IMPACT),
    MethodFactor.TRAIN_GRAMS: (Decimal("24.8"), IMPACT),
    MethodFactor.MOPED_GRAMS: (Decimal("61.6"), IMPACT),
    MethodFactor.CARPOOL_PEOPLE: (Decimal(2), "Convention du réseau\u00a0: deux personnes par voiture"),
    MethodFactor.REBOUND_PERCENT: (
        Decimal(31),
        "ADEME, Caractérisation des effets rebond induits par le télétravail, septembre 2020",
    ),
    MethodFactor.DAY_HOURS: (Decimal(7), "35 heures sur cinq jours (code du travail, article L. 3121-27)"),
}
