"""Kind of event of the quality charter: rare, and each calls for a gesture or a day."""

from alertes.enums import Matter
from alertes.kinds.kind import Kind

CHARTER_NEWS = Kind(
    name="qualite.news",
    matter=Matter.QUALITY,
    sentence="Un dossier avance ou vous attend, une visite, une action ou un label à son terme.",
    one="nouvelle de la charte qualité",
    many="nouvelles de la charte qualité",
    icon="shield-check",
)
KINDS = (CHARTER_NEWS,)
