"""A message is planned as a mail to whoever answers; nothing else of it is kept."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from alertes.channels.mails.services import plan_mails
from extranet.declarations.events import PUBLIC_MESSAGE
from extranet.public.contact.enums import ContactTopic
from extranet.public.contact.recipients import Recipient
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM

NOBODY = "Personne ne peut encore lire de message ici. Appelez un lieu du réseau\u00a0: l’annuaire donne les numéros."


@transaction.atomic
def send_message(
    *,
    recipient: Recipient,
    topic: ContactTopic,
    message: str,
    name: str,
    email: str,
    phone: str,
    commune: Commune | None,
    place: EPM | None = None,
) -> None:
    """Plan the mail of a message; who answers the mail writes to its sender.

    No receipt is mailed: anybody could have one sent to an address that is not theirs.
    Raises `ValidationError` if no address is known to write to.
    """
    if not recipient.addresses:
        raise ValidationError(NOBODY)
    ways = [words for words in (email and f"par courriel, à {email}", phone and f"par téléphone, au {phone}") if words]
    facts = [f"Sujet\u00a0: {topic.label}", f"De\u00a0: {name}", f"Pour lui répondre\u00a0: {', ou '.join(ways)}"]
    if place:
        facts.append(f"Lieu\u00a0: {place.name}")
    if commune:
        facts.append(f"Commune\u00a0: {commune.name}")
    plan_mails(
        recipients=(),
        addresses=recipient.addresses,
        key=f"contact:{uuid4()}",
        kind=PUBLIC_MESSAGE,
        subject=f"Message du public\u00a0: {topic.label}",
        text="\n".join([*facts, "", message]),
        url="",
        reply_to=email,
    )
