"""Kinds of event of the site itself: accesses, messages of the public. Nobody declines them."""

from alertes.choices.kinds import Kind
from alertes.enums import Matter, Rhythm

ACCESS_CHANGED = Kind(
    name="extranet.access_changed",
    matter=Matter.CONTACT,
    sentence="Ce qui touche à votre compte\u00a0: mot de passe, adresse, double authentification.",
    one="accès changé",
    many="accès changés",
    icon="key-round",
    rhythm=Rhythm.AT_ONCE,
    is_urgent=True,
    may_be_declined=False,
    lasting="It says what happened to the access, on its day.",
)
PUBLIC_MESSAGE = Kind(
    name="extranet.public_message",
    matter=Matter.CONTACT,
    sentence="Ce que l’on vous écrit par la page de contact.",
    one="message du public",
    many="messages du public",
    icon="mail",
    rhythm=Rhythm.AT_ONCE,
    is_urgent=True,
    may_be_declined=False,
    reaches=lambda member: member.is_coordinator or member.is_territorial or bool(member.referent_epm_ids),
    lasting="The words of a person stay what they wrote.",
)
ACCESS_REVIEW = Kind(
    name="extranet.access_review",
    matter=Matter.CONTACT,
    sentence="Une fois par an, dire qui est toujours là.",
    one="revue des accès",
    many="revues des accès",
    icon="users",
    may_be_declined=False,
    reaches=lambda member: member.is_coordinator or member.is_territorial or bool(member.referent_epm_ids),
    facts=("reviewed_team",),
)
KINDS = (ACCESS_CHANGED, ACCESS_REVIEW, PUBLIC_MESSAGE)
