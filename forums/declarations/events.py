"""Kinds of event of the forums."""

from alertes.choices.kinds import Kind, reviewers
from alertes.enums import Matter, Rhythm


def watches_somewhere(member) -> bool:
    """Coordinators, territorial animators, and the keepers of a project."""
    return member.is_coordinator or member.is_territorial or member.forum_memberships.filter(is_keeper=True).exists()


OWN_TOPIC_ANSWERED = Kind(
    name="forums.own_topic_answered",
    matter=Matter.FORUMS,
    sentence="On répond à une question que vous avez posée.",
    one="réponse à votre question",
    many="réponses à vos questions",
    icon="messages-square",
    rhythm=Rhythm.AT_ONCE,
    facts=("post",),
)
TOPIC_ANSWERED = Kind(
    name="forums.topic_answered",
    matter=Matter.FORUMS,
    sentence="On écrit dans un sujet que vous suivez.",
    one="message dans un sujet suivi",
    many="messages dans vos sujets suivis",
    icon="messages-square",
    facts=("post",),
)
TOPIC_OPENED = Kind(
    name="forums.topic_opened",
    matter=Matter.FORUMS,
    sentence="Un sujet s’ouvre dans un forum, sous un mot-clé ou par une personne que vous suivez.",
    one="nouveau sujet",
    many="nouveaux sujets",
    icon="messages-square",
    facts=("post",),
)
ANNOUNCED = Kind(
    name="forums.announced",
    matter=Matter.FORUMS,
    sentence="Une annonce paraît dans un forum que vous lisez.",
    one="annonce",
    many="annonces",
    icon="messages-square",
    facts=("post",),
)
QUESTION_TO_WATCH = Kind(
    name="forums.question_to_watch",
    matter=Matter.FORUMS,
    sentence="Une question est posée là où vous veillez.",
    one="question posée là où vous veillez",
    many="questions posées là où vous veillez",
    icon="messages-square",
    reaches=reviewers,
    facts=("post",),
)
QUESTION_CLIMBED = Kind(
    name="forums.question_climbed",
    matter=Matter.FORUMS,
    sentence="Une question sans réponse est montée jusqu’à vous.",
    one="question qui vous attend",
    many="questions qui vous attendent",
    icon="clock",
    reaches=reviewers,
    facts=("post",),
)
POST_USEFUL = Kind(
    name="forums.post_useful",
    matter=Matter.FORUMS,
    sentence="Votre réponse résout une question, ou sert à une fiche.",
    one="réponse utile",
    many="réponses utiles",
    icon="hand",
    facts=("post", "sheet"),
)
MENTIONED = Kind(
    name="forums.mentioned",
    matter=Matter.FORUMS,
    sentence="On vous nomme dans un message.",
    one="message qui vous nomme",
    many="messages qui vous nomment",
    icon="messages-square",
    facts=("post",),
)
FORUM_OPENED = Kind(
    name="forums.forum_opened",
    matter=Matter.FORUMS,
    sentence="On vous ouvre un forum.",
    one="forum ouvert pour vous",
    many="forums ouverts pour vous",
    icon="messages-square",
    lasting="Taken back from whoever is put out of the forum.",
)
MESSAGE_MODERATED = Kind(
    name="forums.message_moderated",
    matter=Matter.FORUMS,
    sentence="La modération masque, efface ou déplace ce que vous avez écrit.",
    one="mot de la modération",
    many="mots de la modération",
    icon="messages-square",
    facts=("moderation_action",),
)
REPORT_ANSWERED = Kind(
    name="forums.report_answered",
    matter=Matter.FORUMS,
    sentence="On répond à un signalement que vous avez fait.",
    one="signalement traité",
    many="signalements traités",
    icon="check",
    lasting="An answer stays what was written.",
)
TO_MODERATE = Kind(
    name="forums.to_moderate",
    matter=Matter.FORUMS,
    sentence="Un message attend une décision dans un forum où vous veillez.",
    one="rappel de messages à modérer",
    many="rappels de messages à modérer",
    icon="eye",
    reaches=watches_somewhere,
    lasting="Each decision says again what waits, or takes the message back.",
)
KINDS = (
    OWN_TOPIC_ANSWERED,
    TOPIC_ANSWERED,
    TOPIC_OPENED,
    ANNOUNCED,
    QUESTION_TO_WATCH,
    QUESTION_CLIMBED,
    POST_USEFUL,
    MENTIONED,
    FORUM_OPENED,
    MESSAGE_MODERATED,
    REPORT_ANSWERED,
    TO_MODERATE,
)
