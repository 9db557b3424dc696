"""Sending pushes that are due, each at most once.

A worker claims one in the database, posts it, then writes that it left. Killed in between, or without an answer, it is
not posted again: the notice waits in the site. What surely did not leave is tried again, later and later.
"""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from alertes.channels.push.message import encrypted, headers
from alertes.channels.push.models import PushedNotice
from alertes.choices.kinds import kind_named
from alertes.choices.preferences.hours import after_quiet, quiet_hours
from alertes.choices.preferences.rhythms import rhythms_of
from alertes.enums import Rhythm
from reseau.people.members.models.member import Member
from reseau.web.outside_addresses.addresses import OutsideAddressError
from reseau.web.outside_addresses.posting import NOTHING_LEAVES, UnansweredPostError, post_outside

logger = logging.getLogger(__name__)

BATCH = 100
# The worker has other jobs: the remaining ones are sent by the next job.
BATCH_SECONDS = 60
SECONDS = 10
STUCK_AFTER = timedelta(minutes=10)
FIRST_PATIENCE = timedelta(minutes=5)
# About three hours after the first attempt.
MAX_ATTEMPTS = 5
OLDEST = timedelta(days=1)

GONE = frozenset({404, 410})
BUSY = 429
SERVER_ERROR = 500
LOST = "Envoi interrompu\u00a0: peut-être parti, non renvoyé."


def send_waiting_pushes() -> int:
    """Post what is due, for a minute at most; return how many left. Safe to run twice, even at once."""
    begin, sent_count = time.monotonic(), 0
    for pk in list(PushedNotice.objects.due().values_list("pk", flat=True)[:BATCH]):
        if time.monotonic() - begin > BATCH_SECONDS:
            break
        sent_count += _send(pk)
    return sent_count


def reap_abandoned_pushes() -> int:
    """Close what a killed worker was sending; return how many."""
    abandoned = PushedNotice.objects.abandoned(timezone.now() - STUCK_AFTER)
    return abandoned.update(settled=timezone.now(), problem=LOST)


def _send(pk: int) -> bool:
    """Post one; True if it left."""
    if not PushedNotice.objects.claim(pk):
        return False
    pushed = PushedNotice.objects.select_related("device", "notice").filter(pk=pk).first()
    if pushed is None:  # withdrawn meanwhile
        return False
    now, member = timezone.now(), pushed.device.member_id
    hours = quiet_hours([member])[member]
    if (end := after_quiet(now, hours)) > now:
        pushed.put_back(due=end, attempts=pushed.attempts - 1)
        return False
    if reason := drop_reason(pushed):
        pushed.settle(reason)
        return False
    try:
        content, about = encrypted(pushed), headers(pushed.device, hours, now)
        status = post_outside(pushed.device.endpoint, content, headers=about, seconds=SECONDS)
    except UnansweredPostError:
        logger.warning("push %s got no answer", pk)
        pushed.settle(LOST)
        return False
    except OutsideAddressError as error:
        _postpone(pushed, str(error))
        return False
    except Exception as error:  # what a browser gave and nobody can encrypt for: the others still leave
        logger.warning("push %s can't be written: %s", pk, error)
        pushed.settle(type(error).__name__)
        return False
    return _take_answer(pushed, status)


def drop_reason(pushed: PushedNotice) -> str:
    """Return why what was planned is not worth sending any more, or nothing."""
    if settings.DEMO:
        return NOTHING_LEAVES
    notice, kind, member = pushed.notice, kind_named(pushed.notice.kind), pushed.device.member_id
    if notice.read_at:
        return "L’alerte a été lue avant."
    if not settings.PUSH_KEY or timezone.now() - notice.created > OLDEST:
        return "L’alerte est trop ancienne, ou le site n’a plus de clé."
    if not Member.objects.filter(pk=member).in_network().exists():
        return "La personne n’a plus de poste dans le réseau."
    if not pushed.is_asked and rhythms_of([member], kind)[member] is not Rhythm.AT_ONCE:
        return "La personne ne veut plus l’apprendre aussitôt."
    return ""


def _take_answer(pushed: PushedNotice, status: int) -> bool:
    """Close what left, forget a device that is no more, try again what was refused for now."""
    if status in GONE:
        pushed.device.delete()
        return False
    if status == BUSY or status >= SERVER_ERROR:
        _postpone(pushed, f"réponse {status}")
        return False
    if not 200 <= status < 300:
        logger.warning("push %s was refused: %s", pushed.pk, status)
        pushed.settle(f"réponse {status}")
        return False
    pushed.settle()
    type(pushed.device).objects.filter(pk=pushed.device.pk).update(last_told=timezone.now())
    return True


def _postpone(pushed: PushedNotice, problem: str) -> None:
    logger.warning("push %s did not leave: %s", pushed.pk, problem)
    if pushed.attempts >= MAX_ATTEMPTS:
        pushed.settle(problem)
        return
    due = timezone.now() + FIRST_PATIENCE * 3 ** (pushed.attempts - 1)
    pushed.put_back(due=due, attempts=pushed.attempts, problem=problem)
