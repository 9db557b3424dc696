"""The content of a workshop sheet, without a database."""

import pytest

from reseau.texts.tags.names import sorted_tags, split_tags
from ressources.sheets.content import StepContent, WorkshopContent
from tests.factories.ressources import SheetContentFactory, StepContentFactory


def test_duration_is_the_sum_of_the_steps():
    content = SheetContentFactory.build(
        steps=(StepContent(minutes=15), StepContent(minutes=None), StepContent(minutes=40))
    )
    assert content.minutes == 55


def test_clock_starts_at_zero_and_adds_up():
    steps = tuple(StepContent(minutes=minutes) for minutes in (15, 50, 10))
    content = SheetContentFactory.build(steps=steps)
    assert [(timed.clock, timed.step.minutes) for timed in content.run_sheet()] == [
        ("0:00", 15),
        ("0:15", 50),
        ("1:05", 10),
    ]


def test_shares_of_steps_are_to_scale_beside_the_longest():
    def shares(*minutes) -> list[int]:
        steps = tuple(StepContent(minutes=each) for each in minutes)
        return [timed.share for timed in SheetContentFactory.build(steps=steps).run_sheet()]

    assert shares(15, 45, 30, 1) == [3, 9, 6, 1]
    assert shares(None, 0) == [1, 1]


def test_step_says_its_duration_or_that_it_is_missing():
    steps = tuple(StepContent(minutes=minutes) for minutes in (75, None, 0))
    content = SheetContentFactory.build(steps=steps)
    assert [timed.duration for timed in content.run_sheet()] == [
        "1\u00a0h\u00a015",
        "durée à préciser",
        "durée à préciser",
    ]


def test_lists_skip_empty_lines():
    content = WorkshopContent(title="x", equipment="Un poste\n\n  Une souris \n", tips="Un\nDeux", takeaways="")
    assert (content.equipment_list, content.tip_list, content.takeaway_list) == (
        ["Un poste", "Une souris"],
        ["Un", "Deux"],
        [],
    )


def test_complete_sheet_has_no_missing_part():
    assert SheetContentFactory.build().missing() == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"aim": ""}, "aim"),
        ({"learners": ""}, "learners"),
        ({"level": ""}, "level"),
        ({"group_size": None}, "group_size"),
        ({"steps": ()}, "steps"),
        ({"steps": (StepContent(title="Accueil", animator="Dites bonjour."),)}, "steps"),
        ({"steps": (StepContent(title="Accueil", minutes=30),)}, "steps"),
        ({"steps": (StepContent(minutes=30, animator="Dites bonjour."),)}, "steps"),
        ({"steps": (StepContent(title="Accueil", minutes=4, animator="Dites bonjour."),)}, "steps"),
        ({"announced": 90}, "announced"),
    ],
)
def test_incomplete_sheet_lists_what_the_review_requires(change, field):
    assert list(SheetContentFactory.build(**change).missing()) == [field]


@pytest.mark.parametrize(
    ("announced", "minutes", "gap"),
    [
        (None, (30, 45), ""),
        (75, (30, 45), ""),
        (75, (30, None), "Vous annoncez 1\u00a0h\u00a015 et vos étapes font 30\u00a0min\u00a0: il manque 45\u00a0min."),
        (60, (30, 45), "Vous annoncez 1\u00a0h et vos étapes font 1\u00a0h\u00a015\u00a0: il y a 15\u00a0min de trop."),
        (60, (), ""),
    ],
)
def test_minutes_must_add_up_to_the_announced_duration(announced, minutes, gap):
    steps = tuple(StepContent(minutes=duration) for duration in minutes)
    assert WorkshopContent(title="Une idée", announced=announced, steps=steps).gap == gap


def test_title_alone_misses_every_part_without_default():
    assert list(WorkshopContent(title="Une idée").missing()) == ["aim", "learners", "group_size", "steps"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , ;; ", ()),
        ("courriel, arnaque", ("arnaque", "courriel")),
        ("Sécurité ;  mot   de passe,courriel", ("courriel", "mot de passe", "Sécurité")),
        ("Photo, photo, PHOTO", ("Photo",)),
    ],
)
def test_typed_tags_are_cleaned(text, tags):
    assert split_tags(text) == tags


def test_tags_are_in_french_order():
    assert sorted_tags(["Zoom", "adresse", "Écran"]) == ("adresse", "Écran", "Zoom")


def test_step_is_shown_as_text():
    step = StepContentFactory.build(title="Accueil", minutes=10, animator="Dites bonjour.", learners="Ils s’assoient.")
    assert str(step) == "Accueil (10 min)\nDites bonjour.\nIls s’assoient."


def test_revision_without_recent_fields_is_readable():
    content = WorkshopContent.of_revision({"title": "Ancienne", "tagged_items": [{"tag": 7}, {"tag": 8}]}, {7: "photo"})
    assert content == WorkshopContent(title="Ancienne", tags=("photo",))


def test_source_names_who_says_it_and_where():
    content = WorkshopContent(
        title="x", sources="CNIL, délibération 2022-100\u00a0: https://www.cnil.fr/fr\nMa grand-mère\nhttps://a.example"
    )

    assert content.source_links == [
        ("CNIL, délibération 2022-100", "https://www.cnil.fr/fr"),
        ("Ma grand-mère", ""),
        ("https://a.example", "https://a.example"),
    ]


def test_source_whose_address_is_not_at_the_end_is_only_words():
    content = WorkshopContent(title="x", sources="Voir https://a.example, page 3\n" + ":" * 2_900)

    assert content.source_links == [("Voir https://a.example, page 3", ""), (":" * 2_900, "")]
