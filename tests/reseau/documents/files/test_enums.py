"""Properties of each kind of document."""

from reseau.documents.files.enums import FileKind


def test_every_kind_has_media_type_and_extensions():
    assert [kind for kind in FileKind if "/" not in kind.media_type or kind.value not in kind.extensions] == []
