"""What a mail server says of a mail of ours that it could not deliver (RFC 3464), whichever server writes it.

Postfix and Exchange write a `multipart/report` with a part for machines; Exim writes it when asked, a plain text that
names the address in a header otherwise.
"""

import re
from dataclasses import dataclass
from email.message import EmailMessage, Message

# « 5.1.1 »: class, subject, detail (RFC 3463). « 550 » before it: the answer of SMTP.
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
SMTP_ANSWER = re.compile(r"\b([45])\d\d[ -]")
NO_DETAIL = {"5.0.0", "4.0.0"}
FAILED, DELAYED = "failed", "delayed"
FAILED_RECIPIENTS = "X-Failed-Recipients"
# What stands below, in a plain text, is our mail.
COPY = re.compile(r"^-{4,} This is a copy of ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """`status` as RFC 3463 writes it, « 5.1.1 »; `answer`: the words of the server, in one line."""

    status: str
    answer: str


def delivery_report(message: EmailMessage) -> DeliveryReport | None:
    """Return what the report says, the worst of its recipients; None if nothing failed, or if nobody can tell."""
    reports = [report for part in _status_parts(message) for report in _reports_of(part)]
    if not reports and message.get(FAILED_RECIPIENTS):
        reports = _of_plain_text(message)
    return max(reports, key=lambda report: report.status, default=None)


def _status_parts(message: EmailMessage) -> list[Message]:
    """Return the parts for machines: not those of a report that we would have written ourselves, deeper inside."""
    parts = message.iter_parts() if message.is_multipart() else ()
    return [part for part in parts if part.get_content_type() == "message/delivery-status"]


def _reports_of(part: Message) -> list[DeliveryReport]:
    """Return what it says of each recipient; the first block is about the whole mail."""
    blocks = part.get_payload()
    found = []
    for block in blocks if isinstance(blocks, list) else []:
        action = str(block.get("Action", "")).strip().lower()
        status = STATUS.search(str(block.get("Status", "")))
        if action in (FAILED, DELAYED) and status:
            answer = _one_line(str(block.get("Diagnostic-Code", "")).partition(";")[2])
            found.append(DeliveryReport(_precise(status[1], answer, action), answer or status[1]))
    return found


def _of_plain_text(message: EmailMessage) -> list[DeliveryReport]:
    body = message.get_body(("plain",))
    try:
        text = COPY.split(body.get_content())[0] if body else ""
    except (LookupError, UnicodeDecodeError):
        return []
    answer = SMTP_ANSWER.search(text)
    if not answer:
        return []
    words = _one_line(text[answer.start() :])
    return [DeliveryReport(_precise(f"{answer[1]}.0.0", words, FAILED), words)]


def _precise(status: str, answer: str, action: str) -> str:
    """Return the status of the server that answered, where the one that reports says no more than « failed »."""
    if action == DELAYED:
        return f"4{status[1:]}"
    told = STATUS.search(answer)
    return told[1] if status in NO_DETAIL and told and told[1][0] == status[0] else status


def _one_line(text: str) -> str:
    return " ".join(text.split())
