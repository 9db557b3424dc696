"""Kinds of event of alertes: the digest, news of saved searches."""

from alertes.enums import Matter, Rhythm
from alertes.kinds.kind import Kind

# A mail that tells several events. It has no line among the preferences: each of its events has one.
DIGEST = Kind(
    name="alertes.digest",
    matter=Matter.DIGEST,
    sentence="Le résumé de ce qui est arrivé.",
    one="nouvelle",
    many="nouvelles",
    icon="newspaper",
    may_be_declined=False,
    reaches=lambda member: False,
)
SEARCH_NEWS = Kind(
    name="alertes.search_news",
    matter=Matter.SEARCHES,
    sentence="Une recherche que vous suivez trouve du nouveau.",
    one="recherche suivie",
    many="recherches suivies",
    icon="search",
    rhythm=Rhythm.WEEKLY,
)
KINDS = (DIGEST, SEARCH_NEWS)
