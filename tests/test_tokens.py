"""No table keeps what opens a door: fields that look like tokens are known, and no stored text holds a working link."""

import re

import pytest
from django.apps import apps
from django.db import connection, models

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from formation.sessions.calendar_feeds.services import renew_feed
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.services.enrolments import enrol
from ressources.library.collections.services import share_collection
from tests.factories.formation import SessionFactory
from tests.factories.readers import CollectionFactory
from tests.factories.reseau import InvitationFactory, PositionFactory

WORDS = re.compile(
    r"token|secret|passw|key|code|hash|digest|nonce|salt|seed|signature|uuid|claim|link|number"
    r"|jeton|empreinte|clé\b|lien|numéro",
    re.IGNORECASE,
)
OPAQUE = (models.BinaryField, models.JSONField)
TEXTS = (models.CharField, models.TextField, models.UUIDField)

HASHED = "a fingerprint"
SHOWN = "an identifier that pages, papers or addresses show; it opens nothing that its readers may not see"
ONCE = "a number of a form or a run, so that it counts once; whoever has it may do nothing with it"
ADDRESS = "an address outside the site, typed by somebody, shown as it is"
COMPUTED = "numbers computed from content, which nobody reads and which open nothing"
CONTENT = "content, shown to those who may read its row"
UNUSED = "of a library, in a part that the site does not offer"
# Why each field that looks like a token is stored as it is. A field that opens something is derived or hashed instead
# (`reseau.web.signed_links`, hashers of Django).
REASONS = {
    HASHED: {
        *("b2i.ImportedLine.mark", "b2i.Learner.card_secret", "b2i.LearnerImport.mark", "reseau.Member.password"),
        *("formation.CalendarFeed.former_link", "formation.EmployerAgreement.former_link"),
        "alertes.IncomingMail.identity",
        *("enquetes.UnfinishedResponse.code_digest", "enquetes.PersonalCode.digest"),
        *("ressources.FeedItem.key", "ressources.FeedItem.link_key", "ressources.FeedItem.title_key"),
        *("reseau.Invitation.former_link", "ressources.Collection.former_link", "alertes.SavedSearch.signature"),
        *("formation.KitFile.sha256", "projets.ProjectFile.sha256", "ressources.Attachment.sha256"),
        *("ressources.ImportedFile.sha256", "ressources.Picture.sha256"),
        *("wagtailcore.ReferenceIndex.content_path_hash", "wagtaildocs.Document.file_hash"),
        "search.DocumentMeaning.digest",
        *("wagtailembeds.Embed.hash", "wagtailimages.Image.file_hash"),
    },
    SHOWN: {
        "accueil.Ticket.code",
        *("alertes.MailItem.key", "alertes.LetterLine.key", "alertes.ReturnedMail.status"),
        *("alertes.Mail.key", "alertes.Notice.key", "auth.Permission.codename", "b2i.Domain.code", "b2i.Element.code"),
        *("b2i.CardLock.card_number", "b2i.EliminationLine.card_number", "b2i.Learner.card_number", "b2i.Skill.code"),
        *("b2i.Candidacy.attestation_number", "b2i.Statement.number", "formation.Certificate.number"),
        "reseau.Commune.insee_code",
        "enquetes.AnswerCode.code",
        *("questionnaires.Choice.code", "questionnaires.Question.code", "questionnaires.QuestionRow.code"),
        *("qualite.Assessment.number", "qualite.QualityLabel.number", "qualite.Equipment.reference"),
        *("reseau.Commune.postal_codes", "ressources.SheetRequest.key", "reseau.TagAlias.key"),
        *("search.OutboxEntry.key", "search.SearchTally.key"),
        *("search.Reformulation.key", "search.Reformulation.found_key"),
        *("wagtailcore.Locale.language_code", "wagtailcore.ModelLogEntry.uuid", "wagtailcore.Page.translation_key"),
        *("wagtailcore.PageLogEntry.uuid", "wagtailimages.Rendition.focal_point_key"),
    },
    ONCE: {
        "accueil.LedgerEntry.key",
        *("b2i.Evidence.key", "b2i.Retraction.key", "formation.Attendance.key", "qualite.TallyMark.key"),
        *("enquetes.CollectedResponse.sent_key", "enquetes.SheetKeying.key"),
        "accueil.OpinionReceipt.key",
        *("b2i.JuryDossier.claim", "formation.SessionDossier.claim"),
    },
    ADDRESS: {
        *("accueil.Appointment.link", "accueil.OpeningSlot.link"),
        "qualite.CriterionAnswer.link",
        *("formation.Session.link", "ressources.MediaPage.link", "ressources.WatchPage.link"),
        "reseau.Meeting.link",
        "ressources.FeedItem.link",
        "wagtailredirects.Redirect.redirect_link",
    },
    "a number of a public register": {"reseau.EPM.pivot"},
    COMPUTED: {"b2i.FrozenPaper.sha256", "b2i.FrozenPiece.sha256", "search.DocumentMeaning.vectors"},
    CONTENT: {
        *("accueil.Telecentre.mornings", "accueil.Telecentre.afternoons", "accueil.Seat.equipment"),
        *("enquetes.Weighting.margins", "enquetes.Weighting.missing"),
        *("enquetes.Campaign.quota_variables", "enquetes.QuotaCell.categories", "enquetes.SheetKeying.values"),
        *("enquetes.CleaningEntry.before", "enquetes.CleaningEntry.after"),
        *("enquetes.CodingAct.before", "enquetes.CodingAct.after", "enquetes.CodingAct.words"),
        *("enquetes.KeyedDifference.first", "enquetes.KeyedDifference.second", "enquetes.KeyedDifference.value"),
        "enquetes.UnfinishedResponse.values",
        *("formation.Attendance.signature", "formation.HalfDay.signature", "b2i.EvidenceFile.address"),
        *(
            "alertes.IncomingMail.raw",
            "forums.ModerationAction.state",
            "forums.WithdrawnTopic.content",
            "forums.HeldMessage.details",
            "b2i.FrozenPaper.content",
            "b2i.FrozenPiece.content",
            "b2i.ProposedVersion.content",
            "enquetes.PublishedResults.content",
            "enquetes.PublishedOpenData.archive",
            "enquetes.PublishedOpenData.choice",
            "enquetes.PublishedOpenData.facts",
            "reseau.Departure.handed_over",
            "reseau.Departure.lines",
            "reseau.ImportedPlace.changes",
            "reseau.PlaceImport.choices",
            "reseau.PlaceImport.header",
            "reseau.PlaceImport.table",
            "alertes.Enclosure.content",
            "alertes.SavedSearch.filters",
            "alertes.SavedSearch.known",
        ),
        *("b2i.JuryDossier.report", "b2i.LearnerImport.table", "b2i.Merge.journal", "formation.SessionDossier.report"),
        "formation.Signatory.delegation",
        *("django_tasks_database.DBTaskResult.args_kwargs", "django_tasks_database.DBTaskResult.return_value"),
        *("django_tasks_database.DBTaskResult.worker_ids", "formation.TrainerProfile.weekdays"),
        *("formation.Voice.parts", "formation.Voice.weekdays", "reseau.Commune.market_days"),
        *("ressources.Adaptation.base", "ressources.Adaptation.credits", "ressources.Step.pictures"),
        *("wagtailcore.ModelLogEntry.data", "wagtailcore.PageLogEntry.data", "wagtailcore.Revision.content"),
        *("wagtailforms.FormSubmission.form_data", "wagtailusers.UserProfile.dismissibles"),
    },
    UNUSED: {
        *("account.EmailConfirmation.key", "wagtailcore.CollectionViewRestriction.password"),
        "wagtailcore.PageViewRestriction.password",
    },
    # The server needs it to check a code. Backups are encrypted (docs/exploitation.md).
    "a secret shared with an application": {"mfa.Authenticator.data"},
    # The site encrypts with them; without its own key, which no table holds, nobody else may write to the browser.
    "keys of a browser that wants to be told": {"alertes.PushDevice.public_key", "alertes.PushDevice.auth_secret"},
    # It lives some hours, and ends with the logout: Django looks it up as the browser sends it.
    "a connection": {"reseau.Connection.session_key", "sessions.Session.session_key"},
}


