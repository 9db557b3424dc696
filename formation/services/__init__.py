"""What one does with the training year: open, change, cancel sessions; enrol, offer, leave; close attendance; promise.

Every refusal is a ValidationError whose message is the sentence to show.
"""

from formation.services.attendance import close_attendance
from formation.services.certificates import (
    choose_shown_name,
    give_certificate_again,
    issue_certificates,
    review_certificate,
    revoke_certificate,
)
from formation.services.enrolments import enrol, leave, put_first
from formation.services.evaluations import (
    answer_evaluation,
    ask_for_evaluations,
    forget_old_evaluations,
    remind_of_evaluations,
)
from formation.services.feeds import renew_feed, revoke_feed
from formation.services.offers import accept_offer, decline_offer, lapse_offers, release_kept_places
from formation.services.plan import set_target
from formation.services.sessions import announce_session, cancel_session, change_session, open_session

__all__ = [
    "accept_offer",
    "announce_session",
    "answer_evaluation",
    "ask_for_evaluations",
    "cancel_session",
    "change_session",
    "choose_shown_name",
    "close_attendance",
    "decline_offer",
    "enrol",
    "forget_old_evaluations",
    "give_certificate_again",
    "issue_certificates",
    "lapse_offers",
    "leave",
    "open_session",
    "put_first",
    "release_kept_places",
    "remind_of_evaluations",
    "renew_feed",
    "review_certificate",
    "revoke_certificate",
    "revoke_feed",
    "set_target",
]
