"""`manage.py receive_mail < mail`: for a mail server that hands each mail to a command (Postfix, Exim: `|command`)."""

import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from alertes.channels.mails.reply_addresses import replies_are_read
from alertes.channels.replies.services import MAX_BYTES, receive
from reseau.documents.extraction.reader import ReaderFailedError

# Exit codes of sysexits.h, which mail servers know: try again later; this command is not configured.
TRY_LATER, NOT_CONFIGURED = 75, 78


class Command(BaseCommand):
    help = "Reçoit un courriel sur l’entrée standard\u00a0: une réponse à un courriel du site est publiée."

    def handle(self, *args, **options) -> None:
        if not replies_are_read():
            self.stderr.write("EXTRANET_REPLY_ADDRESS n’est pas donnée\u00a0: le site ne reçoit pas de courriel.")
            sys.exit(NOT_CONFIGURED)
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        size = len(raw)
        while chunk := sys.stdin.buffer.read(1 << 20):  # the rest is read, so that the mail server is not cut short
            size += len(chunk)
        try:
            incoming = receive(raw=raw, size=size if size > MAX_BYTES else None)
        except (DatabaseError, ReaderFailedError) as error:
            self.stderr.write(str(error))
            sys.exit(TRY_LATER)
        if incoming and incoming.problem:
            self.stdout.write(f"{incoming.get_state_display()}\u00a0: {incoming.problem}")
