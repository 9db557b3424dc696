"""Pages of a learner's way, read as French of the A2 level."""

import re
import tomllib

import pytest

from b2i.evidence.models import EvidenceFile
from b2i.frameworks.models.framework import Domain, Skill
from b2i.learners.consent_texts import CONSENT_TEXTS
from b2i.records.contests import Contest, ContestAnswer
from b2i.records.models import Evidence
from b2i.statements.models import Statement
from b2i.validation.models.validation import Validation
from extranet.help.guide_files import ARTICLES, CONTENT
from reseau.members.models.member import Member
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from ressources.sheets.models.sheet import Sheet
from tests.extranet.demo.whole_pages.plain_french import difficulties
from tests.extranet.demo.whole_pages.visible_text import parse, runs_of, spoken_words
from tests.pages import CARD, NOBODY, PAGES
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

# Rare words that stay, with the reason.
KNOWN = {
    "epm": "the name of the place, as on its door",
    "médiateurs": "the name of the site",
    "multimédia": "idem, in the note at the foot",
    "visio": "a skill to learn; what people say",
    "validée": "the state of a skill, explained by the key of the stones",
    "validées": "idem",
    "animatrices": "the people of the place, women first",
    "pix": "the name of another list of skills",
    "digcomp": "idem",
    "diag": "part of the name of a test of Pix",
    "crcn": "part of the name of the list of Pix",
    "ko": "the size of a file",
    "usb": "what is written on the key",
    "lun": "a day, as on a calendar; in full beside it",
    "ven": "idem",
    "janv": "a month, as on a calendar; in full beside it",
    "févr": "idem",
    "avr": "idem",
    "juill": "idem",
    "sept": "idem",
    "déc": "idem",
}
OTHER_PAGES = ["/b2i/mon-livret/parties/D2/", "/b2i/mon-livret/parties/D3/", "/b2i/mon-livret/parties/D4/"]
OTHER_PAGES += [
    "/b2i/mon-livret/parties/D5/",
    "/b2i/mon-livret/parties/D1/?question=phrase-{can_do}&note=phrase-{can_do}",
]


@pytest.fixture
def data(demo) -> re.Pattern:
    """Texts that come from people, from places or from official lists, and that pages show as they are.

    Texts of an agreement stay as they were read to the person.
    """
    texts = {*CONSENT_TEXTS.values()}
    for model, field in (
        (EPM, "name"), (Commune, "name"), (Evidence, "text"), (EvidenceFile, "name"), (EvidenceFile, "address"),
        (Contest, "words"), (ContestAnswer, "words"), (Sheet, "title"), (Validation, "reason"),
    ):  # fmt: skip
        texts |= set(model.objects.values_list(field, flat=True))
    for member in Member.objects.all():
        texts |= {str(member), member.first_name, member.last_name, f"{member.initials}{member.get_short_name()}"}
    texts |= set(Domain.objects.exclude(framework__is_record_base=True).values_list("name", flat=True))
    texts |= set(Skill.objects.exclude(domain__framework__is_record_base=True).values_list("wording", flat=True))
    texts |= {statement.grouped_number for statement in Statement.objects.all()}
    longest_first = sorted((text for text in texts if len(text) > 1), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in longest_first))


def read(page: bytes, data: re.Pattern) -> list[str]:
    document = parse(page)
    texts = [run.text for run in runs_of(document)] + list(spoken_words(document))
    return [fault for text in texts for fault in difficulties(data.sub("Jean", text), known=KNOWN)]


def test_pages_of_a_learner_are_in_plain_french(running_demo, browse, keys, data):
    client = browse(CARD)
    paths = [path for path in [*PAGES[CARD], *OTHER_PAGES] if path.startswith("/b2i/mon-livret/")]
    faults = []
    for path in paths:
        response = client.get(path.format(**keys))
        assert response.status_code == 200, path
        faults += [f"{path} {fault}" for fault in read(response.content, data)]
    faults += [f"/carte/ {fault}" for fault in read(browse(NOBODY).get("/carte/").content, data)]
    complain(
        sorted(set(faults)), "A person of the A2 level cannot read this; shorten, or add to KNOWN with the reason:"
    )


def test_help_for_learners_is_in_plain_french():
    section = tomllib.loads((CONTENT / "contents.toml").read_text(encoding="utf-8"))["section"][0]
    faults = [
        f"{slug} {fault}"
        for slug in section["articles"]
        for paragraph in (ARTICLES / f"{slug}.md").read_text(encoding="utf-8").split("\n\n")
        for fault in difficulties(" ".join(paragraph.split()), known=KNOWN)
    ]
    assert "lire-mon-livret" in section["articles"]
    complain(faults, "A person of the A2 level cannot read this help:")


def test_all_words_of_skills_are_plain(demo):
    faults = [
        fault
        for skill in Skill.objects.filter(domain__framework__is_record_base=True).select_related("domain")
        for text in (skill.plain_wording, skill.short_name, skill.domain.plain_name, skill.domain.short_name)
        for fault in difficulties(text, known=KNOWN)
    ]
    complain(faults, "A person of the A2 level cannot read these skills:")


@pytest.mark.parametrize(
    "text",
    [
        "Nous gardons cela (règlement européen, article 16).",
        "Base légale\u00a0: votre accord.",
        "Veuillez subséquemment recommencer.",
        "Votre phrase sera écrite à côté de cette ligne et l’animatrice ou l’animateur vous répondra ici demain.",
    ],
)
def test_hard_text_is_found(text):
    assert list(difficulties(text))


def test_plain_text_passes():
    assert list(difficulties("Prenez votre carte. Écrivez le numéro, puis le code secret.")) == []
