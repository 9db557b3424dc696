"""Post a few bytes to an address outside the site: over HTTPS, to public machines only, no redirect, little time."""

import http.client
import time
from collections.abc import Mapping
from contextlib import closing

from django.conf import settings

from reseau.web.outside_addresses.addresses import OutsideAddressError, destination_of
from reseau.web.outside_addresses.connection import BROKEN, outside_connection, own_name, path_of

NOTHING_LEAVES = "Ici, rien n’est envoyé sur le réseau\u00a0: c’est une démonstration."


class UnansweredPostError(OutsideAddressError):
    """What was posted left, and nobody knows whether it arrived."""


def post_outside(address: str, content: bytes, *, headers: Mapping[str, str], seconds: float) -> int:
    """Post `content` to `address` and return the status that it answers, within `seconds`; its words are not read.

    Raises `OutsideAddressError` if nothing was posted: a forbidden or unknown address, a machine that is down. Raises
    `UnansweredPostError` if it may have been.
    """
    if settings.DEMO:
        raise OutsideAddressError(NOTHING_LEAVES)
    destination = destination_of(address)
    if destination.url.scheme != "https":
        raise OutsideAddressError("Rien n’est envoyé à une adresse qui n’est pas en https://.")
    own_headers = {"Connection": "close", "User-Agent": own_name()}
    with outside_connection(destination, time.monotonic() + seconds) as connection:
        try:
            connection.request("POST", path_of(destination), body=content, headers=dict(headers) | own_headers)
            with closing(connection.getresponse()) as response:
                return response.status
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise UnansweredPostError(BROKEN) from error
