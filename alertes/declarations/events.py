"""Kinds of event of alertes: digest, weekly letter, news of saved searches, refused replies, messages of members."""

from alertes.choices.kinds import Kind, reviewers
from alertes.enums import Matter, Rhythm

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
    lasting="Its items have facts of their own.",
)
SEARCH_NEWS = Kind(
    name="alertes.search_news",
    matter=Matter.SEARCHES,
    sentence="Une recherche que vous suivez trouve du nouveau.",
    one="recherche suivie",
    many="recherches suivies",
    icon="search",
    rhythm=Rhythm.WEEKLY,
    lasting="It counts what was new that day; the page shows what is left.",
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
    lasting="What was refused stays refused.",
)
# It leaves on its own day, inside the digest of that morning: each week or never.
LETTER = Kind(
    name="alertes.letter",
    matter=Matter.LETTERS,
    sentence="La lettre de votre territoire, le lundi.",
    one="lettre de votre territoire",
    many="lettres de votre territoire",
    icon="newspaper",
    rhythm=Rhythm.WEEKLY,
    rhythms=(Rhythm.WEEKLY, Rhythm.NEVER),
    lasting="A letter that has left is frozen.",
)
LETTER_READY = Kind(
    name="alertes.letter_ready",
    matter=Matter.LETTERS,
    sentence="La lettre de votre territoire est prête, à relire avant lundi.",
    one="lettre à relire",
    many="lettres à relire",
    icon="pencil",
    reaches=reviewers,
    facts=("letter",),
)
MEETING_ANNOUNCED = Kind(
    name="alertes.meeting_announced",
    matter=Matter.AGENDA,
    sentence="Une réunion qui vous concerne est annoncée.",
    one="réunion annoncée",
    many="réunions annoncées",
    icon="calendar-days",
    facts=("meeting",),
)
MEETING_CHANGED = Kind(
    name="alertes.meeting_changed",
    matter=Matter.AGENDA,
    sentence="Une réunion qui vous concerne change de jour, d’heure ou de lieu, ou n’a pas lieu.",
    one="réunion changée",
    many="réunions changées",
    icon="calendar-days",
    rhythm=Rhythm.AT_ONCE,
    facts=("meeting",),
)
MEMBER_MESSAGE = Kind(
    name="alertes.member_message",
    matter=Matter.CONTACT,
    sentence="Ce qu’un membre du réseau vous écrit depuis votre fiche.",
    one="message d’un membre",
    many="messages d’un membre",
    icon="mail",
    rhythm=Rhythm.AT_ONCE,
    is_urgent=True,
    may_be_declined=False,
    lasting="The words of a person stay what they wrote.",
)
# The alert is read on the site alone: the words are in the mail, which leaves whether the alert was read or not.
MEMBER_WROTE = Kind(
    name="alertes.member_wrote",
    matter=Matter.CONTACT,
    sentence="Un membre du réseau vous a écrit depuis votre fiche.",
    one="message d’un membre",
    many="messages d’un membre",
    icon="mail",
    is_mailed=False,
    may_be_declined=False,
    lasting="Read on the site alone.",
)
MEMBER_MESSAGE_COPY = Kind(
    name="alertes.member_message_copy",
    matter=Matter.CONTACT,
    sentence="La copie de ce que vous écrivez à un membre du réseau.",
    one="copie d’un message que vous avez envoyé",
    many="copies de messages que vous avez envoyés",
    icon="mail",
    rhythm=Rhythm.AT_ONCE,
    is_urgent=True,
    may_be_declined=False,
    lasting="The words of a person stay what they wrote.",
)
# Those who answer for an EPM, or take over: nobody declines it.
REFERENT_CHANGED = Kind(
    name="alertes.referent_changed",
    matter=Matter.CONTACT,
    sentence="Vous devenez la personne référente d’un EPM, ou vous y prenez le relais.",
    one="EPM dont vous êtes référent",
    many="EPM dont vous êtes référent",
    icon="users",
    may_be_declined=False,
    facts=("referent", "missing_referent"),
)
HOURS_DOUBTED = Kind(
    name="alertes.hours_doubted",
    matter=Matter.PLACES,
    sentence="Un visiteur signale des horaires faux de votre lieu.",
    one="signalement d’horaires",
    many="signalements d’horaires",
    icon="clock",
    facts=("hours_report",),
)
RECORD_TO_CHECK = Kind(
    name="alertes.record_to_check",
    matter=Matter.PLACES,
    sentence="Les horaires de votre lieu attendent depuis 90 jours d’être vérifiés.",
    one="fiche de lieu à vérifier",
    many="fiches de lieux à vérifier",
    icon="clock",
    rhythm=Rhythm.WEEKLY,
    facts=("place_check",),
)
KINDS = (
    *(DIGEST, SEARCH_NEWS, LETTER, LETTER_READY, REPLY_REFUSED),
    *(MEETING_ANNOUNCED, MEETING_CHANGED),
    *(MEMBER_MESSAGE, MEMBER_WROTE, MEMBER_MESSAGE_COPY, REFERENT_CHANGED),
    *(HOURS_DOUBTED, RECORD_TO_CHECK),
)
