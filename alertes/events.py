"""Kinds of event of alertes: the digest, news of saved searches, replies that were refused."""

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
REPLY_REFUSED = Kind(
    name="alertes.reply_refused",
    matter=Matter.REPLIES,
    sentence="Ce qui n’a pas pu paraître de ce que vous répondez par courriel.",
    one="réponse qui n’a pas paru",
    many="réponses qui n’ont pas paru",
    icon="mail",
    rhythm=Rhythm.AT_ONCE,
    is_urgent=True,
    may_be_declined=False,
)
MEETING_ANNOUNCED = Kind(
    name="alertes.meeting_announced",
    matter=Matter.AGENDA,
    sentence="Une réunion qui vous concerne est annoncée.",
    one="réunion annoncée",
    many="réunions annoncées",
    icon="calendar-days",
)
MEETING_CHANGED = Kind(
    name="alertes.meeting_changed",
    matter=Matter.AGENDA,
    sentence="Une réunion qui vous concerne change de jour, d’heure ou de lieu, ou n’a pas lieu.",
    one="réunion changée",
    many="réunions changées",
    icon="calendar-days",
    rhythm=Rhythm.AT_ONCE,
)
KINDS = (DIGEST, SEARCH_NEWS, REPLY_REFUSED, MEETING_ANNOUNCED, MEETING_CHANGED)
