"""Links that open something to whoever has them: derived from their row by the key of the site, stored nowhere.

A copy of the database opens nothing. Facts of the row are signed with its key, so that a row that takes the place of
another one (a restored database, a link drawn anew) is not opened by the link of the former. Links that were stored
before are kept as fingerprints, and go on working (docs/adr/0038-doors.md).
"""

import hashlib
import re
from typing import Protocol, TypeVar

from django.apps import apps
from django.core.signing import BadSignature, Signer
from django.db.models import Model, Q, QuerySet

KEY = re.compile(r"[0-9]{1,18}")
# « {formation.employeragreement:12} » in a stored path: the token of that row, once the path is used.
PLACE = re.compile(r"\{([a-z0-9_]+\.[a-z0-9_]+):([0-9]+)\}")
HASH_LENGTH = 64


class LinkedRow(Protocol):
    """`link_facts` change when the link must stop working.

    `former_link`, of the models that had it, is the fingerprint of a link stored before.
    """

    pk: int

    @property
    def link_facts(self) -> tuple: ...


Row = TypeVar("Row", bound=Model)


def link_token(row: LinkedRow) -> str:
    """Return the part of the address that opens the row: « 12-o3wz… »."""
    return f"{row.pk}-{_signer(row).signature(_signed_text(row))}"


def row_behind(rows: QuerySet[Row], token: str) -> Row | None:
    """Return the row of `rows` that the token opens, signed with today's key or a former one. One query."""
    if not token.isascii():
        return None
    key, _, signature = token.partition("-")
    fingerprint = hash_token(token)
    condition = Q(former_link=fingerprint) if hasattr(rows.model, "former_link") else Q(pk__in=())
    if KEY.fullmatch(key):
        condition |= Q(pk=int(key))
    found = (row for row in rows.filter(condition) if _is_former(row, fingerprint) or _is_of(row, signature))
    return next(found, None)


def hash_token(token: str) -> str:
    """Return the fingerprint of a token: drawn among 2^192 at least, it cannot be guessed from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_place(row: LinkedRow) -> str:
    """Return what stands for the token of the row in a path that is stored: a mail that waits."""
    return f"{{{row._meta.label_lower}:{row.pk}}}"


def fill_token_places(path: str) -> str:
    """Return the path with the tokens of its rows; a row that is gone leaves a link that opens nothing."""
    return PLACE.sub(lambda place: _token_of(place[1], int(place[2])), path)


def _token_of(label: str, key: int) -> str:
    row = apps.get_model(label)._base_manager.filter(pk=key).first()
    return link_token(row) if row else str(key)


def _signed_text(row: LinkedRow) -> str:
    return "/".join(map(str, (row.pk, *row.link_facts)))


def _signer(row: LinkedRow) -> Signer:
    return Signer(salt=f"reseau.signed_links.{row._meta.label_lower}")


def _is_former(row: LinkedRow, fingerprint: str) -> bool:
    return getattr(row, "former_link", None) == fingerprint


def _is_of(row: LinkedRow, signature: str) -> bool:
    signer = _signer(row)
    try:
        signer.unsign(f"{_signed_text(row)}{signer.sep}{signature}")
    except BadSignature:
        return False
    return True
