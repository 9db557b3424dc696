"""Templates lose the blanks that indent them, and nothing else."""

from django.template.loader import get_template


def test_pages_are_not_indented_and_tags_that_write_nothing_leave_no_line(tmp_path, settings):
    (tmp_path / "page.html").write_text(
        "{# Words. #}\n<ul>\n  {% for word in words %}\n    <li>{{ word }}</li>\n  {% endfor %}\n</ul>\n"
        "<b>a</b>\n  <i>b</i>\n",
        encoding="utf-8",
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    page = get_template("page.html").render({"words": ["un", "deux"]})

    assert page == "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n<b>a</b>\n<i>b</i>\n"


def test_other_texts_are_left_as_they_are(tmp_path, settings):
    (tmp_path / "mot.txt").write_text("Bonjour\n  à tous", encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    assert get_template("mot.txt").render() == "Bonjour\n  à tous"
