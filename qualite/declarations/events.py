"""Kinds of event of the quality charter and of loans: rare, and each calls for a gesture or a day."""

from alertes.choices.kinds import Kind
from alertes.enums import Matter

CHARTER_NEWS = Kind(
    name="qualite.news",
    matter=Matter.QUALITY,
    sentence="Un dossier avance ou vous attend, une visite, une action ou un label à son terme.",
    one="nouvelle de la charte qualité",
    many="nouvelles de la charte qualité",
    icon="shield-check",
    facts=("visit", "planned_action", "quality_label", "assessment"),
)
LOAN_NEWS = Kind(
    name="qualite.loan",
    matter=Matter.PLACES,
    sentence="Un matériel de mon lieu, ou que nous empruntons, est réservé, à réparer ou en retard.",
    one="nouvelle d’un prêt de matériel",
    many="nouvelles de prêts de matériel",
    icon="package",
    facts=("loan",),
)
KINDS = (CHARTER_NEWS, LOAN_NEWS)
