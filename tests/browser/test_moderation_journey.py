"""A message reported in the forum of a territory: its animator reads it, hides it with a word to its author, shows it
again. Another territory sees nothing of it.
"""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Keyboard, Mouse

AUTHOR, REPORTER, READER = "animateur6@example.org", "animateur9@example.org", "animateur17@example.org"
WATCHER, NEIGHBOUR = "territoire.figeac@example.org", "territoire.gourdon@example.org"
TOPIC = "/forums/figeac/autocollants-qr-sur-les-parcmetres-et-a-la-borne-de-recharge/"
TITLE = "Autocollants QR sur les parcmètres"
QUEUE, JOURNAL = "/forums/moderation/", "/forums/moderation/journal/"
COMPLAINT = "On reconnaît la personne."
WORDS = "Dites ce qui est arrivé, sans le nom de la dame : je remontrerai votre message."
PATIENCE = 60  # seconds, for the worker that tells the index


@pytest.mark.parametrize(
    ("hands", "viewport", "rare_word"), [(Mouse, PHONE, "ornithorynque"), (Keyboard, None, "hippocampe")]
)
def test_animator_of_the_territory_moderates_there_and_nobody_else_does(open_browser, hands, viewport, rare_word):
    text = f"Madame Lacaze, rue du Consulat, a payé deux fois : elle tenait un {rare_word} en laisse."

    def someone(email: str):
        person = hands(open_browser(**({"viewport": viewport} if viewport else {})))
        log_in(person, email)
        return person

    author, reporter, reader = someone(AUTHOR), someone(REPORTER), someone(READER)
    watcher, neighbour = someone(WATCHER), someone(NEIGHBOUR)
    write_message(author, text)
    found_by(reader, rare_word, is_found=True)
    report(reporter, text)

    number = decide_to_hide(watcher, text)
    sees_nothing(neighbour, number, text)
    author_reads_why(author, text)
    reader.go(TOPIC)
    expect(reader.page.get_by_role("main")).to_contain_text("Message masqué par la modération.")
    expect(reader.page.get_by_role("main")).not_to_contain_text(rare_word)
    found_by(reader, rare_word, is_found=False)

    watcher.go(f"{QUEUE}message/{number}/")
    watcher.press("button", "Remontrer")
    expect(watcher.page.locator(".notice.success")).to_contain_text("de nouveau visible")
    reader.go(TOPIC)
    expect(reader.page.get_by_role("main")).to_contain_text(rare_word)
    found_by(reader, rare_word, is_found=True)
    expect(message_of(author, TOPIC, text)).not_to_contain_text("La modération a masqué ce message")
    sees_nothing(neighbour, number, text)


def write_message(author: Mouse, text: str) -> None:
    author.go(TOPIC)
    author.write("Votre message", text)
    author.press("button", "Publier la réponse")
    expect(author.page.locator(".post").filter(has_text=text)).to_be_visible()


def message_of(person: Mouse, path: str, text: str):
    person.go(path)
    return person.page.locator(".post").filter(has_text=text)


def report(reporter: Mouse, text: str) -> None:
    reporter.activate(message_of(reporter, TOPIC, text).get_by_role("link", name="Signaler"))
    expect(reporter.page.get_by_role("heading", level=1)).to_have_text("Signaler un message")
    # Nothing chosen: the form says what is missing, beside the choice.
    reporter.press("button", "Signaler")
    expect(reporter.page.get_by_role("alert")).to_contain_text("Choisissez ce qui ne va pas.")
    reporter.check(reporter.page.get_by_role("radio", name="Il donne une information personnelle"))
    reporter.write("Précisez, si c’est utile", COMPLAINT)
    reporter.press("button", "Signaler")
    expect(reporter.page.locator(".notice.success")).to_contain_text("vont lire ce message")


def decide_to_hide(watcher: Mouse, text: str) -> str:
    """Hide the message from the queue; return its number."""
    watcher.go("/forums/")
    watcher.press("link", "À modérer")
    line = watcher.page.get_by_role("listitem").filter(has_text=TITLE).filter(has_text=COMPLAINT)
    watcher.activate(line.get_by_role("link"))
    expect(watcher.page.get_by_role("region", name="Le message")).to_contain_text(text)
    number = re.search(r"/message/(\d+)/$", watcher.page.url)[1]
    watcher.press("button", "Je m’en occupe")
    watcher.press("link", "Masquer, avec un mot à la personne")
    watcher.check(watcher.page.get_by_role("radio", name="Il donne une information personnelle"))
    watcher.write("Votre message à la personne qui l’a écrit", WORDS)
    watcher.press("button", "Masquer le message")
    expect(watcher.page.locator(".notice.success")).to_contain_text("Le message est masqué.")
    watcher.go(QUEUE)
    expect(watcher.page.get_by_role("main")).not_to_contain_text(COMPLAINT)
    watcher.go(JOURNAL)
    latest = watcher.page.get_by_role("main").get_by_role("listitem").first
    expect(latest).to_contain_text("Message masqué")
    expect(latest).to_contain_text(TITLE)
    return number


def sees_nothing(neighbour: Mouse, number: str, text: str) -> None:
    """The animator of another territory: neither the queue, nor the journal, nor any address shows the message."""
    for path in (QUEUE, f"{QUEUE}?lieu=Figeac", JOURNAL):
        neighbour.go(path)
        expect(neighbour.page.get_by_role("main")).not_to_contain_text(TITLE)
        expect(neighbour.page.get_by_role("main")).not_to_contain_text(text)
    closed = [f"{QUEUE}message/{number}/", f"{QUEUE}message/{number}/masquer/", f"/forums/message/{number}/", TOPIC]
    assert [neighbour.page.goto(path).status for path in closed] == [404] * len(closed)


def author_reads_why(author: Mouse, text: str) -> None:
    author.go("/alertes/")
    author.activate(author.page.get_by_role("button", name="La modération a masqué votre message").first)
    own = author.page.locator(".post").filter(has_text=text)
    expect(own).to_contain_text("La modération a masqué ce message")
    expect(own).to_contain_text(WORDS)


def found_by(reader: Mouse, rare_word: str, *, is_found: bool) -> None:
    """Search until the topic is found by the rare word of the message, or no longer."""
    for _ in range(PATIENCE):
        reader.go(f"/recherche/?q={rare_word}")
        if (TITLE in reader.page.get_by_role("main").inner_text()) == is_found:
            return
        time.sleep(1)
    raise AssertionError(f"{rare_word}: found is not {is_found}")
