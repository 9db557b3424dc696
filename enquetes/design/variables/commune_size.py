"""Sizes of communes: the bracket that holds a number of inhabitants, in Python and in queries."""

from bisect import bisect_right

from django.db.models import PositiveIntegerField, SmallIntegerField, Transform

# Lowest number of inhabitants of each bracket but the first.
STEPS = (500, 2_000, 10_000)
# Key of a bracket, from the smallest: its code and its words.
BRACKETS = (
    ("moins_de_500", "moins de 500\u00a0habitants"),
    ("500_a_1999", "500 à 1\u202f999\u00a0habitants"),
    ("2000_a_9999", "2\u202f000 à 9\u202f999\u00a0habitants"),
    ("10000_et_plus", "10\u202f000\u00a0habitants et plus"),
)


def bracket_of(inhabitants: int) -> int:
    """Return the key of the bracket of a commune."""
    return bisect_right(STEPS, inhabitants)


@PositiveIntegerField.register_lookup
class SizeBracket(Transform):
    """The key of the bracket, at the end of a query path: `commune__population__size_bracket`."""

    lookup_name = "size_bracket"
    output_field = SmallIntegerField()

    def as_sql(self, compiler, connection, **kwargs) -> tuple[str, tuple]:
        inhabitants, params = compiler.compile(self.lhs)
        cases = " ".join(f"WHEN {inhabitants} < {step} THEN {key}" for key, step in enumerate(STEPS))
        return f"CASE {cases} ELSE {len(STEPS)} END", (*params,) * len(STEPS)
