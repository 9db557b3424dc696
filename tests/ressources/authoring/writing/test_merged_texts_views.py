"""Two members edit the same sheet at once: the second one sees both texts and chooses; nothing is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Revision

from ressources.authoring.writing.models import KeptText
from ressources.sheets.services import drafts
from tests.ressources.authoring.writing.form_posts import edit_url, form_data, messages_of, reload

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def author(client_of, animator):
    return client_of(animator)


def save(page, by, **changes) -> None:
    page = reload(page)
    data = replace(page.latest_content, **changes)
    drafts.save_draft(page=page, by=by, data=data, base_revision=page.latest_revision_id)


def as_typed(page, **changes) -> dict:
    """Return the data of the form of the sheet with these changes."""
    content = page.latest_content
    steps = {
        f"steps-{rank}-{name}": getattr(step, name)
        for rank, step in enumerate(content.steps)
        for name in ("title", "minutes", "animator", "learners")
    }
    counts = {"steps-TOTAL_FORMS": str(len(content.steps))}
    fields = {name: getattr(content, name) for name in ("title", "aim", "learners", "level", "group_size", "tips")}
    return form_data(needs_internet="on", **fields) | steps | counts | changes


@pytest.fixture
def union_url(author, client_of, territorial, submitted):
    """`union_url(mine, theirs)`: the address of the page where the author chooses, after both saved `submitted`."""

    def write(mine: dict, theirs: dict) -> str:
        base = author.get(edit_url(submitted)).context["base"]
        save(submitted, territorial, **theirs)
        response = author.post(edit_url(submitted), as_typed(submitted, base=str(base), save="1", **mine))
        assert response.status_code == 302
        return response.url

    return write


def rows(response) -> list[tuple]:
    return [
        (item.part.name, [(option.choice.value, option.text, option.is_proposed) for option in options])
        for item, options in [*response.context["torn"], *response.context["settled"]]
    ]


def choose(browser, url: str, **choices):
    base = str(browser.get(url).context["base"])
    return browser.post(url, {"theirs": base, "save": "1"} | {f"part-{name}": value for name, value in choices.items()})


def test_second_writer_sees_mine_theirs_and_merged(author, union_url, territorial):
    response = author.get(union_url({"tips": "Le mien"}, {"tips": f"Le sien {HOSTILE}"}))
    text = response.content.decode()
    assert f"{territorial} a enregistré cette fiche pendant que vous écriviez" in text
    assert rows(response) == [
        (
            "tips",
            [
                ("merged", f"Le mien\nLe sien {HOSTILE}", True),
                ("mine", "Le mien", False),
                ("theirs", f"Le sien {HOSTILE}", False),
            ],
        )
    ]
    assert (HOSTILE in text, "&lt;script&gt;alert(1)" in text) == (False, True)


def test_part_changed_by_one_side_is_settled(author, union_url):
    response = author.get(union_url({"tips": "Le mien"}, {"aim": "Son objectif"}))
    assert response.context["torn"] == []
    assert rows(response) == [
        ("aim", [("mine", fresh_aim(response), False), ("theirs", "Son objectif", True)]),
        ("tips", [("mine", "Le mien", True), ("theirs", "", False)]),
    ]


def test_long_text_is_shown_by_its_changes(author, submitted, territorial):
    save(submitted, territorial, tips="\n".join("abcdefghij"))
    base = str(author.get(edit_url(submitted)).context["base"])
    save(submitted, territorial, tips="\n".join("abcdefghiJ"))
    data = as_typed(reload(submitted), base=base, save="1", tips="\n".join("Abcdefghij"))
    page = author.post(edit_url(submitted), data, follow=True)
    ((_, options),) = page.context["torn"]
    assert [len(option.blocks[0].lines) for option in options] == [7, 4, 4]
    text = page.content.decode()
    assert "8 lignes sans changement" in text
    assert '<ins><span class="sr">[ajouté\u00a0: </span>A<span class="sr"> – fin]</span></ins>' in text


def fresh_aim(response) -> str:
    return response.context["text"].post["aim"]


def test_texts_are_merged_by_default(author, union_url, submitted):
    url = union_url({"tips": "Le mien", "aim": "Mon objectif"}, {"tips": "Le sien", "audience": "member"})
    response = choose(author, url)
    assert (response.status_code, response.url) == (302, edit_url(submitted))
    content = reload(submitted).latest_content
    assert (content.tips, content.aim, content.audience) == ("Le mien\nLe sien", "Mon objectif", "member")
    assert KeptText.objects.count() == 0


def test_choices_are_saved_and_lost_text_becomes_a_version(author, union_url, submitted):
    url = union_url({"tips": "Le mien", "aim": "Mon objectif"}, {"tips": "Le sien", "aim": "Son objectif"})
    choose(author, url, tips="theirs", aim="mine")
    page = reload(submitted)
    assert (page.latest_content.tips, page.latest_content.aim) == ("Le sien", "Mon objectif")
    assert [revision.content["tips"] for revision in page.revisions.order_by("pk")] == [
        "",
        "Le sien",
        "Le mien",
        "Le sien",
    ]


def test_choices_without_loss_make_one_version(author, union_url, submitted):
    choose(author, union_url({"tips": "Le mien"}, {"tips": "Le sien"}), tips="mine")
    assert [revision.content["tips"] for revision in submitted.revisions.order_by("pk")] == ["", "Le sien", "Le mien"]


def test_run_sheets_are_merged_step_by_step(author, union_url, submitted):
    steps = submitted.latest_content.steps
    theirs = (replace(steps[0], learners="Ils essaient."), steps[1])
    choose(author, union_url({"steps-1-minutes": "45"}, {"steps": theirs}))
    assert reload(submitted).latest_content.steps == (theirs[0], replace(steps[1], minutes=45))


def test_merged_text_can_be_read_again_in_the_form(author, union_url, submitted, animator):
    url = union_url({"tips": "Le mien"}, {"tips": "Le sien"})
    base = str(author.get(url).context["base"])
    response = author.post(url, {"theirs": base, "reread": "1"}, follow=True)
    assert messages_of(response) == ["Les textes réunis sont dans le formulaire. Relisez-les, puis enregistrez."]
    assert (response.context["form"]["tips"].value(), response.context["base"]) == ("Le mien\nLe sien", base)
    assert reload(submitted).latest_content.tips == "Le sien"
    assert KeptText.objects.get().member == animator


def test_unchosen_text_stays_kept_while_rereading(author, union_url):
    url = union_url({"tips": "Le mien"}, {"tips": "Le sien"})
    base = str(author.get(url).context["base"])
    response = author.post(url, {"theirs": base, "reread": "1", "part-tips": "theirs"}, follow=True)
    assert response.context["form"]["tips"].value() == "Le sien"
    assert sorted(text.post["tips"] for text in KeptText.objects.all()) == ["Le mien", "Le sien"]


def test_long_merged_text_must_be_cut_in_the_form(author, union_url, submitted):
    url = union_url({"title": "a" * 100}, {"title": "b" * 100})
    response = choose(author, url)
    assert response.url.startswith(f"{edit_url(submitted)}?reprendre=")
    page = author.get(response.url)
    assert page.context["form"]["title"].value() == f"{'a' * 100} / {'b' * 100}"
    assert [label for label, *_ in page.context["form"].mistakes()] == ["Titre"]
    assert reload(submitted).latest_content.title == "b" * 100


def test_third_version_saved_meanwhile_is_shown(author, union_url, submitted, coordinator):
    url = union_url({"tips": "Le mien"}, {"tips": "Le sien"})
    base = str(author.get(url).context["base"])
    save(submitted, coordinator, tips="Un troisième")
    response = author.post(url, {"theirs": base, "save": "1"}, follow=True)
    assert messages_of(response) == [
        "La fiche a encore été enregistrée entre-temps\u00a0: voici ce qu’elle dit maintenant."
    ]
    assert rows(response)[0][1][0] == ("merged", "Le mien\nUn troisième", True)


def test_text_of_own_other_window_is_labelled(author, draft):
    base = str(author.get(edit_url(draft)).context["base"])
    author.post(edit_url(draft), as_typed(draft, save="1", base=base, tips="Première fenêtre"))
    response = author.post(edit_url(draft), as_typed(draft, save="1", base=base, tips="Seconde fenêtre"), follow=True)
    assert "Vous avez enregistré cette fiche dans une autre fenêtre" in response.content.decode()


def test_form_without_its_version_never_overwrites_a_text(author, draft):
    save(draft, draft.owner, tips="Le conseil")
    response = author.post(edit_url(draft), as_typed(draft, save="1", base="abc", tips="Un autre"), follow=True)
    assert rows(response) == [
        (
            "tips",
            [("merged", "Un autre\nLe conseil", True), ("mine", "Un autre", False), ("theirs", "Le conseil", False)],
        )
    ]


def test_text_saved_in_wagtail_meanwhile_is_not_overwritten(author, draft, coordinator):
    """Wagtail's editor saves while typing, in the same revision."""
    base = str(author.get(edit_url(draft)).context["base"])
    revision = reload(draft).latest_revision
    later = revision.created_at + timedelta(seconds=1)
    content = revision.content | {"tips": "Écrit dans Wagtail"}
    Revision.objects.filter(pk=revision.pk).update(content=content, created_at=later)
    type(draft).objects.filter(pk=draft.pk).update(latest_revision_created_at=later)
    response = author.post(edit_url(draft), as_typed(draft, save="1", base=base, tips="Un autre"), follow=True)
    assert rows(response)[0][1][0] == ("merged", "Un autre\nÉcrit dans Wagtail", True)


