"""Data of the golden set: documents of the demo, names that must stay hidden, tokens of each person who searches."""

import fcntl
import pickle
from dataclasses import dataclass

from django.db import transaction

from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.people.members.services import close_position
from reseau.places.audience import ANONYMOUS_TOKENS, tokens_of
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage
from search.language.search_question import Synonyms
from search.questions.synonyms.current_synonyms import current_synonyms
from search.sources.documents import Document
from search.sources.registry import sources
from tests.kept_demo import demo_in_place
from tests.search.measure.content import Content, content_of
from tests.shared_folder import shared_folder

# Person who searches → the account of the demo.
ASKERS = {
    "cahors": "animateur1@example.org",
    "figeac": "animateur2@example.org",
    "gourdon": "animateur3@example.org",
    "territory": "territoire.gourdon@example.org",
    "coordinator": "coordination@example.org",
}
CARD = "46-0001"
CLOSED = "grezes"
GONE = {"first_name": "Gérard", "last_name": "Pons"}


@dataclass(frozen=True, slots=True)
class GoldenDemo:
    """`hidden`: names of things that nobody may find; `audiences`: tokens of each person who searches; `synonyms`:
    those that a new site has.
    """

    content: Content
    hidden: frozenset[str]
    audiences: dict[str, frozenset[str]]
    synonyms: Synonyms

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.content.documents


def golden_demo(tmp_path_factory) -> GoldenDemo:
    """Return what the demo holds; the first process that needs it reads it for all."""
    pickle_file = shared_folder(tmp_path_factory) / "golden-demo.pickle"
    with pickle_file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pickle_file.exists():
            with demo_in_place(tmp_path_factory):
                pickle_file.write_bytes(pickle.dumps(_read()))
    return pickle.loads(pickle_file.read_bytes())  # noqa: S301 - written by this module


def name_of(item) -> str:
    """Return the name that queries use for a document, a hit or a suggestion, with plain spaces."""
    return plain(f"{item.kind}: {item.title}")


def plain(name: str) -> str:
    return name.replace("\u00a0", " ").replace("\u202f", " ")


def _read() -> GoldenDemo:
    """Read the demo once a few things are hidden; the database stays as it was."""
    with transaction.atomic():
        hidden = _hide()
        documents = [source.weighted_document(instance) for source in sources() for instance in source.queryset()]
        demo = GoldenDemo(content_of(documents), hidden, _audiences(), current_synonyms())
        transaction.set_rollback(True)
    return demo


def _hide() -> frozenset[str]:
    """Close a place and end a position; return their names, those of unpublished sheets, and of learners."""
    EPM.objects.filter(slug=CLOSED).update(is_open=False)
    position = Position.objects.get(**{f"member__{name}": value for name, value in GONE.items()})
    coordinator = Member.objects.get(email=ASKERS["coordinator"])
    close_position(position=position, by=coordinator, territory_takes_over=True)
    names = [
        f"epm: {EPM.objects.get(slug=CLOSED)}",
        f"member: {position.member.get_full_name()}",
        *(f"sheet: {sheet.title}" for sheet in WorkshopPage.objects.not_live()),
        *(f"learner: {learner.member.get_full_name()}" for learner in Learner.objects.select_related("member")),
    ]
    return frozenset(map(plain, names))


def _audiences() -> dict[str, frozenset[str]]:
    people = {name: Member.objects.get(email=email) for name, email in ASKERS.items()}
    people["learner"] = Learner.objects.get(card_number=CARD).member
    return {"visitor": ANONYMOUS_TOKENS, **{name: tokens_of(person) for name, person in people.items()}}
