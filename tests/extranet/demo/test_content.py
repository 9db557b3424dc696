"""Texts of the demo: complete, consistent, and within the limits of the site."""

import pytest

from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from extranet.demo.content import read_file, read_folder
from extranet.demo.files.drawings import DRAWINGS
from extranet.demo.forums.discussions import SHEET_ADDRESS
from forums.threads.topics.models import Topic
from ressources.sheets.models.workshop import WorkshopPage

LEAST_SHEETS, TRAININGS, TOPICS = 40, 12, 60
FORUMS = ("reseau", "cahors", "figeac", "gourdon")
A_LONG_TIME = 21  # days


def test_there_are_enough_sheets_and_they_cover_every_skill(db):
    load_b2i_adultes()
    sheets = read_folder("sheets")
    skills = set(Skill.objects.filter(domain__framework__is_record_base=True).values_list("code", flat=True))

    assert len(sheets) >= LEAST_SHEETS
    assert {code for sheet in sheets for code in sheet["skills"]} == skills
    assert set(read_file("evidence")) == skills


@pytest.mark.parametrize("sheet", read_folder("sheets"), ids=lambda sheet: sheet["slug"])
def test_sheet_lasts_as_long_as_its_steps_and_fits_its_fields(sheet):
    longest = {
        name: WorkshopPage._meta.get_field(name).max_length
        for name in ("title", "aim", "learners", "prerequisites", "introduction")
    }

    assert sheet["duration"] == sum(step["minutes"] for step in sheet["steps"])
    assert [name for name, max_length in longest.items() if len(sheet[name]) > max_length] == []
    assert min(len(sheet["equipment"]), len(sheet["tips"]), len(sheet["takeaways"])) >= 3


def test_trainings_add_up_to_sixteen_days():
    trainings = read_folder("trainings")

    assert len(trainings) == TRAININGS
    assert sum(len(training["programme"]) for training in trainings) == 32


def all_topics() -> list[dict]:
    return [topic for forum in FORUMS for topic in read_file(f"topics/{forum}")["topics"]]


def test_topics_are_sixty_with_titles_that_fit_and_posts_in_order():
    topics = all_topics()

    assert len(topics) == TOPICS
    assert max(len(topic["title"]) for topic in topics) <= Topic._meta.get_field("title").max_length
    for topic in topics:
        hours = [post["hours_after"] for post in topic["posts"]]
        assert hours == sorted(hours)
        assert hours[-1] <= topic["days_ago"] * 24


def test_pictures_of_topics_are_drawn_and_described():
    posts = [post for topic in read_file("topics/reseau")["topics"] for post in topic["posts"] if "picture" in post]

    assert posts
    assert all(post["picture"] in DRAWINGS and post["alternative"] for post in posts)


def test_topics_tell_the_whole_life_of_a_question():
    """Some wait, one of them for long; some are answered where they climbed; one ends as a sheet."""
    writers = [(topic, {post.get("staff", post.get("author")) for post in topic["posts"]}) for topic in all_topics()]
    waiting = [topic for topic, names in writers if names == {0}]

    assert len(waiting) > 1
    assert any(topic["days_ago"] >= A_LONG_TIME and len(topic["posts"]) > 1 for topic in waiting)
    assert {name for _, names in writers for name in names if isinstance(name, str)} == {"territory", "coordination"}


def test_sheets_that_topics_name_exist():
    slugs = {sheet["slug"] for sheet in read_folder("sheets")}
    named = {slug for topic in all_topics() for post in topic["posts"] for slug in SHEET_ADDRESS.findall(post["body"])}

    assert len(named) > 1
    assert named <= slugs
