"""Malformed input: what no form and no address of the site expects, cleaned or refused at the door."""

import json
import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Field, ForeignKey, IntegerField
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

# Characters that no text holds: a browser sends them by accident, databases and papers refuse them.
# What XML refuses as well, since spreadsheets, papers and feeds are made of it: controls but the tabulation and the
# ends of lines, halves of surrogate pairs, the two last places of the plane.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# Pages write four levels at most.
MOST_LEVELS = 20


def clean_text(text: str) -> str:
    """Return the text without the characters that nobody can write, which nobody sees either."""
    return UNWRITABLE.sub("", text)


def clean_data(data: QueryDict) -> QueryDict:
    """Return the same data, or a copy whose texts are clean."""
    if not any(UNWRITABLE.search(text) for name, texts in data.lists() for text in (name, *texts)):
        return data
    cleaned = QueryDict(mutable=True)
    for name, texts in data.lists():
        cleaned.setlist(clean_text(name), [clean_text(text) for text in texts])
    cleaned._mutable = False
    return cleaned


def read_json(content: bytes) -> object:
    """Return a value that a browser sent as JSON, whose texts are clean.

    Raises ValueError if it is none, or if it is nested deeper than a page would write it.
    """
    try:
        return clean_json(json.loads(content))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def clean_json(value: object, *, levels: int = MOST_LEVELS) -> object:
    """Return a value read from JSON, whose texts are clean. Raises ValueError if it has more levels than that."""
    if isinstance(value, str):
        return clean_text(value)
    if not isinstance(value, list | dict):
        return value
    if not levels:
        raise ValueError("nested too deep")
    if isinstance(value, list):
        return [clean_json(each, levels=levels - 1) for each in value]
    return {clean_text(name): clean_json(each, levels=levels - 1) for name, each in value.items()}


# Numbers that no row can bear: a database refuses to compare them; here, no row has them.
#
# Django answers so for `pk=…` alone. The same holds for a list of keys and for a relation.
# The largest key of a row.
LARGEST_KEY = 2**63 - 1


def fits(value: object, field: Field) -> bool:
    """Tell whether a column of the field could hold the value."""
    if not isinstance(value, int):
        return True
    while isinstance(field, ForeignKey):
        field = field.target_field
    if not isinstance(field, IntegerField):
        return True
    least, most = connection.ops.integer_field_range(field.get_internal_type())
    return (least is None or value >= least) and (most is None or value <= most)


class OfPossibleNumbers:
    """A lookup in a list, which leaves out the numbers that no row can bear."""

    def get_prep_lookup(self):
        prepared = super().get_prep_lookup()
        if not self.rhs_is_direct_value():
            return prepared
        return [value for value in prepared if fits(value, self.lhs.output_field)]


@IntegerField.register_lookup
class PossibleIn(OfPossibleNumbers, In):
    """`pk__in=…`."""


@ForeignKey.register_lookup
class PossibleRelatedIn(OfPossibleNumbers, RelatedIn):
    """`member__in=…`."""


@ForeignKey.register_lookup
class PossibleRelatedExact(RelatedExact):
    """`member=…`, `member_id=…`."""

    def process_rhs(self, compiler, connection):
        if not fits(self.rhs, self.lhs.output_field):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


# The door of the site: addresses and data that no page expects never come to a view.
class MalformedInputMiddleware:
    """Answers 404 to an address that names nothing, and cleans what is typed.

    An address names nothing if it holds a character that no text holds, a number that no row bears, or a year that no
    calendar has.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if UNWRITABLE.search(request.path_info):
            raise Http404
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs: dict) -> None:
        if any(isinstance(value, int) and value > LARGEST_KEY for value in view_kwargs.values()):
            raise Http404
        # No day comes before the first year, or after the last.
        if "year" in view_kwargs and not MINYEAR < view_kwargs["year"] < MAXYEAR:
            raise Http404
        request.GET = clean_data(request.GET)
        if request.method == "POST":
            request.POST = clean_data(request.POST)
