"""When mails leave: quiet hours, the hour of the digest of the day; when a question without an answer climbs."""

import environ

# « 20-7 »: from eight in the evening to seven in the morning; empty, mails leave at any hour.
QUIET_HOURS = environ.Env().str("EXTRANET_QUIET_HOURS", default="20-7")
DIGEST_HOUR = environ.Env().int("EXTRANET_DIGEST_HOUR", default=7)
# Working days after which a question without an answer climbs to the territorial animators, then to the coordination.
QUESTION_TERRITORY_DAYS = environ.Env().int("EXTRANET_QUESTION_TERRITORY_DAYS", default=1)
QUESTION_COORDINATION_DAYS = environ.Env().int("EXTRANET_QUESTION_COORDINATION_DAYS", default=3)
