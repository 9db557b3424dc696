"""Forms in the hands of somebody who never presses « Enregistrer »: gestures, and what must stand there after them."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, log_in
from tests.browser.hands import Mouse, wait_until
from tests.reseau.documents.files.pictures import encoded, flag

NOTHING_WAITS_HERE = "!Object.keys(localStorage).some((key) => key.startsWith('texte:'))"

# In milliseconds: a process of its own draws a picture again.
SLOW = 30_000
REOPENINGS = 20


def photo_of(rank: int) -> dict:
    """A picture that no other gesture sends: the same one twice would be one picture."""
    return {"name": f"photo{rank}.jpg", "mimeType": "image/jpeg", "buffer": encoded(flag(400 + rank))}


class BegunText:
    """A text that was never saved: `words`, by the label of its field, and the `photos` that stand in it."""

    address: str
    # Fields that the gestures type in, in turn.
    labels: tuple[str, ...]

    def __init__(self, open_browser, *, account: str, title: str) -> None:
        self.hands, self.title = Mouse(open_browser(viewport=PHONE)), title
        self.words: dict[str, str] = {}
        self.photos: list[str] = []
        log_in(self.hands, account)
        self.hands.go(self.address)
        self.begin()
        self.look()

    @property
    def page(self) -> Page:
        return self.hands.page

    def begin(self) -> None:
        self.type_in(self.labels[0], self.title)

    def make(self, gesture: str, rank: int) -> None:
        getattr(self, gesture)(rank)
        self.look()

    def type(self, rank: int) -> None:
        self.type_in(self.labels[rank % len(self.labels)], f"{self.title}, geste {rank}")

    def type_in(self, label: str, words: str) -> None:
        self.words[label] = words
        self.hands.write(label, words)

    def cut_line(self, rank: int) -> None:
        """Type without a line, which returns before the next gesture."""
        self.page.context.set_offline(True)
        self.type(rank)
        self.page.context.set_offline(False)

    def leave(self, _rank: int) -> None:
        self.hands.go("/contact/")
        self.resume()

    def close(self, rank: int) -> None:
        closed, self.hands = self.page, Mouse(self.page.context.new_page())
        closed.close(run_before_unload=True)
        self.leave(rank)

    def second_tab(self, rank: int) -> None:
        """Go on in another tab; the first one stays open."""
        self.hands = Mouse(self.page.context.new_page())
        self.leave(rank)

    def resume(self) -> None:
        self.hands.go(self.address)

    def look(self) -> None:
        for label, words in self.words.items():
            expect(self.hands.field(label)).to_have_value(words)


class BegunSheet(BegunText):
    """The site keeps it, and creates its draft for its first photo."""

    address = "/ressources/proposer/"
    labels = ("Titre", "Conseils et variantes", "Objectif")

    def begin(self) -> None:
        super().begin()
        for rank, title in ((1, "La pince"), (2, "Le bilan")):
            self.hands.write_in(self.step(rank).get_by_label("Titre de l’étape"), title)
        self.steps = [["La pince", []], ["Le bilan", []]]
        self.wait_until_kept()

    def step(self, rank: int) -> Locator:
        return self.page.get_by_role("group", name=f"Étape {rank}", exact=True)

    def photo(self, rank: int) -> None:
        first, description = self.step(1), f"Photo du geste {rank}"
        self.unfold(first)
        self.hands.activate(first.get_by_role("button", name="Ajouter une photo"))
        first.get_by_label("Image", exact=True).set_input_files(photo_of(rank))
        self.hands.write_in(first.get_by_label("Description de l’image"), description)
        self.hands.activate(first.get_by_role("button", name="Ajouter cette photo"))
        expect(first.get_by_role("status")).to_have_text("La photo est ajoutée.", timeout=SLOW)
        self.steps[0][1].append(description)

    def remove_photo(self, rank: int) -> None:
        place = next((place for place, (_, photos) in enumerate(self.steps) if photos), None)
        if place is None:
            self.photo(rank)
            place = 0
        self.unfold(self.step(place + 1))
        self.step(place + 1).get_by_label("À côté de cette étape").and_(self.page.locator(":checked")).last.uncheck()
        self.steps[place][1].pop()

    def move(self, _rank: int) -> None:
        self.step(1).get_by_role("button", name="Descendre").click()
        self.steps.reverse()

    def unfold(self, step: Locator) -> None:
        step.locator("details").evaluate("(fold) => (fold.open = true)")

    def resume(self) -> None:
        """Follow the only row of the text, once the site has all of it."""
        self.wait_until_kept()
        self.hands.go("/ressources/mes-fiches/")
        rows = self.page.get_by_role("main").get_by_role("listitem").filter(has_text=self.words["Titre"])
        expect(rows).to_have_count(1)
        rows.locator("a[href*='/modifier/'], a[href*='reprendre=']").first.click()
        expect(self.hands.field("Titre")).to_be_visible()

    def wait_until_kept(self) -> None:
        wait_until(self.page, NOTHING_WAITS_HERE)

    def look(self) -> None:
        super().look()
        for rank, (title, photos) in enumerate(self.steps, start=1):
            expect(self.step(rank).get_by_label("Titre de l’étape")).to_have_value(title)
            shown = self.step(rank).locator("label:has(:checked) img")
            expect(shown).to_have_count(len(photos))
            for place, description in enumerate(photos):
                expect(shown.nth(place)).to_have_attribute("alt", description)


class BegunTopic(BegunText):
    """The site keeps it, with its files."""

    address = "/forums/reseau/nouveau/"
    labels = ("Titre", "Message")

    def photo(self, rank: int) -> None:
        """Add a photo; every other one is not described yet."""
        description = f"Photo du geste {rank}" if rank % 2 == 0 else ""
        rows = self.page.locator(".kept-files > li")
        count = rows.count()
        self.page.get_by_label("Images et fichiers").set_input_files(photo_of(rank))
        expect(rows).to_have_count(count + 1, timeout=SLOW)
        if description:
            rows.last.get_by_label("Que montre cette image ?").fill(description)
        self.photos.append(description)

    def remove_photo(self, rank: int) -> None:
        if not self.photos:
            self.photo(rank)
        rows = self.page.locator(".kept-files > li").filter(has_not=self.page.locator("[name^=sans-]:checked"))
        rows.last.get_by_label("Ne pas joindre").check()
        self.photos.pop()

    def resume(self) -> None:
        """Open the form, again until the site has what the page that was left sent as it went."""
        for _ in range(REOPENINGS):
            super().resume()
            if self.is_whole():
                return
            self.page.wait_for_timeout(500)

    def is_whole(self) -> bool:
        has_words = all(self.hands.field(label).input_value() == words for label, words in self.words.items())
        return has_words and self.page.locator(".kept-files > li").count() == len(self.photos)

    def look(self) -> None:
        super().look()
        rows = self.page.locator(".kept-files > li").filter(has_not=self.page.locator("[name^=sans-]:checked"))
        shown = rows.get_by_label("Que montre cette image ?")
        expect(shown).to_have_count(len(self.photos))
        for place, description in enumerate(self.photos):
            expect(shown.nth(place)).to_have_value(description)


class BegunRecord(BegunText):
    """A record names its learner: its tab alone keeps it, since computers are shared."""

    address = "/b2i/livrets/nouveau/"
    labels = ("Prénom, ou pseudonyme", "Nom")


class BegunSession(BegunText):
    """Its tab alone keeps it."""

    address = "/formation/sessions/nouvelle/"
    labels = ("À savoir avant de venir",)