def test_text_that_became_equal_redirects_to_the_form(author, union_url, submitted, territorial):
    url = union_url({"tips": "Le mien"}, {"tips": "Le sien"})
    save(submitted, territorial, tips="Le mien")
    assert author.get(url).url == edit_url(submitted)


def test_text_that_is_no_sheet_any_more_redirects_to_the_form(author, union_url, submitted):
    url = union_url({"tips": "Le mien"}, {"tips": "Le sien"})
    text = KeptText.objects.get()
    KeptText.objects.update(typed="title=")
    assert author.get(url).url == author.post(url).url == f"{edit_url(submitted)}?reprendre={text.pk}"


def test_page_is_for_its_writer_only(author, union_url, client_of, territorial, colleague):
    url = union_url({"tips": "Le mien"}, {"tips": "Le sien"})
    assert [client_of(person).get(url).status_code for person in (territorial, colleague)] == [404, 404]
    assert client_of(territorial).post(url, {"save": "1"}).status_code == 404


def test_page_uses_the_same_queries_for_one_and_three_parts(author, union_url):
    def count_queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            author.get(url)
        return len(captured_queries)

    query_count = count_queries(union_url({"tips": "Le mien"}, {"tips": "Le sien"}))
    three = {"title": "Titre", "aim": "Objectif", "tips": "Conseil"}
    assert count_queries(union_url(three, {name: f"{value} bis" for name, value in three.items()})) == query_count <= 12


@pytest.mark.parametrize(
    ("mine", "theirs", "sentence"),
    [
        ({"tips": "Un\nDeux\nTrois !"}, {"tips": "Un !\nDeux\nTrois"}, "Vous avez changé deux endroits différents"),
        ({"tips": "Le mien"}, {"tips": "Le sien"}, "Vous avez changé le même endroit à deux"),
        ({"level": "intermediaire"}, {"level": "confirme"}, "Les deux ne se réunissent pas\u00a0: choisissez."),
    ],
)
def test_part_says_how_the_two_texts_were_merged(author, union_url, submitted, territorial, mine, theirs, sentence):
    save(submitted, territorial, tips="Un\nDeux\nTrois")
    sentences = ("Vous avez changé deux endroits", "Vous avez changé le même endroit", "Les deux ne se réunissent pas")

    page = author.get(union_url(mine, theirs)).content.decode()

    assert [page.count(start) for start in sentences] == [int(sentence.startswith(start)) for start in sentences]
