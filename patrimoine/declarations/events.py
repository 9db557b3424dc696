"""Kinds of event of heritage: a record or a trail waits for a reading, its author gets an answer."""

from alertes.choices.kinds import Kind
from alertes.enums import Matter

HERITAGE_AWAITED = Kind(
    name="patrimoine.awaited",
    matter=Matter.REVIEWS,
    sentence="Une fiche ou un circuit de patrimoine de mon territoire attend d’être relu.",
    one="fiche ou circuit de patrimoine à relire",
    many="fiches et circuits de patrimoine à relire",
    icon="landmark",
    reaches=lambda member: member.is_coordinator or member.is_territorial,
    facts=("heritage_place", "heritage_trail"),
)
HERITAGE_ANSWER = Kind(
    name="patrimoine.answer",
    matter=Matter.SHEETS,
    sentence="Ma fiche ou mon circuit de patrimoine est publié, à revoir, ou retiré.",
    one="réponse sur une fiche ou un circuit de patrimoine",
    many="réponses sur des fiches et circuits de patrimoine",
    icon="landmark",
    facts=("heritage_place", "heritage_trail"),
)
KINDS = (HERITAGE_AWAITED, HERITAGE_ANSWER)
