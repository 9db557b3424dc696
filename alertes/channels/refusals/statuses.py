"""What the status of a delivery report is about: the address, which refuses the next mail too, or that mail alone."""

FINAL = "5."
# Too big, not understood, or refused by a rule of its reader: the address is alive (RFC 3463, 3.4, 3.7, 3.8).
ABOUT_THE_MAIL = ("5.3.4", "5.6.", "5.7.")


def is_about_the_address(status: str) -> bool:
    """Whether `status`, « 5.1.1 », says that the address refuses mails for good."""
    return status.startswith(FINAL) and not status.startswith(ABOUT_THE_MAIL)
