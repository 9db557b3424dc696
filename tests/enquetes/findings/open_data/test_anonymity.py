"""Small groups: found, told, suppressed; nothing else is."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from enquetes.findings.open_data.anonymity import check_anonymity, suppress_small_groups

ROWS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(["", "a", "b", "c"]) for name in ("x", "y", "z")}), max_size=60
)
COLUMNS = st.lists(st.sampled_from(["x", "y", "z"]), unique=True)


def sizes(rows, columns) -> Counter:
    return Counter(tuple(row[name] for name in columns) for row in rows)


@given(ROWS, COLUMNS, st.integers(2, 8))
def test_rows_that_stay_are_those_of_large_groups(rows, columns, wanted):
    kept = suppress_small_groups(rows, columns, wanted=wanted)
    check = check_anonymity(kept, columns, wanted=wanted)

    assert check.holds
    assert kept == [row for row in rows if sizes(rows, columns)[tuple(row[name] for name in columns)] >= wanted]


@given(ROWS, COLUMNS, st.integers(2, 8))
def test_check_counts_small_groups_and_what_each_column_costs(rows, columns, wanted):
    check = check_anonymity(rows, columns, wanted=wanted)

    groups = sizes(rows, columns)
    assert check.smallest == min(groups.values(), default=None)
    assert check.alone == sum(size for size in groups.values() if size < wanted)
    assert check.left == len(suppress_small_groups(rows, columns, wanted=wanted))
    assert set(check.without) == set(columns)
    # Fewer columns make larger groups.
    assert all(alone <= check.alone for alone in check.without.values())
