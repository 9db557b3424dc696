"""What is written often and stands on no page of visitors: its changes leave their pages in memory.

Whatever is not named here counts as seen, new tables too. `tests/extranet/public_cache/test_unseen_tables.py` reads
every kept page and refuses one that asks an unseen table.
"""

from django.apps import apps
from django.db import connection

UNSEEN_APPS = {
    "account", "alertes", "audit", "django_tasks_database", "jobs", "mfa", "sessions", "wagtailadmin", "wagtailforms",
    "wagtailsearch", "wagtailusers",
}  # fmt: skip
UNSEEN_MODELS = {
    "accueil.SeatSeries", "accueil.TeleworkAgreement", "accueil.TeleworkTrial",
    "accueil.TrialAgent", "accueil.TrialDays", "accueil.TrialFactor", "accueil.TrialMethod",
    "accueil.OpinionReceipt", "accueil.OpinionTablet", "accueil.WaitingOpinion",
    "accueil.BodyApproval", "accueil.LedgerEntry", "accueil.Ticket", "accueil.TicketBatch", "accueil.TicketBody",
    "accueil.CircuitStep", "accueil.StatementLine", "accueil.StepDone", "accueil.TicketHolder",
    "accueil.TicketStatement",
    "auth.Group", "auth.Permission",
    "projets.Funder", "projets.FundingLine", "projets.Indicator", "projets.PoolingPart",
    "projets.ProjectFile", "projets.ProjectPerson", "projets.ProjectRisk", "projets.ProjectStep",
    "projets.DecisionStep", "projets.ItemMinutes", "projets.Mandate", "projets.SteeringAttendance",
    "projets.SteeringPaper",
    "b2i.Access", "b2i.CanDoAnswer", "b2i.CardEvent", "b2i.CardLock", "b2i.CardTries", "b2i.Evidence",
    "b2i.EvidenceFile", "b2i.GroupSession", "b2i.Positioning", "b2i.Proposal", "b2i.Statement",
    "enquetes.AnswerCode", "enquetes.BroughtFile", "enquetes.CleaningEntry", "enquetes.CodeBatch",
    "enquetes.CodedText", "enquetes.CodingAct", "enquetes.CollectedResponse", "enquetes.DuplicateGroup",
    "enquetes.GivenCode", "enquetes.InterviewDay", "enquetes.KeyedDifference", "enquetes.Kiosk",
    "enquetes.PaperBatch", "enquetes.PaperSheet", "enquetes.PersonalCode", "enquetes.QuotaCell",
    "enquetes.RefusedLine", "enquetes.ResponseWeight", "enquetes.SheetKeying", "enquetes.SheetScan",
    "enquetes.UnfinishedResponse", "enquetes.Weighting",
    "forums.ForumReading", "forums.MessageDraft", "forums.PollVote", "forums.PostThanks", "forums.TopicReading",
    "formation.CalendarFeed", "formation.EnrolmentEvent", "formation.Evaluation",
    "qualite.HalfDayTally", "qualite.TallyMark",
    "questionnaires.Answer", "questionnaires.Response",
    "reseau.AgendaFeed", "reseau.Computer", "reseau.Connection", "reseau.Invitation", "reseau.NewsFeed",
    "reseau.PlaceVisit", "reseau.SentForm",
    "ressources.Favourite", "ressources.Feed", "ressources.FeedItem", "ressources.ImportBatch",
    "ressources.ImportedFile", "ressources.KeptText", "ressources.WhyDraft",
    "search.DocumentMeaning", "search.FoldedJournal", "search.IndexState", "search.OutboxEntry",
    "search.Reformulation", "search.SearchTally",
    "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry", "wagtailcore.ReferenceIndex", "wagtailcore.Revision",
    "extranet.AssessedRisk", "extranet.Breach", "extranet.BreachVersion", "extranet.ImpactAssessment",
    "extranet.AccountTerm", "extranet.PublicChange", "extranet.TableChange",
}  # fmt: skip
# Columns that a login or a reading writes, in tables that are seen.
UNSEEN_COLUMNS = {"reseau.Member": {"last_login", "last_sign", "password", "news_read_until", "welcome_step"}}
# Tables of Django itself, without a model.
WITHOUT_MODEL = {"django_migrations"}


def unseen_tables() -> set[str]:
    """Return the tables of the unseen models, and of their relations."""
    models = [model for model in apps.get_models() if _is_unseen(model)]
    relations = [field.remote_field.through for model in models for field in model._meta.local_many_to_many]
    return WITHOUT_MODEL | {model._meta.db_table for model in [*models, *relations]}


def seen_columns() -> dict[str, list[str]]:
    """Return the columns that count, for each table of which some do not."""
    tables = {}
    for label, unseen in UNSEEN_COLUMNS.items():
        options = apps.get_model(label)._meta
        tables[options.db_table] = [field.column for field in options.local_fields if field.column not in unseen]
    return tables


def seen_tables() -> list[str]:
    """Return the tables of the database whose changes count, among those that the models name."""
    existing = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(existing) - unseen_tables())


def _is_unseen(model) -> bool:
    return model._meta.app_label in UNSEEN_APPS or model._meta.label in UNSEEN_MODELS
