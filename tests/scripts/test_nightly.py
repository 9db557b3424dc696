"""The report of the parts of the night."""

from scripts.nightly import HEADING, PARTS, REPORT, TABLE, with_line

REPORT_OF_TWO = f"# The night\n\n{HEADING}| `sqlite` | a | 1 |\n| `search` | b | 1 |\n\nAfter.\n"


def test_line_of_a_part_takes_the_place_of_the_former_one():
    assert with_line(REPORT_OF_TWO, "search", "| `search` | b | 2 |\n") == REPORT_OF_TWO.replace("b | 1", "b | 2")


def test_first_line_of_a_part_stands_in_the_order_of_parts():
    report = with_line(REPORT_OF_TWO, "demo", "| `demo` | c | 1 |\n")

    assert [row.split("`")[1] for row in TABLE.search(report)[1].splitlines()] == ["sqlite", "demo", "search"]
    assert report.endswith("\n\nAfter.\n")


def test_report_of_the_project_has_its_table_and_known_parts_alone():
    table = TABLE.search(REPORT.read_text(encoding="utf-8"))

    assert {row.split("`")[1] for row in table[1].splitlines()} <= PARTS.keys()
