"""Judge of the French of a learner's pages: a person of the A2 level reads them."""

import re
from collections.abc import Iterable, Iterator

from b2i.frameworks.models.framework import Domain, Skill
from b2i.outcomes.statements.models import Statement
from b2i.people.learners.consent_texts import CONSENT_TEXTS
from b2i.records.contests import Contest, ContestAnswer
from b2i.records.evidence.models import EvidenceFile
from b2i.records.models import Evidence
from b2i.records.validation.models.validation import Validation
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from ressources.sheets.models.sheet import Sheet
from tests.extranet.demo.whole_pages.kept_pages import KeptPage, listed
from tests.extranet.demo.whole_pages.plain_french import KNOWN, difficulties
from tests.extranet.demo.whole_pages.visible_text import parse, runs_of, spoken_words
from tests.pages import CARD, NOBODY

# Who reads → the beginning of the addresses that are theirs.
OF_LEARNERS = {CARD: "/b2i/mon-livret/", NOBODY: "/carte/"}


def french_faults(pages: Iterable[KeptPage]) -> Iterator[tuple[KeptPage, str]]:
    found = [page for page in listed(pages) if page.path.startswith(OF_LEARNERS.get(page.account, "-"))]
    data = shown_data() if found else None
    for page in found:
        document = parse(page.cold.content)
        for text in (*(run.text for run in runs_of(document)), *spoken_words(document)):
            yield from ((page, fault) for fault in difficulties(data.sub("Jean", text), known=KNOWN))


def shown_data() -> re.Pattern:
    """Return the texts that come from people, from places or from official lists, and that pages show as they are.

    Texts of an agreement stay as they were read to the person.
    """
    texts = {*CONSENT_TEXTS.values()}
    for model, field in (
        (EPM, "name"), (Commune, "name"), (Evidence, "text"), (EvidenceFile, "name"), (EvidenceFile, "address"),
        (Contest, "words"), (ContestAnswer, "words"), (Sheet, "title"), (Validation, "words_to_learner"),
    ):  # fmt: skip
        texts |= set(model.objects.values_list(field, flat=True))
    for member in Member.objects.all():
        texts |= {str(member), member.first_name, member.last_name, f"{member.initials}{member.get_short_name()}"}
    texts |= set(Domain.objects.exclude(framework__is_record_base=True).values_list("name", flat=True))
    texts |= set(Skill.objects.exclude(domain__framework__is_record_base=True).values_list("wording", flat=True))
    texts |= {statement.grouped_number for statement in Statement.objects.all()}
    longest_first = sorted((text for text in texts if len(text) > 1), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in longest_first))
