"""The mailbox of the site: unread mails are taken over IMAP, one by one, and marked as read once they are stored."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from imap_tools import AND, BaseMailBox, MailBox, MailBoxUnencrypted, MailMessage, MailMessageFlags

from alertes.channels.mails.reply_addresses import replies_are_read
from alertes.channels.replies.services import MAX_BYTES, receive, treat_waiting

PATIENCE = 20
# The rest comes at the next tick.
BATCH = 50


class UnparsedMail(MailMessage):
    """A mail as its server gives it. The library would parse it here, in the worker, without a limit: one whose parts
    are nested too deep would stop every batch at its place.
    """

    def __init__(self, fetch_data: list) -> None:
        self.raw, self._raw_uid_data, self._raw_flag_data = self._get_message_data_parts(fetch_data)


def fetch_replies() -> str | None:
    """Take the unread mails of the mailbox, a batch at most; return how many, in words. None if there is no mailbox."""
    if not replies_are_read():
        return None
    taken = treat_waiting()
    if settings.REPLY_MAILBOX:
        with _opened(settings.REPLY_MAILBOX) as mailbox:
            taken += take_unread(mailbox)
    return f"{taken} courriel{'s' if taken > 1 else ''}"


def take_unread(mailbox: BaseMailBox) -> int:
    """Take the unread mails; of one that is too big, the headers alone. Processes with limits read what they say."""
    mailbox.email_message_class = UnparsedMail
    unread = list(mailbox.fetch(AND(seen=False), mark_seen=False, headers_only=True, limit=BATCH, bulk=False))
    for header in unread:
        if header.size_rfc822 > MAX_BYTES:
            receive(raw=header.raw, size=header.size_rfc822)
        else:
            for mail in mailbox.fetch(AND(uid=header.uid), mark_seen=False):
                receive(raw=mail.raw)
        # Only now: a process killed before leaves it unread, and what is taken twice counts once.
        mailbox.flag(header.uid, MailMessageFlags.SEEN, value=True)
    return len(unread)


def _opened(address: str) -> BaseMailBox:
    """Log in at `imaps://user:password@host:993/INBOX`; plain `imap://` is for a server on the same machine."""
    parts = urlsplit(address)
    host, folder = parts.hostname or "", parts.path.strip("/") or "INBOX"
    if parts.scheme == "imaps":
        mailbox = MailBox(host, parts.port or 993, timeout=PATIENCE)
    else:
        mailbox = MailBoxUnencrypted(host, parts.port or 143, timeout=PATIENCE)
    return mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""), initial_folder=folder)
