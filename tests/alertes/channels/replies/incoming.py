"""Mails that come in, for tests."""

from email import policy
from email.message import EmailMessage
from itertools import count

_numbers = count(1)


def mail_to(address: str, text: str = "Oui, une rallonge.", *, subtype: str = "plain", files=(), **headers) -> bytes:
    """Return a mail to the address. `files`: name and content of attachments; `headers` replace or add (`x_loop`)."""
    message = EmailMessage(policy=policy.SMTP)
    given = {"From": "Jeanne <jeanne@ailleurs.example>", "To": address, "Subject": "Re: Une réponse"}
    given["Message-ID"] = f"<{next(_numbers)}@ailleurs.example>"
    given |= {name.replace("_", "-").title().replace("-Id", "-ID"): value for name, value in headers.items()}
    for name, value in given.items():
        if value:
            message[name] = value
    message.set_content(text, subtype=subtype)
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()