def looks_like_a_token(field: models.Field) -> bool:
    if field.is_relation or not isinstance(field, TEXTS + OPAQUE):
        return False
    return isinstance(field, OPAQUE) or bool(WORDS.search(f"{field.name} {field.verbose_name}"))


def test_fields_that_look_like_tokens_say_why_they_are_stored():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if looks_like_a_token(field)
    }
    known = set().union(*REASONS.values())
    assert (sorted(found - known), sorted(known - found)) == ([], [])


@pytest.fixture
def tokens(site_tree):
    """Tokens of one link of each kind, as their holders have them, once everything is written."""
    employee = PositionFactory(employer_email="mairie@example.org").member
    enrol(session=SessionFactory(), member=employee)
    rows = [
        InvitationFactory(),
        EmployerAgreement.objects.get(),
        renew_feed(owner=employee, by=employee),
        share_collection(collection=CollectionFactory(owner=employee)),
    ]
    return {type(row).__name__: row.token for row in rows}


@pytest.mark.django_db
def test_no_stored_text_opens_anything(tokens, client):
    mail = compose(Mail.objects.get(outsider="mairie@example.org")).body
    assert tokens["EmployerAgreement"] in mail
    with connection.cursor() as cursor:
        rows = [row for table in connection.introspection.table_names() for row in rows_of(cursor, table)]
    stored = "\n".join(str(value) for row in rows for value in row)
    assert "mairie@example.org" in stored
    signatures = {name: token.partition("-")[2] for name, token in tokens.items()}
    assert [name for name, signature in signatures.items() if signature in stored] == []


def rows_of(cursor, table: str) -> list[tuple]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - tables of the site
    return cursor.fetchall()
