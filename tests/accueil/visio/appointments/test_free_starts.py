"""Free starts, whatever is open and taken: each is free from end to end, and none is left out without a reason."""

from hypothesis import given
from hypothesis import strategies as st

from accueil.visio.appointments.free_starts import FreeStart, SlotOpening, TakenQuarters, free_starts

QUARTERS = st.sets(st.integers(30, 60), max_size=12)
OPENINGS = st.lists(
    st.builds(
        lambda slot, room, first, length: SlotOpening(slot, room, first, first + length),
        st.integers(1, 4),
        st.integers(1, 2),
        st.integers(30, 50),
        st.integers(1, 12),
    ),
    max_size=3,
)
TAKEN = st.builds(
    TakenQuarters,
    rooms=st.dictionaries(st.integers(1, 2), QUARTERS),
    desks=st.dictionaries(st.integers(1, 2), QUARTERS),
    members=st.dictionaries(st.integers(1, 3), QUARTERS),
)


@given(openings=OPENINGS, length=st.integers(1, 8), taken=TAKEN, earliest=st.integers(0, 60), desks=st.integers(0, 2))
def test_room_desk_and_member_of_a_start_are_free_until_its_end(openings, length, taken, earliest, desks):
    starts = free_starts(
        openings=openings,
        length=length,
        desks=list(range(1, desks + 1)),
        members=[1, 2, 3],
        taken=taken,
        earliest=earliest,
    )

    assert [start.quarter for start in starts] == sorted({start.quarter for start in starts})
    for start in starts:
        needed = set(range(start.quarter, start.quarter + length))
        assert any(
            (each.slot, each.room) == (start.slot, start.room) and each.first <= min(needed) and max(needed) < each.last
            for each in openings
        )
        assert start.quarter >= earliest
        assert needed.isdisjoint(taken.rooms.get(start.room, set()))
        assert needed.isdisjoint(taken.desks.get(start.desk, set()))
        assert needed.isdisjoint(taken.members.get(start.member, set()))


@given(length=st.integers(1, 4), first=st.integers(30, 40), count=st.integers(1, 12), busy=QUARTERS)
def test_nothing_is_left_out_where_people_and_desks_are_free(length, first, count, busy):
    opening = SlotOpening(1, 1, first, first + count)

    starts = free_starts(
        openings=[opening], length=length, desks=[1], members=[1], taken=TakenQuarters(rooms={1: busy})
    )

    covered = {quarter for start in starts for quarter in range(start.quarter, start.quarter + length)}
    free = sorted(set(range(first, first + count)) - busy - covered)
    runs = "".join("x" if quarter in free else "-" for quarter in range(first, first + count)).split("-")
    assert max(map(len, runs)) < length


def test_preferred_member_and_desk_come_first():
    openings = [SlotOpening(7, 5, 36, 40)]

    starts = free_starts(
        openings=openings, length=2, desks=[9, 8], members=[4, 3], taken=TakenQuarters(members={4: {38}})
    )

    assert starts == [FreeStart(36, 7, 5, 9, 4), FreeStart(38, 7, 5, 9, 3)]


def test_hours_after_a_long_appointment_follow_it_without_a_hole():
    starts = free_starts(
        openings=[SlotOpening(1, 1, 36, 44)],
        length=2,
        desks=[1],
        members=[1],
        taken=TakenQuarters(rooms={1: {36, 37, 38}}),
    )

    assert [start.quarter for start in starts] == [39, 41]
