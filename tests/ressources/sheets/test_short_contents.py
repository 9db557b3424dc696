"""The content of the shorter kinds, without a database."""

from datetime import date

import pytest

from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent


@pytest.mark.parametrize(
    ("content", "missing_fields"),
    [
        (WatchContent(title="x"), ["aim", "link", "why"]),
        (WatchContent(title="x", aim="y", link="https://example.org", why="z"), []),
        (StoryContent(title="x"), ["aim", "story", "result"]),
        (StoryContent(title="x", aim="y", story="z", result="a"), []),
        (MediaContent(title="x"), ["aim", "form"]),
        (MediaContent(title="x", aim="y", form="video"), []),
    ],
)
def test_review_requires_the_main_facts_of_the_kind(content, missing_fields):
    assert list(content.missing()) == missing_fields


def test_only_known_facts_are_shown():
    watch = WatchContent(title="x", source="CNIL", published_on=date(2026, 3, 1))
    assert watch.facts == [("Source", "CNIL"), ("Date", "dimanche 1er mars 2026")]
    assert WatchContent(title="x").facts == []
    story = StoryContent(title="x", cost="30\u00a0€")
    assert story.facts == [("Quand", "À préciser"), ("Avec qui", "À préciser"), ("Coût", "30\u00a0€")]
    media = MediaContent(title="x", form="video", minutes=90)
    assert media.facts == [("Forme", "Vidéo"), ("Durée", "1\u00a0h\u00a030")]


@pytest.mark.parametrize("saved_day", ["2026-03-01", None, ""])
def test_day_is_restored_from_a_revision(saved_day):
    content = WatchContent.of_revision({"title": "x", "published_on": saved_day}, {})
    assert content.published_on == (date(2026, 3, 1) if saved_day else None)
