"""Kinds of event of the quality charter."""

from alertes.enums import Matter, Rhythm
from alertes.kinds.kind import Kind

CHARTER_FILE = Kind(
    name="qualite.file",
    matter=Matter.QUALITY,
    sentence="Un dossier de la charte attend quelque chose de vous, ou celui de votre lieu avance.",
    one="nouvelle de la charte qualité",
    many="nouvelles de la charte qualité",
    icon="shield-check",
)
CHARTER_VISIT = Kind(
    name="qualite.visit",
    matter=Matter.QUALITY,
    sentence="Une visite de la charte vous est confiée, vient chez vous, change de jour ou s’annule.",
    one="visite de la charte",
    many="visites de la charte",
    icon="calendar-days",
    rhythm=Rhythm.AT_ONCE,
)
CHARTER_REMINDER = Kind(
    name="qualite.reminder",
    matter=Matter.QUALITY,
    sentence="Une action de votre plan arrive à son jour, ou le label de votre lieu finit bientôt.",
    one="rappel de la charte qualité",
    many="rappels de la charte qualité",
    icon="bell",
)
KINDS = (CHARTER_FILE, CHARTER_VISIT, CHARTER_REMINDER)
