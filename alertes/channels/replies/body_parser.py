"""Process that reads a whole mail from outside, on its input: `python -m alertes.channels.replies.body_parser MARKER`.

It gives what is new in its text, its attachments, and what a mail server says of a mail of ours that came back.
"""

import base64
from dataclasses import asdict
from email import message_from_binary_file, policy
from email.message import EmailMessage
from typing import BinaryIO

from alertes.channels.replies.delivery_reports import delivery_report
from alertes.channels.replies.reply_text import reply_text
from reseau.documents.extraction.confinement import run_confined

# Attachments stand in the answer, in letters: a third more than their bytes.
ANSWER = 24 * 1024 * 1024  # bytes


def examine_mail(file: BinaryIO, arguments: list[str]) -> dict:
    (marker,) = arguments
    message = message_from_binary_file(file, policy=policy.default)
    report = delivery_report(message)
    return {
        "text": reply_text(message, marker=marker),
        "files": attachments_of(message),
        "report": asdict(report) if report else None,
    }


def attachments_of(message: EmailMessage) -> list[dict[str, str]]:
    """Return the attachments; the pictures of signatures, which stand inside the text, are none."""
    return [
        {
            "name": part.get_filename(),
            "content_type": part.get_content_type(),
            "content": base64.b64encode(part.get_payload(decode=True) or b"").decode(),
        }
        for part in message.iter_attachments()
        if part.get_filename() and part.get_content_disposition() == "attachment"
    ]


if __name__ == "__main__":
    run_confined(examine_mail, answer=ANSWER)
