"""Each judge finds a page that breaks what it holds, and lets a correct page pass.

Words, names, forms and headings have examples of their own (`test_faults.py`, `test_rgaa_faults.py`).
"""

from dataclasses import replace

import pytest

from tests.extranet.demo.whole_pages.judges import JUDGES, JUDGES_OF_ALL, judged
from tests.extranet.demo.whole_pages.kept_pages import Answer, KeptPage
from tests.extranet.demo.whole_pages.page_frame import framed
from tests.extranet.demo.whole_pages.plain_french import difficulties
from tests.pages import ANIMATOR, CARD

HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'self'",
}


def answer(body: str = "", *, status: int = 200, **headers: str | None) -> Answer:
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    kept = {name: value for name, value in {**HEADERS, **changed}.items() if value is not None}
    return Answer(status, kept, framed(body).encode())


def page(
    account: str = ANIMATOR, path: str = "/forums/", *, name: str = "forums:index", route: str = "forums/"
) -> KeptPage:
    opened = answer()
    return KeptPage(account, path, opened, name, route, path, warm=opened, is_connected=True)


PAGE = page()
FOLLOWED = replace(PAGE, pattern="", warm=None, source="/")
NOTE = 'INSERT OR IGNORE INTO "b2i_access" VALUES (1)'
HEAVY = answer("<p>mot</p>" * 3_500)
FAULTS = {
    "broken at once": ("status_faults", replace(PAGE, cold=answer(status=500), warm=None)),
    "broken the second time": ("status_faults", replace(PAGE, warm=answer(status=500))),
    "led further": ("status_faults", replace(PAGE, cold=answer(status=302, location="/"))),
    "dead link": ("status_faults", replace(FOLLOWED, cold=answer(status=404))),
    "opened, where nothing stands": ("status_faults", replace(PAGE, path="/nulle-part/")),
    "kept by the browser": ("privacy_faults", replace(PAGE, cold=answer(cache_control="private"))),
    "file kept by the browser": ("privacy_faults", replace(FOLLOWED, cold=answer(cache_control=None))),
    "open policy": ("policy_faults", replace(PAGE, warm=answer(content_security_policy="style-src 'unsafe-inline'"))),
    "no policy": ("policy_faults", replace(PAGE, warm=answer(content_security_policy=None))),
    "writing": ("writing_faults", replace(PAGE, queries=('UPDATE "forums_topic" SET "views" = 1',))),
    "read noted twice": ("writing_faults", replace(PAGE, queries=(NOTE, NOTE))),
    "too many queries": ("query_faults", replace(PAGE, queries=("SELECT 1",) * 13)),
    "too many queries for its page": (
        "query_faults",
        replace(PAGE, pattern="/membres/{trained}/", queries=("SELECT 1",) * 16),
    ),
    "too heavy": ("weight_faults", replace(PAGE, warm=HEAVY)),
    "lost attribute": ("attribute_faults", replace(PAGE, missing=frozenset({("Topic", "titel")}))),
    "raw value": ("word_faults", replace(PAGE, cold=answer("<p>Mardi 8 décembre, None</p>"))),
    "value of a closed list": ("word_faults", replace(PAGE, cold=answer("<p>waiting</p>"))),
    "no article": ("help_faults", replace(PAGE, name="nowhere")),
    "article about something else": ("help_faults", replace(PAGE, route="tracteurs/")),
}
CORRECT = {
    "page": PAGE,
    "link that leads further": replace(FOLLOWED, cold=answer(status=302, location="/")),
    "place where nothing stands": KeptPage(
        ANIMATOR,
        "/nulle-part/",
        answer(status=404),
        pattern="/nulle-part/",
    ),
    "picture for everybody": replace(FOLLOWED, name="ressources:cover", cold=answer(cache_control="public")),
    "note in the journal": replace(PAGE, queries=(NOTE, *["SELECT 1"] * 11)),
    "page that may ask more": replace(PAGE, pattern="/membres/{trained}/", queries=("SELECT 1",) * 15),
    "drawing": replace(PAGE, warm=Answer(200, HEADERS, b'<svg class="a" role="img">' + b"x" * 40_000 + b"</svg>")),
}


def found_by(kept: KeptPage) -> set[str]:
    """Return the names of the judges of single pages that find a fault in this one."""
    return {judge.__name__ for judge in JUDGES if list(judge(kept))}


@pytest.mark.parametrize(("judge", "kept"), FAULTS.values(), ids=FAULTS)
def test_fault_is_found_by_its_judge_alone(judge, kept):
    assert found_by(kept) == {judge}


@pytest.mark.parametrize("kept", CORRECT.values(), ids=CORRECT)
def test_correct_page_passes(kept):
    assert found_by(kept) == set()


def test_each_judge_has_an_example():
    named = {judge.__name__ for judge in (*JUDGES, *JUDGES_OF_ALL)}

    assert named == {judge for judge, _ in FAULTS.values()} | {"title_faults", "french_faults"}


@pytest.mark.django_db
def test_title_of_two_pages_that_say_something_else_is_found():
    first, second = (page(path=f"/forums/{name}/") for name in ("cahors", "figeac"))
    other = replace(second, cold=answer("<p>Figeac</p>"))

    assert judged([first, second]) == []
    assert judged([first, other]) == judged([other], among=[first])
    assert judged([first, other]) == [
        f"{ANIMATOR} /forums/figeac/ : RGAA 8.6 n’est pas respecté : 'Page' est aussi le titre de /forums/cahors/"
    ]


@pytest.mark.django_db
def test_hard_page_of_a_learner_is_found():
    hard = answer("<p>Veuillez subséquemment recommencer.</p>")
    own = page(CARD, "/b2i/mon-livret/", name="b2i:own_record", route="b2i/mon-livret/")
    faults = [fault for judge in JUDGES_OF_ALL for _, fault in judge([replace(own, cold=hard)])]

    assert [fault for judge in JUDGES_OF_ALL for _, fault in judge([own])] == []
    assert [fault.partition("\u00a0:")[0] for fault in faults] == ["mot rare «\u00a0subséquemment\u00a0»"]
    assert [fault for judge in JUDGES_OF_ALL for _, fault in judge([replace(PAGE, cold=hard)])] == []


def test_each_fault_is_said_once_with_the_first_address():
    broken = [replace(page(path=path), cold=answer(status=404)) for path in ("/forums/a/", "/forums/b/")]

    assert judged(broken) == [f"{ANIMATOR} /forums/a/ : réponse 404, liée depuis la liste (et 1 autres)"]


@pytest.mark.parametrize(
    "text",
    [
        "Nous gardons cela (règlement européen, article 16).",
        "Base légale\u00a0: votre accord.",
        "Veuillez subséquemment recommencer.",
        "Votre phrase sera écrite à côté de cette ligne et l’animatrice ou l’animateur vous répondra ici demain.",
    ],
)
def test_hard_text_is_found(text):
    assert list(difficulties(text))


def test_plain_text_passes():
    assert list(difficulties("Prenez votre carte. Écrivez le numéro, puis le code secret.")) == []
