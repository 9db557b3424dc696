"""A message quoted in an answer."""

from forums.messages.posts.quotation import quote


def test_quotation_names_its_author_and_leaves_room_for_the_answer():
    assert quote("Bonjour.\n\nEssayez ceci.", "Camille Martin", "/forums/m/1/") == (
        "> [**Camille Martin**](/forums/m/1/)\u00a0:\n>\n> Bonjour.\n>\n> Essayez ceci.\n\n"
    )


def test_quotation_leaves_out_nested_quotations():
    assert quote("> avant\n\nOui.", "Camille", "/forums/m/1/") == "> [**Camille**](/forums/m/1/)\u00a0:\n>\n> Oui.\n\n"


def test_post_with_quotations_only_is_quoted_whole():
    assert quote("> avant", "Camille", "/forums/m/1/") == "> [**Camille**](/forums/m/1/)\u00a0:\n>\n> > avant\n\n"
