"""Numbers in bands: each holds enough people, and all of them find theirs."""

from hypothesis import given
from hypothesis import strategies as st

from enquetes.findings.open_data.columns import MOST_BANDS, OpenColumn, bands_of, grouped_column, may_group


@given(st.lists(st.integers(-5, 40), max_size=80), st.integers(2, 9))
def test_each_band_holds_enough_people(numbers, smallest):
    bands = bands_of(numbers, smallest)

    if len(numbers) < smallest:
        assert bands == []
        return
    held = [[number for number in numbers if band.lowest <= number <= band.highest] for band in bands]
    assert sorted(number for own in held for number in own) == sorted(numbers)
    assert all(len(own) >= smallest for own in held)
    assert len(bands) <= MOST_BANDS
    assert [(min(own), max(own)) for own in held] == [(band.lowest, band.highest) for band in bands]
    assert len({band.code for band in bands}) == len(bands)


@given(st.integers(0, 12))
def test_grouped_answers_stand_in_order_two_by_two(count):
    codes = {str(rank): f"Réponse {rank}" for rank in range(count)}

    column, recoding = grouped_column(OpenColumn("age", "age", "Votre âge", codes))

    if not may_group(count):
        assert (column.codes, recoding) == (codes, {})
        return
    parts = [code.split("+") for code in column.codes]
    assert [code for part in parts for code in part] == list(codes)
    assert {len(part) for part in parts[:-1]} <= {2}
    assert (len(parts) > 1, len(parts[-1])) == (True, 2 - count % 2)
    assert recoding == {code: "+".join(part) for part in parts for code in part}
