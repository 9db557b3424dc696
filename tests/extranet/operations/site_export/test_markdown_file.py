"""A document in Markdown comes back as it was, whatever people typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extranet.operations.site_export.markdown_file import format_markdown, parse_markdown
from extranet.operations.site_export.refusal import SiteExportError

TEXTS = {"corps": "Corps", "conseils": "Conseils"}
characters = st.characters(codec="utf-8")
pieces = st.sampled_from(
    ["---", "\n", "\r\n", "## Corps <!-- corps -->\n\n", "# ", "- ", ": ", "'", '"', " ", "|", "\t", "é"]
)
typed = st.lists(pieces | st.text(characters, max_size=8), max_size=12).map("".join)
values = st.none() | st.booleans() | st.integers() | typed | st.lists(st.integers(), max_size=3) | st.lists(
    st.dictionaries(st.sampled_from(["id", "titre"]), st.none() | st.integers() | typed), max_size=3
)  # fmt: skip


@given(values, typed | st.none(), typed)
def test_values_and_texts_come_back(value, body, tips):
    content = {"id": 1, "valeur": value, "corps": body, "conseils": tips}
    read = parse_markdown(format_markdown(content, TEXTS))
    assert {"corps": "", "conseils": ""} | read == content


def test_long_texts_stand_under_their_headings():
    content = {"id": 1, "titre": "Ranger ses photos", "corps": "Un **pas**.\n\n- puis un autre", "conseils": ""}
    assert format_markdown(content, TEXTS) == (
        "---\nid: 1\ntitre: Ranger ses photos\nconseils: ''\n---\n\n"
        "## Corps <!-- corps -->\n\nUn **pas**.\n\n- puis un autre\n\n"
    )


@pytest.mark.parametrize("text", ["", "no front matter", "---\na: [\n---\n", "---\n- a\n---\n", "---\na: 1\n"])
def test_file_without_a_readable_front_matter_is_refused(text):
    with pytest.raises(SiteExportError, match="en-tête illisible"):
        parse_markdown(text)
