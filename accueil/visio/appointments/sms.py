"""SMS by the gateway that the operator names (`EXTRANET_SMS_URL`), none by default: text is posted as JSON over HTTPS.

Any gateway that takes `{"to": "+33…", "text": "…"}` with a bearer token will do; another one needs a few lines before
it. Nothing that a gateway does or does not answer stops the site.
"""

import json
import logging
import re

from django.conf import settings

from reseau.web.outside_addresses.addresses import OutsideAddressError
from reseau.web.outside_addresses.posting import post_outside

logger = logging.getLogger(__name__)
SECONDS = 5
# French mobiles: the others cannot receive one.
MOBILE = re.compile(r"(?:\+33|0033|0)([67]\d{8})")
OUTSIDE_DIGITS = re.compile(r"[^\d+]")


def is_sms_offered() -> bool:
    return bool(settings.SMS_URL)


def mobile_number(phone: str) -> str:
    """Return the number as gateways take it, « +33639980000 »; empty for one that receives no SMS."""
    found = MOBILE.fullmatch(OUTSIDE_DIGITS.sub("", phone))
    return f"+33{found[1]}" if found else ""


def send_sms(phone: str, text: str) -> bool:
    """Send a text; return whether the gateway took it. Logs what went wrong, without the number."""
    number = mobile_number(phone)
    if not (is_sms_offered() and number):
        return False
    content = json.dumps({"to": number, "text": text}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
    try:
        status = post_outside(settings.SMS_URL, content, headers=headers, seconds=SECONDS)
    except OutsideAddressError as error:
        logger.warning("the SMS gateway cannot be reached: %s", error)
        return False
    if not 200 <= status < 300:
        logger.warning("the SMS gateway refused a text: %s", status)
    return 200 <= status < 300
