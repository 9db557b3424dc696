"""Cards: logging in with a number and a secret, giving a new secret."""

from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import transaction

from b2i.learners.card_numbers import read_card_number
from b2i.learners.models.learner import LOCK_DURATION, WRONG_SECRETS_ALLOWED, Learner, new_secret
from reseau.members.models.member import Member

WRONG_CARD_MESSAGE = (
    "Le numéro ou le code n’est pas bon. Regardez votre carte et recommencez. "
    "Si cela ne marche pas, demandez un nouveau code à l’animatrice ou à l’animateur."
)
LOCKED_CARD_MESSAGE = (
    "5\u00a0erreurs\u00a0: la carte est bloquée 15\u00a0minutes. "
    "Pour un nouveau code, demandez à l’animatrice ou à l’animateur."
)


class CardRefusedError(Exception):
    """The card did not open a record; `str()` is a sentence for the person."""


@transaction.atomic
def reset_secret(*, learner: Learner) -> str:
    """A new secret for the card: the old one is dead, the card is open, sessions opened with the old one are closed."""
    secret = new_secret()
    learner.set_secret(secret)
    learner.save(update_fields=["card_secret"])
    Learner.objects.filter(pk=learner.pk).forgive()
    if not learner.member.has_usable_password():
        # Another unusable password changes the hash that every session of the member is tied to.
        learner.member.set_unusable_password()
        learner.member.save(update_fields=["password"])
    return secret


def login_with_card(*, number: str, secret: str) -> Learner:
    """The learner whose card this is; raises `CardRefusedError` with the same sentences whether the card exists or not.

    Not in one transaction on purpose: a try is spent, for good, before the secret is looked at. A card never opens the
    account of somebody who works in the network: four digits are enough for a record, not for that.
    """
    number = read_card_number(number)
    learner = Learner.objects.select_related("member").filter(card_number=number).first()
    if learner is None:
        make_password(secret)  # takes as long as looking at a secret
        raise CardRefusedError(_refusal(is_locked=_spend_try_of_nobody(number) >= WRONG_SECRETS_ALLOWED))
    card = Learner.objects.filter(pk=learner.pk)
    may_try = card.spend_try()
    is_right = learner.check_secret(secret)
    if not may_try or not is_right or not _may_use_card(learner.member):
        learner.refresh_from_db(fields=["locked_until"])
        raise CardRefusedError(_refusal(is_locked=learner.is_locked))
    card.forgive()
    return learner


def _may_use_card(member: Member) -> bool:
    return member.is_active and not member.is_in_network and not member.is_superuser


def _spend_try_of_nobody(number: str) -> int:
    """Counts tries on a number that no card has, so that it seems to lock like a real one."""
    key = f"b2i.card.{number}"
    seconds = LOCK_DURATION.total_seconds()
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it expired between the two lines
        return 1


def _refusal(*, is_locked: bool) -> str:
    return LOCKED_CARD_MESSAGE if is_locked else WRONG_CARD_MESSAGE
