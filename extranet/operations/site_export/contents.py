"""The parts of an export: tables in CSV, documents in Markdown where people read them whole, in JSON for trees."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Revision

from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.centre_opinion import CentreOpinion
from b2i.outcomes.statements.models import Statement
from b2i.people.learners.models.consent import Consent
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.models import Contact, DormancyNotice
from b2i.privacy.rights.models import Limitation
from b2i.records.contests import Contest, ContestAnswer
from b2i.records.evidence.models import EvidenceFile, Transcript
from b2i.records.models import Evidence, Positioning, Record, Retraction
from b2i.records.self_positioning import CanDoAnswer
from b2i.records.validation.models.second_signature import SecondSignature
from b2i.records.validation.models.validation import Proposal, Validation, Withdrawal
from extranet.interface.help.models import HelpArticle
from extranet.operations.site_export.columns import plain_name
from extranet.operations.site_export.scope import FOLDERS, TABLE_NAMES, exported_models
from forums.messages.posts.models import Post

MARKDOWN, JSON = "md", "json"


@dataclass(frozen=True)
class Branch:
    """Rows that a document holds inside: `link` is their reference to what stands above them."""

    model: type[models.Model]
    link: str
    branches: tuple["Branch", ...] = ()

    @property
    def name(self) -> str:
        return plain_name(title_of(self.model)).replace("-", "_")

    @property
    def is_list_of_values(self) -> bool:
        """Whether a row is but one value: the other end of a link."""
        return bool(self.model._meta.auto_created)


@dataclass(frozen=True)
class Documents:
    """One file for each row of a model, its parents and its branches included. `stem`: names the file of a row."""

    model: type[models.Model]
    format: str
    stem: Callable[[dict], str]
    branches: tuple[Branch, ...] = field(default=())

    @property
    def folder(self) -> str:
        return f"{FOLDERS[self.model._meta.app_label]}/{slug_of(self.model)}"

    @property
    def tables(self) -> list[type[models.Model]]:
        """The tables that a row fills: those of the parents of the model, then its own."""
        return [*reversed(self.model._meta.get_parent_list()), self.model]

    def queryset(self) -> models.QuerySet:
        """A page belongs to the documents of its own type."""
        queryset = self.model._base_manager.all()
        if issubclass(self.model, Page):
            label = self.model._meta
            queryset = queryset.filter(content_type__app_label=label.app_label, content_type__model=label.model_name)
        return queryset

    def all_branches(self) -> list[Branch]:
        found, waiting = [], list(self.branches)
        while waiting:
            branch = waiting.pop(0)
            found.append(branch)
            waiting += branch.branches
        return found


def title_of(model: type[models.Model]) -> str:
    """« fiches d’atelier »; « compétences des fiches d’atelier » for a link table."""
    label = model._meta.label
    if label in TABLE_NAMES:
        return TABLE_NAMES[label]
    if model._meta.auto_created:
        return str(link_field(model).verbose_name)
    return str(model._meta.verbose_name_plural)


def link_field(model: type[models.Model]) -> models.ManyToManyField:
    owner = model._meta.auto_created
    return next(field for field in owner._meta.local_many_to_many if field.remote_field.through is model)


def slug_of(model: type[models.Model]) -> str:
    """Name of the file or folder of a model, without accents."""
    title = title_of(model)
    if model._meta.auto_created:
        title = f"{title_of(model._meta.auto_created)} {title}"
    return plain_name(title)


def table_path(model: type[models.Model]) -> str:
    return f"{FOLDERS[model._meta.app_label]}/{slug_of(model)}.csv"


@cache
def documents() -> tuple[Documents, ...]:
    pages = [model for model in exported_models() if issubclass(model, Page)]
    leaves = [model for model in pages if not any(model in other._meta.get_parent_list() for other in pages)]
    return (
        *(Documents(model, MARKDOWN, page_stem, page_branches(model)) for model in leaves),
        Documents(Page, MARKDOWN, page_stem),
        Documents(HelpArticle, MARKDOWN, lambda row: row["slug"]),
        Documents(Post, MARKDOWN, lambda row: f"sujet-{row['topic']}/{row['id']:06}"),
        Documents(Learner, JSON, lambda row: row["card_number"], learner_branches()),
        Documents(Revision, JSON, lambda row: f"{row['id']:06}"),
    )


def page_stem(row: dict) -> str:
    return f"{row['slug']}-{row['id']}"


def page_branches(model: type[models.Model]) -> tuple[Branch, ...]:
    """Return the parts of a page that Wagtail edits with it, and its links to skills."""
    family = {model, *model._meta.get_parent_list()} - {Page}
    branches = []
    for other in exported_models():
        for candidate in other._meta.local_concrete_fields:
            is_link = isinstance(candidate, ParentalKey) or (
                other._meta.auto_created in family and candidate.name == other._meta.auto_created._meta.model_name
            )
            if is_link and candidate.related_model in family:
                branches.append(Branch(other, candidate.name))
    return tuple(branches)


def learner_branches() -> tuple[Branch, ...]:
    """Return everything that a record shows of a learner."""
    record = (
        Branch(Positioning, "record"),
        Branch(CanDoAnswer, "record"),
        Branch(
            Evidence,
            "record",
            (Branch(EvidenceFile, "evidence", (Branch(Transcript, "file"),)), Branch(Retraction, "evidence")),
        ),
        Branch(Contest, "record", (Branch(ContestAnswer, "contest"),)),
        Branch(
            Proposal,
            "record",
            (
                Branch(Withdrawal, "proposal"),
                Branch(Validation, "proposal", (Branch(SecondSignature, "validation"),)),
            ),
        ),
        Branch(Candidacy, "record", (Branch(CentreOpinion, "candidacy"),)),
        Branch(Statement, "record", (Branch(Statement.validations.through, "statement"),)),
    )
    of_the_person = (Consent, Following, Contact, DormancyNotice, Limitation)
    return (Branch(Record, "learner", record), *(Branch(model, "learner") for model in of_the_person))


@cache
def tables() -> tuple[type[models.Model], ...]:
    """Return the models that have a CSV file: those that no document holds."""
    held = {model for part in documents() for model in part.tables}
    held |= {branch.model for part in documents() for branch in part.all_branches()}
    return tuple(model for model in exported_models() if model not in held)
