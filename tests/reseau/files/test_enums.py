"""What is said of each kind of document."""

from reseau.files.enums import FileKind


def test_every_kind_says_how_it_is_served_and_how_its_name_ends():
    assert [kind for kind in FileKind if "/" not in kind.media_type or kind.value not in kind.extensions] == []
