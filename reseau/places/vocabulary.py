"""Words of the national schema of digital mediation places, v1.0.2: what a place offers, to whom, at what price.

The values are those of the schema, to the letter; a test compares them with the schema itself
(`reseau/data/README.md`).
"""

from django.db import models


class FeatureKind(models.TextChoices):
    """A column of the schema with several values; `EQUIPMENT` is ours."""

    SERVICE = "services", "Services"
    PUBLIC = "publics_specifiquement_adresses", "Publics"
    CARE = "prise_en_charge_specifique", "Accueil adapté"
    PRICE = "frais_a_charge", "Prix"
    SUPPORT = "modalites_accompagnement", "Façons d’accompagner"
    ACCESS = "modalites_acces", "Comment venir"
    PROGRAMME = "dispositif_programmes_nationaux", "Programmes nationaux"
    TRAINING_LABEL = "formations_labels", "Formations et labels"
    MOVING = "itinerance", "Itinérance"
    TYPE = "typologie", "Types de structure"
    EQUIPMENT = "equipement", "Équipement"


VALUES: dict[FeatureKind, tuple[str, ...]] = {
    FeatureKind.SERVICE: (
        "Aide aux démarches administratives",
        "Maîtrise des outils numériques du quotidien",
        "Insertion professionnelle via le numérique",
        "Utilisation sécurisée du numérique",
        "Parentalité et éducation avec le numérique",
        "Loisirs et créations numériques",
        "Compréhension du monde numérique",
        "Accès internet et matériel informatique",
        "Acquisition de matériel informatique à prix solidaire",
    ),
    FeatureKind.PUBLIC: ("Jeunes", "Étudiants", "Familles et/ou enfants", "Seniors", "Femmes"),
    FeatureKind.CARE: (
        "Surdité",
        "Handicaps moteurs",
        "Handicaps mentaux",
        "Illettrisme",
        "Langues étrangères (anglais)",
        "Langues étrangères (autres)",
        "Déficience visuelle",
    ),
    FeatureKind.PRICE: ("Gratuit", "Gratuit sous condition", "Payant"),
    FeatureKind.SUPPORT: (
        "En autonomie",
        "Accompagnement individuel",
        "Dans un atelier collectif",
        "À distance",
    ),
    FeatureKind.ACCESS: (
        "Se présenter",
        "Téléphoner",
        "Contacter par mail",
        "Prendre un RDV en ligne",
        "Ce lieu n'accueille pas de public",
        "Envoyer un mail avec une fiche de prescription",
    ),
    FeatureKind.PROGRAMME: (
        "Aidants Connect",
        "Bibliothèques numérique de référence",
        "Certification PIX",
        "Conseillers numériques",
        "Emmaüs Connect",
        "France Services",
        "Grande école du numérique",
        "La Croix Rouge",
        "Point d'accès numérique CAF",
        "Promeneurs du net",
        "Relais numérique (Emmaüs Connect)",
    ),
    FeatureKind.TRAINING_LABEL: (
        "Formé à « Mon Espace Santé »",
        "Formé à « DUPLEX » (illettrisme)",
        "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
        "Collectif ressources et acteurs réemploi (Normandie)",
        # The schema has no space before this bracket, though its description has one.
        "Étapes numériques(La Poste)",
        "Fabriques de Territoire",
        "Les Éclaireurs du numérique (Drôme)",
        "Mes Papiers (Métropole de Lyon)",
        "ORDI 3.0",
        "SUD LABS (PACA)",
    ),
    FeatureKind.MOVING: ("Itinérant", "Fixe"),
    FeatureKind.EQUIPMENT: (
        "Imprimante",
        "Numériseur",
        "Wifi",
        "Casques",
        "Tablettes à prêter",
        "Point visio",
        "Bureau fermé pour les démarches",
        "Vidéoprojecteur",
        "Loupe d’écran ou clavier adapté",
        "Imprimante 3D",
    ),
}
# What people may read instead of the words of the schema.
READ_AS = {
    "Étapes numériques(La Poste)": "Étapes numériques (La Poste)",
    "Ce lieu n'accueille pas de public": "Ce lieu n’accueille pas de public",
    "Point d'accès numérique CAF": "Point d’accès numérique CAF",
    "Bibliothèques numérique de référence": "Bibliothèques numériques de référence",
    "Prendre un RDV en ligne": "Prendre rendez-vous en ligne",
    "Contacter par mail": "Écrire un courriel",
}


def value_label(value: str) -> str:
    return READ_AS.get(value, value)


def choices_of(kind: FeatureKind) -> list[tuple[str, str]]:
    return [(value, value_label(value)) for value in VALUES[kind]]
