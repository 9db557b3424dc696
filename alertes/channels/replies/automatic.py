"""Mails that machines write: absences, lists, failures of delivery, the site's own (RFC 3834, 2919, 3464)."""

from email.message import EmailMessage

from alertes.channels.replies.delivery_reports import FAILED_RECIPIENTS

LOOP, BOUNCE, ABSENCE, LIST = "loop", "bounce", "absence", "list"
BULK = {"bulk", "list", "junk"}
ABSENCE_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Response")


def kind_of_machine(message: EmailMessage, *, own_header: str) -> str:
    """Return which kind of machine wrote the mail; empty for a person. `own_header` marks mails of the site."""
    if message.get(own_header):
        return LOOP
    is_report = message.get_content_type() == "multipart/report" or bool(message.get(FAILED_RECIPIENTS))
    if is_report or str(message.get("Return-Path", "")).strip() == "<>":
        return BOUNCE
    submitted = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    if submitted != "no" or any(message.get(header) for header in ABSENCE_HEADERS):
        return ABSENCE
    if message.get("List-Id") or str(message.get("Precedence", "")).strip().lower() in BULK:
        return LIST
    return ""
