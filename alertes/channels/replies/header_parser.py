"""Process that reads the headers of a mail, on its input: `python -m alertes.channels.replies.header_parser HEADER`.

HEADER is the name of the one that only the mails of the site bear.

It says whom the mail was sent to, by whom, and whether a machine wrote it. The library that reads headers needs a time
that grows with the square of some of them.
"""

from email import message_from_binary_file, policy
from email.headerregistry import Address
from email.message import EmailMessage
from typing import BinaryIO

from alertes.channels.replies.automatic import kind_of_machine
from reseau.documents.extraction.confinement import run_confined

# Headers in which mail servers leave the address to which a mail was sent.
RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")


def examine_headers(file: BinaryIO, arguments: list[str]) -> dict:
    (own_header,) = arguments
    message = message_from_binary_file(file, policy=policy.default)
    machine = kind_of_machine(message, own_header=own_header)
    return {"recipients": recipients_of(message), "sender": sender_of(message), "machine": machine}


def recipients_of(message: EmailMessage) -> list[str]:
    """Return the addresses to which the mail was sent, those that its servers noted first."""
    found: list[str] = []
    for header in RECIPIENT_HEADERS:
        for value in message.get_all(header, []):
            addresses: tuple[Address, ...] = getattr(value, "addresses", ())
            found += [address.addr_spec for address in addresses] or [str(value).strip("<> ")]
    return list(dict.fromkeys(found))


def sender_of(message: EmailMessage) -> str:
    """Return the address in the From header; empty if there is none."""
    addresses = getattr(message.get("From"), "addresses", ())
    return addresses[0].addr_spec.lower() if addresses else ""


if __name__ == "__main__":
    run_confined(examine_headers)
