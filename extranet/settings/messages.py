"""When mails leave: quiet hours, the hour of the digest of the day; when a question without an answer climbs; how much
one person writes in the forums, and whose links are read first; when questions propose a training; the key of pushes.
"""

import re

import environ

# « 20-7 »: from eight in the evening to seven in the morning; empty, mails leave at any hour.
QUIET_HOURS = environ.Env().str("EXTRANET_QUIET_HOURS", default="20-7")
DIGEST_HOUR = environ.Env().int("EXTRANET_DIGEST_HOUR", default=7)
# Working days after which a question without an answer climbs to the territorial animators, then to the coordination.
QUESTION_TERRITORY_DAYS = environ.Env().int("EXTRANET_QUESTION_TERRITORY_DAYS", default=1)
QUESTION_COORDINATION_DAYS = environ.Env().int("EXTRANET_QUESTION_COORDINATION_DAYS", default=3)
# Of one person, in one hour, but for those who watch over the forum.
FORUM_TOPICS_AN_HOUR = environ.Env().int("EXTRANET_FORUM_TOPICS_AN_HOUR", default=6)
FORUM_POSTS_AN_HOUR = environ.Env().int("EXTRANET_FORUM_POSTS_AN_HOUR", default=40)
# Somebody whose account is younger than these days, and who has fewer messages than this in the forums, is new there: a
# message of theirs that leads outside the site is read before it is published.
FORUM_NEW_MEMBER_DAYS = environ.Env().int("EXTRANET_FORUM_NEW_MEMBER_DAYS", default=30)
FORUM_NEW_MEMBER_POSTS = environ.Env().int("EXTRANET_FORUM_NEW_MEMBER_POSTS", default=3)
# People who asked a question on the same tag within these days before a training is proposed to the coordination.
REPEATED_QUESTIONS_PEOPLE = environ.Env().int("EXTRANET_REPEATED_QUESTIONS_PEOPLE", default=3)
REPEATED_QUESTIONS_DAYS = environ.Env().int("EXTRANET_REPEATED_QUESTIONS_DAYS", default=183)
# Key of pushes to browsers (VAPID), made by `manage.py new_push_key`; empty: they are not offered.
PUSH_KEY = environ.Env().str("EXTRANET_PUSH_KEY", default="").strip().rstrip("=")
if PUSH_KEY and not re.fullmatch(r"[A-Za-z0-9_-]{43}", PUSH_KEY):
    raise environ.ImproperlyConfigured("EXTRANET_PUSH_KEY : une clé de manage.py new_push_key (43 caractères).")

# SMS of the video desks (accueil.visio.appointments.sms): the gateway to post them to, none by default, and its token.
SMS_URL = environ.Env().str("EXTRANET_SMS_URL", default="").strip()
SMS_TOKEN = environ.Env().str("EXTRANET_SMS_TOKEN", default="").strip()
if SMS_URL and not SMS_URL.startswith("https://"):
    raise environ.ImproperlyConfigured("EXTRANET_SMS_URL : une adresse en https://.")
