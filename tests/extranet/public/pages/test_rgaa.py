"""The check of RGAA: its criteria, proofs that exist, the same figures in the statement, what styles may not do."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.forms import EmailField, Form

from extranet.public.pages.rgaa_report import FAILS, HOLDS, NOT_APPLICABLE, READING, read_report
from extranet.settings.browser_policy import PERMISSIONS_POLICY
from reseau.people.connections.limits import LONGEST
from tests.extranet.demo.whole_pages.rgaa import ABSENT, WRONG
from tests.test_architecture import ROOT, at, complain
from tests.test_stylesheets import rules, sheets

PER_THEME = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
CITED = re.compile(r"`((?:tests|scripts|templates|extranet)/[\w/.]+)`")
WHOLE_PAGES = "tests/extranet/demo/whole_pages/test_pages.py"
STYLES_AND_SCRIPTS = {"10.13", "10.14", "13.8", "13.12"}
# What stands first or last by its style, not by the document: a trouble to read at once, pictures, the side of a sheet.
MOVED = {".bar .keeping[data-trouble]", ".sheet-head > .cover", ".columns > .sheet-side", ".placed img"}
# Scripts that leave the page by themselves, never because a value changed: a link, a button or a drop was used, a
# connection or a job ended, an older copy of the page came back.
LEAVING = {
    *(
        "attendance-code",
        "attendance-sheet",
        "draft-autosave",
        "idle-warning",
        "job-progress",
        "near-here",
        "partial-update",
    ),
    # A right code opens the page that it keeps; the network is back, and nobody is typing.
    "offline-door",
    # The list of a session is read again once every debit kept by the page is sent, and nobody is typing.
    "ticket-debits",
    *("plan-board", "push-device", "search-suggestions", "site"),
    # The right code leaves a kiosk; its page, or a tablet’s, is read again once the site closed it and nobody answers.
    *("kiosk", "opinion-tablet"),
    # At noon and in the evening the counter shows the half-day that begins; what is typed below it is kept.
    "visit-tally",
}
# A suggestion keeps the focus in the field; any sign of a person is one; a signature may be a typed name instead; a
# session of the plan moves by its form too. Everything else acts on a click, when the finger leaves.
POINTERS = {
    "combobox": {"pointerdown"}, "idle-warning": {"pointerdown", "touchmove"},
    "kiosk-silence": {"pointerdown", "pointermove"},
    "signature-pad": {"pointerdown", "pointermove"}, "plan-board": {"dragstart", "dragover", "drop", "dragend"},
    "message-files": {"dragover", "dragleave", "drop"}, "step-pictures": {"dragover", "dragleave", "drop"},
}  # fmt: skip


def scripts() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "static" / "js").glob("*.js")}


def test_each_criterion_has_one_result():
    expected = [f"{theme}.{rank}" for theme, last in enumerate(PER_THEME, start=1) for rank in range(1, last + 1)]

    assert len(expected) == 106
    assert [criterion.number for criterion in read_report().criteria] == expected


def test_what_holds_is_proved_by_a_file_that_exists_or_by_a_reading():
    faults = []
    for criterion in read_report().criteria:
        cited = CITED.findall(criterion.proof)
        faults += [f"{criterion.number}: {path} does not exist" for path in cited if not (ROOT / path).exists()]
        if criterion.result == HOLDS and not cited and not criterion.proof.startswith(READING):
            faults.append(f"{criterion.number}: neither a test nor a reading")

    complain(faults, "Give these criteria of docs/rgaa.md a proof:")


def test_each_reading_has_its_day():
    undated = re.compile(r"(?:^|; )lecture\b(?! du \d\d-\d\d-\d{4}\s:)")

    complain(
        [each.number for each in read_report().criteria if undated.search(each.proof)],
        "Say the day of these readings of docs/rgaa.md, and what was looked at:",
    )


def test_what_is_not_applicable_is_absent_from_all_pages_by_a_test():
    by_pages = {each.number for each in read_report().criteria if each.result == NOT_APPLICABLE} - STYLES_AND_SCRIPTS

    assert by_pages == set(ABSENT)
    assert all(WHOLE_PAGES in each.proof for each in read_report().criteria if each.number in {*ABSENT, *WRONG})


@pytest.mark.django_db
def test_statement_says_the_figures_of_the_check(client, site_tree):
    page, report = unescape(client.get("/accessibilite/").text), read_report()
    read = sum(each.is_read for each in report.criteria if each.result == HOLDS)
    shown = {words: int(number) for words, number in re.findall(r"<li>([^<]*)\u00a0: (\d+)</li>", page)}

    assert list(shown.values()) == [
        106, report.count(NOT_APPLICABLE), report.count(HOLDS) - read, read, report.count(FAILS),
    ]  # fmt: skip
    assert 106 == shown.pop("Critères du RGAA 4.1.2") == sum(shown.values())
    assert f"respectés\u00a0: {report.rate}\u00a0%" in page
    assert [each.number for each in report.criteria if each.result == FAILS and each.proof not in page] == []
    assert [url for _, url in report.pages if f'<a href="{url}">' not in page] == []
    assert page.count(report.checked_on) == 2


@pytest.mark.django_db
def test_statement_says_what_the_law_asks(client, site_tree):
    page = unescape(client.get("/accessibilite/").text)

    assert "{rgaa" not in page
    assert [words for words in (
        "<b>non conforme</b>", "aucun audit de conformité en cours de validité", "Contenus non accessibles",
        "mailto:accessibilite@essai.example", '<a href="/contact/?sujet=accessibilite">', "Schéma pluriannuel",
        "Plan de l’année", '<a href="https://formulaire.defenseurdesdroits.fr/">', "Libre réponse 71120",
    ) if words not in page] == []  # fmt: skip


@pytest.mark.django_db
def test_pages_of_the_check_open(client, site_tree):
    paths = [url for _, url in read_report().pages if url != "/recherche/?q=photo"]

    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_each_address_field_shows_an_example_and_so_does_its_refusal():
    class Letter(Form):
        to = EmailField(label="À", help_text="Votre adresse.")

    with pytest.raises(ValidationError, match=r"Écrivez une adresse comme nom@exemple\.fr\."):
        EmailField().clean("camille")
    assert Letter()["to"].help_text == "Votre adresse. Par exemple nom@exemple.fr."
    assert 'aria-describedby="id_to_helptext"' in str(Letter()["to"])


def test_focus_is_never_shown_by_saffron_alone():
    """Saffron on paper is 1.9:1; a contour of ink, or the ring of ink around it, is more than 3:1 on any ground."""
    faults = []
    for path in sheets():
        for rule in rules(path):
            values = {each.lower_name: "".join(token.serialize() for token in each.value) for each in rule.declarations}
            contour = " ".join(values.get(name, "") for name in ("outline", "outline-color", "box-shadow"))
            is_contour = ":focus" in rule.selectors and ("saffron" in contour or values.get("box-shadow") == " none")
            if is_contour and values.get("outline") != " 0" and "--ink" not in contour:
                faults.append(f"{rule.place} {rule.selectors}")

    complain(faults, "Give these contours of the focus the colour of ink:")


def test_styles_show_nothing_on_hover_and_move_nothing():
    faults = []
    for path in sheets():
        assert "@keyframes" not in path.read_text(encoding="utf-8"), at(path)
        for rule in rules(path):
            names = {declaration.lower_name for declaration in rule.declarations}
            appears = names & {"display", "visibility", "opacity", "clip-path", "content"}
            if (re.search(r":(hover|focus)", rule.selectors) and appears) or "animation" in names:
                faults.append(f"{rule.place} {rule.selectors}")

    complain(faults, "RGAA 10.13, 10.14 and 13.8 become applicable here:")


def test_scripts_listen_to_no_single_key_and_to_no_movement():
    keys = re.compile(r"\b(?:document|window|globalThis)\.addEventListener\(\s*\"(?:key\w+|device\w+)\"")

    assert [path for path, text in scripts().items() if keys.search(text)] == []
    assert {"accelerometer=()", "gyroscope=()", "magnetometer=()"} <= set(PERMISSIONS_POLICY.split(", "))


def test_styles_say_nothing_and_keep_the_order():
    """What a rule writes is empty, silent or the title of a column; order, direction and pictures carry no meaning."""
    faults = []
    for path in sheets():
        for rule in rules(path):
            values = {each.lower_name: "".join(token.serialize() for token in each.value) for each in rule.declarations}
            content = values.get("content", '""').strip()
            is_silent = content in {'""', "none"} or content.endswith('/ ""') or "attr(data-column-name)" in content
            is_moved = "reverse" in values.get("flex-direction", "") or "order" in values
            faults += [f"{rule.place}: content"] * (not is_silent)
            faults += [f"{rule.place}: {rule.selectors}, order"] * (is_moved and rule.selectors not in MOVED)
            ground = values.get("background", "") + values.get("background-image", "")
            faults += [f"{rule.place}: background"] * ("url(" in ground)
            faults += [f"{rule.place}: orientation"] * any("orientation" in each for each in rule.context)

    complain(faults, "RGAA 10.2, 10.3 and 13.9 no longer hold by these rules:")


def test_styles_cut_no_text_short():
    cutting = {"-webkit-line-clamp", "line-clamp", "text-overflow"}
    faults = [
        f"{rule.place} {rule.selectors}"
        for path in sheets()
        for rule in rules(path)
        if cutting & {declaration.lower_name for declaration in rule.declarations}
    ]
    complain(faults, "RGAA 10.4 and 10.12: larger or wider text is lost here:")


def test_scripts_leave_the_page_only_where_somebody_asked():
    calls = r"\brequestSubmit\(|\.submit\(\)|\blocation\.(?:assign|replace|reload)\(|\blocation(?:\.href)? = "
    leaving = re.compile(calls)

    assert {name for name, text in scripts().items() if leaving.search(text)} == LEAVING


def test_scripts_wait_for_the_finger_to_leave_and_hold_nobody():
    pointer = re.compile(r"\"((?:pointer|mouse|touch)(?:down|start|move)|drag\w+|drop)\"")
    found = {name: events for name, text in scripts().items() if (events := set(pointer.findall(text)))}

    assert found == POINTERS
    # An open list of suggestions takes the chosen one at Tab, is closed then, and lets the next Tab pass.
    holding = [name for name, text in scripts().items() if re.search(r"\bTab\b[\":]|orientation", text)]
    assert holding == ["combobox"]


def test_connection_lasts_twenty_hours_where_nobody_can_put_its_end_off():
    assert timedelta(hours=20) <= LONGEST
