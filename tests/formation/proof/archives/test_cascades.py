"""What goes with an account, relation by relation: nothing that the law keeps, and nothing that nobody declared."""

from django.apps import apps
from django.db import models

from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member

# Rows that prove something to others than the person, and outlive the account (`formation.proof.archives`, the act of
# an accreditation).
KEPT_BY_LAW = {
    "formation.Enrolment", "formation.Attendance", "formation.AttendanceCorrection", "formation.Certificate",
    "formation.SessionTrainer", "formation.SignedSheet", "formation.ArchivedIdentity", "b2i.Accreditation",
    "b2i.Elimination", "b2i.EliminationLine", "b2i.DepartedTally",
}  # fmt: skip
# Rows that serve the account alone: they go with it.
OF_THE_ACCOUNT = {
    "account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator", "reseau.Connection",
    "extranet.AccountTerm",
    "extranet.SecondFactorRemoval", "wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailusers.UserProfile",
    "wagtailcore.PageSubscription", "wagtailcore.Comment", "wagtailcore.CommentReply", "reseau.Invitation",
    "reseau.Position", "alertes.IncomingMail", "alertes.Mail", "alertes.MailChoice", "alertes.Notice",
    "alertes.SavedSearch", "alertes.Enclosure", "alertes.Subscription", "alertes.KindChoice", "alertes.MailItem",
    "alertes.QuietHours", "alertes.ReturnedMail", "alertes.PushDevice", "alertes.PushedNotice",
    "reseau.AgendaFeed", "reseau.Departure", "reseau.KnowHow", "reseau.NewsFeed",
    "formation.AskedTrainer", "formation.ReplacementCall",
    "formation.CalendarFeed", "formation.Occupancy", "formation.Ride", "formation.RideRequest",
    "forums.ForumMember", "forums.ForumReading", "forums.HeldMessage", "forums.MessageDraft", "forums.PostThanks",
    "forums.TopicReading", "forums.WithdrawnTopic",
    "formation.TrainerProfile", "formation.Unavailability", "formation.Voice", "ressources.Authorship",
    "ressources.Collection", "ressources.CollectedSheet", "ressources.Contribution", "ressources.Favourite",
    "projets.ProjectPerson", "ressources.KeptText", "ressources.Thanks", "ressources.WhyDraft",
}  # fmt: skip
# Rows of a record. It rests on the person’s agreement: they take it back, everything goes (docs/adr/0021). Without
# that, it goes on an elimination list, with a visa.
OF_THE_RECORD = {
    "b2i.Access", "b2i.CanDoAnswer", "b2i.CardEvent", "b2i.Candidacy", "b2i.CentreOpinion", "b2i.CivilIdentity",
    "b2i.Consent", "b2i.Contact", "b2i.Contest",
    "b2i.ContestAnswer", "b2i.Distinction", "b2i.DormancyNotice", "b2i.Evidence", "b2i.EvidenceFile",
    "b2i.Following", "b2i.ImportedLine", "b2i.Learner", "b2i.Limitation", "b2i.Merge", "b2i.Positioning",
    "b2i.Proposal", "b2i.Record", "b2i.Renewal", "b2i.Retraction", "b2i.SecondSignature", "b2i.Statement",
    "b2i.Transcript", "b2i.Validation", "b2i.Withdrawal",
}  # fmt: skip


def cascaded_from(model: type[models.Model]) -> set[str]:
    """Return the labels of the models of which deleting a row of `model` may delete rows."""
    reached, waiting = set(), [model]
    while waiting:
        for relation in waiting.pop()._meta.get_fields(include_hidden=True):
            is_reverse = relation.auto_created and not relation.concrete and not relation.many_to_many
            if is_reverse and relation.on_delete is models.CASCADE and relation.related_model not in reached:
                reached.add(relation.related_model)
                waiting.append(relation.related_model)
    return {found._meta.label for found in reached if not found._meta.auto_created}


def test_account_takes_nothing_that_the_law_keeps():
    assert cascaded_from(Member) & KEPT_BY_LAW == set()


def test_record_takes_nothing_that_the_law_keeps():
    assert cascaded_from(Learner) & KEPT_BY_LAW == set()


def test_what_goes_with_a_record_is_declared():
    assert cascaded_from(Learner) - OF_THE_RECORD == set()


def test_what_goes_with_an_account_is_declared():
    assert cascaded_from(Member) - OF_THE_RECORD - OF_THE_ACCOUNT == set()


def test_what_is_declared_exists():
    labels = {model._meta.label for model in apps.get_models()}
    assert (KEPT_BY_LAW | OF_THE_ACCOUNT | OF_THE_RECORD) - labels == set()
