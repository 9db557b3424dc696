"""Kinds of event of the library: one’s sheets, one’s questions, the queue of reviews."""

from alertes.choices.kinds import Kind, reviewers
from alertes.enums import Matter, Rhythm

SHEET_NEWS = Kind(
    name="ressources.sheet_news",
    matter=Matter.SHEETS,
    sentence="Votre fiche est publiée, à corriger, à relire ou adaptée ailleurs.",
    one="nouvelle de vos fiches",
    many="nouvelles de vos fiches",
    icon="book-open",
    facts=("sheet", "freshness"),
)
SHEET_FEEDBACK = Kind(
    name="ressources.sheet_feedback",
    matter=Matter.SHEETS,
    sentence="On vous écrit à propos de votre fiche.",
    one="message sur votre fiche",
    many="messages sur vos fiches",
    icon="message-circle",
    facts=("post",),
)
SHEET_ANSWER = Kind(
    name="ressources.sheet_answer",
    matter=Matter.SHEETS,
    sentence="On répond à ce que vous avez écrit ou demandé sur une fiche.",
    one="réponse sur une fiche",
    many="réponses sur des fiches",
    icon="message-circle",
    rhythm=Rhythm.AT_ONCE,
    facts=("sheet",),
)
SHEET_USED = Kind(
    name="ressources.sheet_used",
    matter=Matter.SHEETS,
    sentence="On anime votre fiche dans un EPM.",
    one="fiche animée",
    many="fiches animées",
    icon="hand",
    rhythm=Rhythm.WEEKLY,
    lasting="Each delivery that is noted or removed says the day again.",
)
SHEET_THANKS = Kind(
    name="ressources.sheet_thanks",
    matter=Matter.SHEETS,
    sentence="On vous remercie pour votre fiche.",
    one="remerciement",
    many="remerciements",
    icon="hand",
    rhythm=Rhythm.NEVER,
    lasting="Thanks that are taken back say the week again.",
)
SHEET_FOLLOWED = Kind(
    name="ressources.sheet_followed",
    matter=Matter.SHEETS,
    sentence="Une fiche que vous suivez change\u00a0; une paraît d’une personne ou sous un mot-clé suivis.",
    one="fiche que vous suivez",
    many="fiches que vous suivez",
    icon="book-open",
    facts=("sheet",),
)
REVIEW_AWAITED = Kind(
    name="ressources.review_awaited",
    matter=Matter.REVIEWS,
    sentence="Une fiche de votre territoire attend une relecture ou une réponse.",
    one="fiche à relire",
    many="fiches à relire",
    icon="pen-line",
    reaches=reviewers,
    facts=("review", "freshness"),
)
WORKSHOP_TOMORROW = Kind(
    name="ressources.workshop_tomorrow",
    matter=Matter.SHEETS,
    sentence="Un atelier ouvert à tous que vous annoncez a lieu demain.",
    one="atelier demain",
    many="ateliers demain",
    icon="calendar-days",
    rhythm=Rhythm.AT_ONCE,
    facts=("open_workshop",),
)
WORKSHOP_CHANGED = Kind(
    name="ressources.workshop_changed",
    matter=Matter.SHEETS,
    sentence="Un atelier où vous avez inscrit quelqu’un change de jour, d’heure ou de lieu, ou n’a pas lieu.",
    one="atelier changé",
    many="ateliers changés",
    icon="calendar-days",
    rhythm=Rhythm.AT_ONCE,
    facts=("open_workshop",),
)
WATCH_NEWS = Kind(
    name="ressources.watch_news",
    matter=Matter.WATCH,
    sentence="Une lecture repérée ailleurs est publiée dans la veille que vous suivez.",
    one="lecture de la veille",
    many="lectures de la veille",
    icon="newspaper",
    rhythm=Rhythm.WEEKLY,
    facts=("sheet",),
)
KINDS = (
    SHEET_NEWS,
    SHEET_FEEDBACK,
    SHEET_ANSWER,
    SHEET_USED,
    SHEET_THANKS,
    SHEET_FOLLOWED,
    REVIEW_AWAITED,
    WORKSHOP_TOMORROW,
    WORKSHOP_CHANGED,
    WATCH_NEWS,
)
