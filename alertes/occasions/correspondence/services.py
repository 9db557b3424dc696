"""Write to a member by the site: a mail and an alert for its reader, who answers its sender, a copy for the sender.

The mails alone hold the words.
"""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from alertes.channels.mails.services import plan_mails
from alertes.channels.notices.services import notify
from alertes.declarations.events import MEMBER_MESSAGE, MEMBER_MESSAGE_COPY, MEMBER_WROTE
from reseau.people.members.models.member import Member

NO_ADDRESS = "Cette personne n’a pas d’adresse électronique\u00a0: le site ne peut pas lui transmettre de message."
NO_WAY_BACK = (
    "Ajoutez d’abord votre adresse électronique à votre compte\u00a0: sans elle, on ne peut pas vous répondre."
)


@transaction.atomic
def send_to_member(*, recipient: Member, sender: Member, subject: str, message: str) -> None:
    """Plan the mail of a message, its alert and its copy; whoever answers writes to `sender`.

    Raises ValidationError if either has no address.
    """
    if not recipient.email:
        raise ValidationError(NO_ADDRESS)
    if not sender.email:
        raise ValidationError(NO_WAY_BACK)
    place = f", {sender.main_position}" if sender.main_position else ""
    key = f"member_message:{uuid4()}"
    plan_mails(
        recipients=[recipient],
        key=key,
        kind=MEMBER_MESSAGE,
        subject=f"{sender}\u00a0: {subject}",
        text=f"{sender}{place}, vous écrit par l’extranet.\n\n{message}\n\nPour répondre\u00a0: {sender.email}.",
        url=sender.get_absolute_url(),
        reply_to=sender.email,
    )
    notify(
        members=[recipient],
        key=key,
        kind=MEMBER_WROTE,
        text=f"{sender} vous a écrit\u00a0: le message part à votre adresse électronique.",
        url=sender.get_absolute_url(),
    )
    plan_mails(
        recipients=[sender],
        key=key,
        kind=MEMBER_MESSAGE_COPY,
        subject=f"Copie de votre message à {recipient}\u00a0: {subject}",
        text=f"Vous avez écrit à {recipient} par l’extranet.\n\n{message}\n\nSa réponse viendra à votre adresse.",
        url=recipient.get_absolute_url(),
    )
