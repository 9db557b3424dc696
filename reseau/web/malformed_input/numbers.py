"""Numbers that no row can bear: a database refuses to compare them; here, no row has them.

Django answers so for `pk=…` alone. The same holds for a list of keys and for a relation.
"""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Field, ForeignKey, IntegerField
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In

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
