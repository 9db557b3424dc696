"""Papers that the day leaves to the night: all but one of each kind."""

from tests import draw
from tests.judged_papers import leave_one_of_each_kind

WEEK = [f"%2Fagenda%2Fsemaine%2F2026-11-{day:02}%2F.pdf" for day in range(1, 5)]
STATEMENTS = [f"tests-b2i-test_statement-{letters}.pdf" for letters in ("0a1b2c3d", "deadbeef")]
OTHERS = ["%2Fb2i%2Flivrets%2F12%2Frecapitulatif.pdf", "tests-b2i-test_list-deadbeef.pdf", "semaine-pour-la-porte.pdf"]


def test_one_paper_of_each_kind_is_left_and_another_draw_leaves_others(tmp_path, monkeypatch):
    met = set()
    for number in range(40):
        monkeypatch.setattr(draw, "DRAW", str(number))
        for name in (*WEEK, *STATEMENTS, *OTHERS):
            (tmp_path / name).touch()
        leave_one_of_each_kind(tmp_path)
        left = {path.name for path in tmp_path.iterdir()}

        assert len(left & {*WEEK}) == len(left & {*STATEMENTS}) == 1
        assert {*OTHERS} < left
        met |= left

    assert met == {*WEEK, *STATEMENTS, *OTHERS}
