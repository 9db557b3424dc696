"""The data of a learner in sentences, by theme, for a reader who knows nothing of the site.

Every model of this app has its sentence, a test says so. What another app keeps comes at the end, as labels and values.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Model

from b2i.people.learners.models.learner import Learner
from b2i.privacy.rights.account_sentences import (
    access_sentences,
    account,
    card_event,
    connection,
    contact,
    dormancy_notice,
    imported_line,
    learner_card,
    mail,
    merge,
    news_of_digest,
    notice,
)
from b2i.privacy.rights.data_export import LABEL_OF_THE_KEY, data_fields, exported_rows, title_of
from b2i.privacy.rights.outcome_sentences import (
    candidacy,
    centre_opinion,
    civil_identity,
    proposal,
    renewal,
    second_signature,
    statement,
    statement_lines,
    validation,
    withdrawal,
)
from b2i.privacy.rights.record_sentences import (
    answers,
    consent,
    contest,
    contest_answer,
    evidence,
    evidence_file,
    following,
    group_session,
    limitation,
    positionings,
    record,
    retraction,
    transcript,
)
from b2i.privacy.rights.words_of_rows import tidy

OTHERS = "Le reste de votre compte"


@dataclass(frozen=True, slots=True)
class DataTheme:
    """What somebody asks about, and the sentences that answer."""

    title: str
    sentences: tuple[str, ...]


def _one_by_one(write: Callable[[Model], str]) -> Callable[[list[Model]], list[str]]:
    return lambda rows: [write(row) for row in rows]


THEMES = {
    "Vous": {"reseau.Member": account, "b2i.Learner": learner_card},
    "Votre accord": {"b2i.Consent": consent, "b2i.Following": following, "b2i.Limitation": limitation},
    "Ce que vous avez dit de vous": {"b2i.Record": record, "b2i.Positioning": positionings, "b2i.CanDoAnswer": answers},
    "Ce que l’on a noté de votre travail": {
        "b2i.Evidence": evidence,
        "b2i.EvidenceFile": evidence_file,
        "b2i.Transcript": transcript,
        "b2i.Retraction": retraction,
        "b2i.GroupSession_learners": group_session,
    },
    "Vos compétences validées et vos papiers": {
        "b2i.Proposal": proposal,
        "b2i.Withdrawal": withdrawal,
        "b2i.Validation": validation,
        "b2i.SecondSignature": second_signature,
        "b2i.Statement": statement,
        "b2i.Statement_validations": statement_lines,
        "b2i.Candidacy": candidacy,
        "b2i.CentreOpinion": centre_opinion,
        "b2i.CivilIdentity": civil_identity,
        "b2i.Renewal": renewal,
    },
    "Les erreurs que vous avez dites": {"b2i.Contest": contest, "b2i.ContestAnswer": contest_answer},
    "Votre carte et vos connexions": {
        "b2i.CardEvent": card_event,
        "reseau.Connection": connection,
        "b2i.ImportedLine": imported_line,
        "b2i.Merge": merge,
        "b2i.Contact": contact,
        "b2i.DormancyNotice": dormancy_notice,
    },
    "Les messages du site": {"alertes.Mail": mail, "alertes.Notice": notice, "alertes.MailItem": news_of_digest},
}
READERS = "Qui a ouvert votre livret"
READING = "b2i.Access"
# These gather what is alike: eighteen skills of one day would be eighteen sentences.
GATHERED = {positionings, answers, statement_lines}
WRITERS = {
    label: write if write in GATHERED else _one_by_one(write)
    for theme in THEMES.values()
    for label, write in theme.items()
}
WRITERS[READING] = access_sentences


def data_themes(learner: Learner) -> list[DataTheme]:
    """Return the themes that have a sentence. One query for each model, as for the file."""
    rows = {model._meta.label: found for model, found in exported_rows(learner).items()}
    themes = [(title, list(writers)) for title, writers in THEMES.items()] + [(READERS, [READING])]
    told = [
        DataTheme(title, tuple(tidy(words) for label in labels for words in WRITERS[label](rows.get(label, []))))
        for title, labels in themes
    ]
    others = tuple(
        tidy(words) for words in _plain_pairs({label: found for label, found in rows.items() if label not in WRITERS})
    )
    return [theme for theme in (*told, DataTheme(OTHERS, others)) if theme.sentences]


def _plain_pairs(rows_by_label: dict[str, list[Model]]) -> Iterator[str]:
    """Yield « Heures calmes : à partir de 21, jusqu’à 7. »"""
    for found in rows_by_label.values():
        for row in found:
            pairs = ", ".join(
                f"{field.label} {field.words}" for field in data_fields(row) if field.label != LABEL_OF_THE_KEY
            )
            yield f"{title_of(type(row))}\u00a0: {pairs}."
