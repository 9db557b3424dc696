"""What one does with the training year: open, change and cancel sessions, enrol and leave, close attendance, promise.

Every refusal is a ValidationError whose message is the sentence to show. Proposing a year (`services.drafting`) stands
apart: pages do without the optimiser, which weighs more than the site.
"""

from formation.services.agreements import answer_agreement, remind_employers
from formation.services.attendance import close_attendance, fill_sheet, note_presence
from formation.services.certificates import (
    choose_shown_name,
    give_certificate_again,
    issue_certificates,
    review_certificate,
    revoke_certificate,
)
from formation.services.convocations import send_convocations, send_reminders
from formation.services.corrections import correct_attendance
from formation.services.dossiers import ask_for_dossier, make_dossier
from formation.services.enrolments import enrol, leave, put_first
from formation.services.entries import write_entries
from formation.services.evaluations import (
    answer_evaluation,
    ask_for_evaluations,
    forget_old_evaluations,
    remind_of_evaluations,
)
from formation.services.feeds import renew_feed, revoke_feed
from formation.services.late_arrivals import add_late
from formation.services.offers import accept_offer, decline_offer, lapse_offers, release_kept_places
from formation.services.own_presence import note_own_presence, own_enrolment
from formation.services.plan import set_target
from formation.services.rides import answer_ride, ask_ride, clear_rides, share_ride, stop_ride, withdraw_ride
from formation.services.sessions import announce_session, cancel_session, change_session, open_session
from formation.services.signed_sheets import bring_signed_sheet, remove_signed_sheet
from formation.services.trainers import forget_absence, note_absence, set_trainings_of, set_weekdays_of
from formation.services.wishes import (
    answer_wish,
    attach_wish,
    say_wish,
    support_wish,
    tell_wishers,
    want_training,
    withdraw_voice,
)

__all__ = [
    "accept_offer",
    "add_late",
    "announce_session",
    "answer_agreement",
    "answer_evaluation",
    "answer_ride",
    "answer_wish",
    "ask_for_dossier",
    "ask_for_evaluations",
    "ask_ride",
    "attach_wish",
    "bring_signed_sheet",
    "cancel_session",
    "change_session",
    "choose_shown_name",
    "clear_rides",
    "close_attendance",
    "correct_attendance",
    "decline_offer",
    "enrol",
    "fill_sheet",
    "forget_absence",
    "forget_old_evaluations",
    "give_certificate_again",
    "issue_certificates",
    "lapse_offers",
    "leave",
    "make_dossier",
    "note_absence",
    "note_own_presence",
    "note_presence",
    "open_session",
    "own_enrolment",
    "put_first",
    "release_kept_places",
    "remind_employers",
    "remind_of_evaluations",
    "remove_signed_sheet",
    "renew_feed",
    "review_certificate",
    "revoke_certificate",
    "revoke_feed",
    "say_wish",
    "send_convocations",
    "send_reminders",
    "set_target",
    "set_trainings_of",
    "set_weekdays_of",
    "share_ride",
    "stop_ride",
    "support_wish",
    "tell_wishers",
    "want_training",
    "withdraw_ride",
    "withdraw_voice",
    "write_entries",
]
