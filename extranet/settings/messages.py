"""When mails leave: hours at which nothing is sent but what is urgent, the hour of the digest of the day."""

import environ

# « 20-7 »: from eight in the evening to seven in the morning; empty, mails leave at any hour.
QUIET_HOURS = environ.Env().str("EXTRANET_QUIET_HOURS", default="20-7")
DIGEST_HOUR = environ.Env().int("EXTRANET_DIGEST_HOUR", default=7)
