"""What a message in Markdown becomes in a mail of plain text."""

import time

import pytest

from reseau.texts.markdown.mail_text import to_mail_text


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("Un mot **fort**\n\n> cité", "Un mot **fort**\n\n> cité"),
        ("[la fiche](/ressources/f/)", "la fiche (https://extranet.example/ressources/f/)"),
        ("> [**Camille**](/forums/message/3/) :", "> **Camille** (https://extranet.example/forums/message/3/) :"),
        ("[le guide](https://a.fr/g) et la suite", "le guide (https://a.fr/g) et la suite"),
        ("[https://a.fr](https://a.fr)", "https://a.fr"),
        ("[](/f/)", "https://extranet.example/f/"),
        ("Merci [@Camille Marty](/membres/3/) !", "Merci @Camille Marty !"),
        ("![Le voyant rouge](image:12)", "[Image\u00a0: Le voyant rouge]"),
        ("![](image:12)", "[Image]"),
        ("[ailleurs](//a.fr/)", "ailleurs (//a.fr/)"),
        ("Un [crochet] seul (ici)", "Un [crochet] seul (ici)"),
    ],
)
def test_links_are_addresses(text, mail, settings):
    settings.ORIGIN = "https://extranet.example"
    assert to_mail_text(text) == mail


@pytest.mark.parametrize("piece", ["[", "![", "[a](", "](", "[a](/f/)"])
def test_long_text_stays_cheap(piece):
    start = time.process_time()
    to_mail_text(piece * 10_000)
    assert time.process_time() - start < 2
