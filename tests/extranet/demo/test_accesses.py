"""Who opens the data of a learner is noted, whatever the address and the format of the answer.

The pages of `tests.pages` and each address of skills, read as each role: where the answer holds the name of a learner,
the journal has a line of that reader for them.
"""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from odfdo import Document
from pypdf import PdfReader

from b2i.people.accesses.models import Access
from b2i.people.enums import AccessKind
from b2i.people.learners.models.learner import Learner
from b2i.records.evidence.models import EvidenceFile
from reseau.people.members.models.member import Member
from search.index.services import rebuild_index
from tests.answers import close_answer
from tests.pages import ANIMATOR, CARD, COORDINATOR, NOBODY, PAGES, TERRITORIAL
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

# Keys of the demo (`tests.pages`) for the first part of an address; the longest beginning wins.
OBJECTS = {
    "b2i/a-valider/": "to_validate",
    "b2i/a-valider/livrets/": "waiting",
    "b2i/correspondances/": "crosswalk",
    "b2i/eliminations/": "elimination",
    "b2i/grille/": "grid",
    "b2i/habilitations/": "accreditation",
    "b2i/jury/": "jury",
    "b2i/jury/candidatures/": "candidacy",
    "b2i/jury/dossiers/": "jury_dossier",
    "b2i/jury/papiers/": "frozen_paper",
    "b2i/livrets/": "learner",
    "b2i/livrets/importer/": "table",
    "b2i/preuves/": "file",
    "b2i/releves/": "statement",
    "b2i/versions/": "version",
}
# What other arguments of addresses stand for.
ARGUMENTS = {"other_pk": "other", "skill_pk": "practised", "name": "file_name", "part": "one"}
# Members read their notices long after these were sent: the line is of the day when they were.
NOTED_WHEN_SENT = ("/alertes/",)
# Forms that fetch no learner who stands in the site already, or no learner at all.
WITHOUT_LINE = {
    "b2i:accreditation_end": "about a member or a centre",
    "b2i:elimination_visa": "a list without names",
    "b2i:elimination_carry_out": "idem",
    "b2i:elimination_drop": "idem",
    "b2i:import_confirm": "opens records, each of which says who opened it",
    "b2i:import_drop": "forgets a table that names nobody of the site",
    "b2i:jury_files_ask": "the worker makes the archive; who fetches it is noted",
    "b2i:jury_dossier_again": "idem",
    "b2i:grid_entries": "nothing ticked: no record is touched",
    "b2i:grid": "idem",
    "b2i:grid_part": "idem",
    "b2i:crosswalk_revise": "a table between two frameworks",
    "b2i:version": "a file that names nobody",
    "b2i:version_set_aside": "idem",
    "b2i:group_session_edit": "refused: the page is read again, and noted as a list",
}
FORMATS = {"application/json", "application/pdf", "application/zip", "application/vnd.oasis.opendocument.spreadsheet"}


def addresses_of_skills() -> Iterator[tuple[str, str, list[str]]]:
    """Yield the name, the route and the arguments of each address of b2i."""
    resolver = next(each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "b2i")
    for pattern in _patterns(resolver):
        yield f"b2i:{pattern.name}", str(pattern.pattern), list(pattern.pattern.converters)


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each)
        elif str(each.pattern).startswith("b2i/"):
            yield each


def addresses_with_a_key(keys: dict) -> list[tuple[str, str]]:
    """Return (name, path) of each address about one object, with the object of the demo."""
    found = []
    for name, route, arguments in addresses_of_skills():
        if "pk" in arguments and "fusions" not in route:
            key = OBJECTS[max((start for start in OBJECTS if route.startswith(start)), key=len)]
            values = {argument: keys[ARGUMENTS.get(argument, argument)] for argument in arguments if argument != "pk"}
            found.append((name, reverse(name, kwargs={"pk": keys[key], **values})))
    return found


@pytest.fixture
def all_keys(running_demo, keys) -> dict:
    learner = Learner.objects.get(card_number=CARD)
    file = EvidenceFile.objects.get(kind="png")
    others = {"file": file.pk, "file_name": file.name, "one": 1, "slug": "digcomp-2-2"}
    others |= {"consent_pk": 0, "contest_pk": 0, "following_pk": 0, "learner": learner.pk}
    return keys | others


@pytest.fixture
def learners_by_name(demo) -> dict[str, set[Learner]]:
    """Learners by full name; not the names that a member of the network bears as well."""
    members = set(map(str, Member.objects.filter(learner__isnull=True)))
    names: dict[str, set[Learner]] = {}
    for learner in Learner.everyone.select_related("member"):
        if learner.member.last_name and str(learner) not in members:
            names.setdefault(str(learner), set()).add(learner)
    return names


