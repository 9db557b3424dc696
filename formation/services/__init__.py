"""What one does with the training year: open, change and cancel sessions, enrol and leave, close attendance, promise.

Every refusal is a ValidationError whose message is the sentence to show.
"""

from formation.services.attendance import close_attendance
from formation.services.enrolments import enrol, leave
from formation.services.plan import set_target
from formation.services.sessions import cancel_session, change_session, open_session

__all__ = [
    "cancel_session",
    "change_session",
    "close_attendance",
    "enrol",
    "leave",
    "open_session",
    "set_target",
]