def words(response: HttpResponse) -> str:
    """Return the text of an answer, on one line."""
    content = b"".join(response) if response.streaming else response.content
    return " ".join(_text(content, response.headers.get("content-type", "").partition(";")[0]).split())


def _text(content: bytes, media_type: str) -> str:
    match media_type:
        case "application/pdf":
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        case "application/vnd.oasis.opendocument.spreadsheet":
            tables = Document(BytesIO(content)).body.tables
            return "\n".join(" ".join(map(str, row)) for table in tables for row in table.get_values())
        case "application/zip":
            with ZipFile(BytesIO(content)) as archive:
                entries = [(name, archive.read(name)) for name in archive.namelist()]
            return "\n".join(f"{name}\n{_text(data, _type_of(name))}" for name, data in entries)
        case "application/vc+jwt":
            payload = content.split(b".")[1]
            return json.dumps(json.loads(urlsafe_b64decode(payload + b"==")), ensure_ascii=False)
        case "application/json" | "text/csv" | "text/plain" | "text/html":
            return unescape(content.decode().replace(";", " "))
        case _:
            return ""


def _type_of(name: str) -> str:
    return {".pdf": "application/pdf", ".txt": "text/plain"}.get(PurePosixPath(name).suffix, "")


class Reading:
    """What an account reads, against what the journal notes."""

    def __init__(self, account: str, browse, learners_by_name: dict[str, set[Learner]]) -> None:
        self.account, self.client, self.learners_by_name = account, browse(account), learners_by_name
        self.names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in learners_by_name))
        accounts = Member.objects.filter(learner__card_number=account) | Member.objects.filter(email=account)
        self.member = accounts.first()
        self.told = set(
            Access.objects.filter(member=self.member, kind=AccessKind.TOLD).values_list("learner", flat=True)
        )
        self.formats: set[str] = set()

    def unnoted(self, path: str) -> list[str]:
        """Read a page; return the names that it shows and that the journal does not note, with the address."""
        Access.objects.all().delete()
        response = self.client.get(path)
        if response.status_code != 200:
            return []
        noted = set(Access.objects.filter(member=self.member).values_list("learner", flat=True))
        if path.startswith(NOTED_WHEN_SENT):
            noted = self.told
        missing = []
        for name in set(self.names.findall(words(response))):
            learners = self.learners_by_name[name]
            if self.member in {learner.member for learner in learners}:
                continue
            self.formats.add(response.headers["content-type"].partition(";")[0])
            if not noted & {learner.pk for learner in learners}:
                missing.append(f"{self.account or 'visiteur'} {path} : {name}")
        close_answer(response)
        return missing


@pytest.mark.drawn(one_in=5)
@pytest.mark.parametrize("account", [NOBODY, ANIMATOR, TERRITORIAL, COORDINATOR, CARD], ids=lambda it: it or "visitor")
def test_who_reads_the_name_of_a_learner_is_noted(running_demo, browse, all_keys, learners_by_name, account):
    rebuild_index()
    reading = Reading(account, browse, learners_by_name)
    paths = [path.format(**all_keys) for path in PAGES[account]]
    paths += ["/b2i/livrets/livrets.ods", *(path for _, path in addresses_with_a_key(all_keys))]

    unnoted = [line for path in dict.fromkeys(paths) for line in reading.unnoted(path)]

    complain(unnoted, "Fetch these learners through a lookup that notes it (b2i.people.accesses), or note the list:")
    assert (FORMATS | {"text/html"} if account == ANIMATOR else set()) <= reading.formats


@pytest.mark.drawn(one_in=2)
@pytest.mark.parametrize("account", [ANIMATOR, COORDINATOR])
def test_who_sends_a_form_about_a_learner_is_noted(running_demo, browse, all_keys, account):
    client, member, unnoted = browse(account), Member.objects.get(email=account), []
    for name, path in addresses_with_a_key(all_keys):
        Access.objects.all().delete()
        with transaction.atomic():
            response = client.post(path)
            is_noted = Access.objects.filter(member=member).exists()
            transaction.set_rollback(True)
        if response.status_code not in {403, 404, 405} and not is_noted and name not in WITHOUT_LINE:
            unnoted.append(f"{account} {path} ({name}) : {response.status_code}")

    complain(unnoted, "Fetch the learner through a lookup that notes it (b2i.people.accesses):")


def test_learner_reads_who_opened_their_record(running_demo, browse, all_keys):
    browse(ANIMATOR).get(f"/b2i/livrets/{all_keys['learner']}/")
    animator = Member.objects.get(email=ANIMATOR)

    page = browse(CARD).get("/b2i/mon-livret/ouvertures/").content.decode()

    assert page.count(f"<strong>{animator}, ") == 1
