"""What a further département has: which rows are copied, how often, with which new texts and days.

Reference data (communes, territories, frameworks, charters, forums of the network, tags), pages of the institution, and
what exists once by law or by year (plans, letters, eliminations, dossiers) stay as they are. So do surveys: they have
thousands of answers already, and one population each.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Herd(StrEnum):
    """Rows that are copied together, as often as each other."""

    PLACES = "places"  # once for each further département: places, people, training, quality, messages
    RECORDS = "records"  # sheets and learners: the demo of one département has a sixteenth of what it would
    FORUMS = "forums"  # topics and posts: a thirty-eighth


# Copies of a herd for each département, the first one included: at scale 100, 100,000 sheets, 300,000 learners,
# 1,000,000 posts in 265,000 topics, and 11,000 EPM.
COPIES_OF_A_DEPARTMENT = {Herd.PLACES: 1, Herd.RECORDS: 16, Herd.FORUMS: 38}

# SQL in terms of the row `s` and of its copy `c` (`c.j`: number of the copy, from 1).
SUFFIX, SLUG, LABEL = "{} || ' (' || (c.j + 1) || ')'", "{} || '-' || (c.j + 1)", "{} || ' ' || (c.j + 1)"
PAPER_NUMBER = "upper(substr(md5({} || '-' || c.j), 1, 12))"
NAMES = {
    name: f"(SELECT n.{name} FROM demo_name n WHERE n.position = (s.id * 31 + c.j * 17) % {{names}})"
    for name in ("first_name", "last_name", "search_name")
}
# Hours between a row of the demo and its copies: forums and library fill over years, without an order of copies.
TOPIC_HOURS, SHEET_HOURS = "(c.j * 7919) % 28800", "(c.j * 4801) % 17520"
LIBRARY_ROW = (
    "s.path LIKE (SELECT p.path FROM wagtailcore_page p JOIN ressources_librarypage l ON l.page_ptr_id = p.id) || '_%'"
)
OF_NETWORK = "s.kind IN ('epm', 'project')"
# Revisions of published sheets would be a copy of each: those of drafts and reviews are what pages read.
OF_DRAFT = (
    "s.object_id IN (SELECT CAST(d.id AS varchar(255)) FROM wagtailcore_page d"
    " JOIN ressources_sheet k ON k.page_ptr_id = d.id WHERE NOT d.live)"
)


@dataclass(frozen=True)
class CopiedRows:
    """Rows of the model `label` that satisfy `where`.

    `texts`: column → SQL of its new value, `{}` standing for the column; `hours`: SQL of how much earlier the columns
    `moments` are in the copy.
    """

    label: str
    herd: Herd
    where: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    moments: tuple[str, ...] = ()
    hours: str = ""


def _rows(herd: Herd, labels: str) -> list[CopiedRows]:
    return [CopiedRows(label, herd) for label in labels.split()]


PAGE_TEXTS = {
    "path": "{path}",
    "title": SUFFIX,
    "draft_title": SUFFIX,
    "slug": SLUG,
    "url_path": "substr({0}, 1, length({0}) - 1) || '-' || (c.j + 1) || '/'",
}
PAGE_MOMENTS = ("first_published_at", "last_published_at", "latest_revision_created_at")
NETWORK = [
    CopiedRows(
        "reseau.Member",
        Herd.PLACES,
        where="NOT EXISTS (SELECT 1 FROM b2i_learner l WHERE l.member_id = s.id)",
        texts={
            "email": "replace({}, '@', '.' || (c.j + 1) || '@')",
            **{name: f"CASE WHEN s.email IS NULL THEN {{}} ELSE {sql} END" for name, sql in NAMES.items()},
        },
    ),
    CopiedRows("account.EmailAddress", Herd.PLACES, texts={"email": "replace({}, '@', '.' || (c.j + 1) || '@')"}),
    CopiedRows(
        "reseau.EPM",
        Herd.PLACES,
        texts={
            "name": SUFFIX,
            "search_name": SUFFIX,
            "slug": SLUG,
            # Some two kilometres around the town hall.
            "latitude": "{} + ((c.j * 37) % 41 - 20) * 0.001",
            "longitude": "{} + ((c.j * 29) % 43 - 21) * 0.001",
        },
    ),
    *_rows(
        Herd.PLACES,
        "reseau.PlaceFeature reseau.PlaceRoom reseau.OpeningInterval reseau.Position reseau.KnowHow reseau.PlaceVisit"
        " reseau.Meeting extranet.ReviewedPosition",
    ),
    # The coordination and territories are one team, which has more people.
    CopiedRows("extranet.ReviewedTeam", Herd.PLACES, where="s.epm_id IS NOT NULL"),
    *_rows(Herd.PLACES, "alertes.Notice alertes.MailItem"),
    CopiedRows("alertes.Mail", Herd.PLACES, where="s.member_id IS NOT NULL"),
    CopiedRows("alertes.Subscription", Herd.PLACES, texts={"subject": "{subject}"}),
    CopiedRows("forums.Forum", Herd.PLACES, where=OF_NETWORK, texts={"title": SUFFIX, "slug": SLUG}),
    CopiedRows(
        "forums.ForumMember", Herd.PLACES, where=f"s.forum_id IN (SELECT s.id FROM forums_forum s WHERE {OF_NETWORK})"
    ),
]
QUALITY = [
    CopiedRows("qualite.Assessment", Herd.PLACES, texts={"number": PAPER_NUMBER}),
    *_rows(
        Herd.PLACES,
        "qualite.HalfDayTally qualite.ActivityMonth qualite.ConfirmedFigure qualite.FigureCorrection"
        " qualite.Involvement qualite.PlannedAction qualite.FileDecision qualite.CriterionAnswer qualite.ProofFile"
        " qualite.Visit qualite.Observation qualite.Equipment qualite.Loan qualite.LoanHalfDay qualite.ConditionReport",
    ),
    CopiedRows("qualite.QualityLabel", Herd.PLACES, texts={"number": PAPER_NUMBER}),
]
OF_EVALUATION = "s.{} IN (SELECT e.response_id FROM formation_evaluation e)"
WELCOME = _rows(
    Herd.PLACES,
    "accueil.Telecentre accueil.Seat accueil.TeleworkAgreement accueil.SeatSeries accueil.SeatBooking",
)
# Steps of the circuit of reimbursement are those of the network.
TICKETS = [
    CopiedRows("accueil.TicketBatch", Herd.PLACES, texts={"label": LABEL}),
    CopiedRows(
        "accueil.Ticket",
        Herd.PLACES,
        texts={"code": "(SELECT n.code FROM demo_code n WHERE n.position = s.id * {scale} + c.j)"},
    ),
    *_rows(
        Herd.PLACES,
        "accueil.TicketBody accueil.BodyApproval accueil.TicketHolder accueil.LedgerEntry accueil.TicketStatement"
        " accueil.StatementLine accueil.StepDone",
    ),
]
TRAINING = [
    CopiedRows("questionnaires.Response", Herd.PLACES, where=OF_EVALUATION.format("id")),
    CopiedRows("questionnaires.Answer", Herd.PLACES, where=OF_EVALUATION.format("response_id")),
    CopiedRows(
        "wagtailcore.Page",
        Herd.PLACES,
        where=(
            "s.id IN (SELECT t.page_ptr_id FROM formation_trainingpage t"
            " UNION SELECT n.page_ptr_id FROM extranet_newspage n)"
        ),
        texts=PAGE_TEXTS,
    ),
    *_rows(
        Herd.PLACES,
        "extranet.NewsPage formation.TrainingPage formation.TrainingTag formation.TrainingPage_skills"
        " formation.ProgrammeHalfDay formation.KitSheet formation.KitFile formation.Session formation.HalfDay"
        " formation.SessionTrainer formation.TerritoryQuota formation.Enrolment formation.EnrolmentEvent"
        " formation.EvaluationRequest formation.Evaluation formation.SignedSheet formation.Attendance"
        " formation.AttendanceCorrection formation.Mission formation.Ride formation.RideRequest formation.Occupancy"
        " formation.ReplacementCall formation.AskedTrainer formation.TrainerProfile"
        " formation.TrainerProfile_trainings formation.Unavailability formation.Wish formation.Voice"
        " formation.ArchivedIdentity",
    ),
    CopiedRows("formation.Certificate", Herd.PLACES, texts={"number": PAPER_NUMBER}),
]
LIBRARY = [
    CopiedRows(
        "wagtailcore.Page", Herd.RECORDS, where=LIBRARY_ROW, texts=PAGE_TEXTS, moments=PAGE_MOMENTS, hours=SHEET_HOURS
    ),
    CopiedRows("wagtailcore.Revision", Herd.RECORDS, where=OF_DRAFT, texts={"object_id": "{object_id}"}),
    CopiedRows("wagtailcore.WorkflowState", Herd.RECORDS, texts={"object_id": "{object_id}"}),
    *_rows(Herd.RECORDS, "wagtailcore.TaskState"),
    *_rows(
        Herd.RECORDS,
        "ressources.Sheet ressources.WorkshopPage ressources.MediaPage ressources.StoryPage ressources.WatchPage"
        " ressources.Step ressources.WorkshopTag ressources.Sheet_skills ressources.Adaptation ressources.Authorship"
        " ressources.Contribution ressources.Delivery ressources.DeliveryTally ressources.WorkshopSeries"
        " ressources.OpenWorkshop ressources.Booking ressources.CollectedSheet ressources.Attachment ressources.Picture"
        " ressources.Favourite ressources.Feedback ressources.Thanks ressources.ReviewAssignment ressources.Remark"
        " ressources.RemarkAnswer ressources.SheetRequest_supporters ressources.Obsolescence",
    ),
    CopiedRows("ressources.Collection", Herd.RECORDS, texts={"title": SUFFIX, "former_link": "md5({} || c.j)"}),
    CopiedRows("ressources.SheetRequest", Herd.RECORDS, texts={"words": SUFFIX, "key": LABEL}),
]
RECORDS = [
    CopiedRows(
        "reseau.Member",
        Herd.RECORDS,
        where="EXISTS (SELECT 1 FROM b2i_learner l WHERE l.member_id = s.id)",
        texts=NAMES,
    ),
    CopiedRows(
        "b2i.Learner",
        Herd.RECORDS,
        texts={
            "card_number": "substr({0}, 1, 3) || (10000 + (c.j - 1) * {learners} + CAST(substr({0}, 4) AS integer))"
        },
    ),
    CopiedRows("b2i.JurySession", Herd.RECORDS, texts={"place": SUFFIX}),
    CopiedRows(
        "b2i.Candidacy",
        Herd.RECORDS,
        texts={"attestation_number": "CASE {0} WHEN '' THEN {0} ELSE {0} || '-' || c.j END"},
    ),
    *_rows(
        Herd.RECORDS,
        "b2i.Record b2i.Positioning b2i.CanDoAnswer b2i.GroupSession b2i.GroupSession_skills b2i.GroupSession_learners"
        " b2i.Evidence b2i.EvidenceFile b2i.Transcript b2i.Accreditation b2i.Proposal b2i.Validation"
        " b2i.SecondSignature b2i.Access b2i.CentreOpinion b2i.CivilIdentity b2i.Consent b2i.Following b2i.Contest"
        " b2i.ContestAnswer b2i.DormancyNotice b2i.Limitation",
    ),
]
# Topics that wait for an answer do so for as long as in the first département: their clock climbs by itself.
TOPIC_MOMENTS = (
    "CASE WHEN {topic} IN (SELECT w.topic_id FROM forums_questionwatch w WHERE w.answered IS NULL) THEN 0"
    f" ELSE {TOPIC_HOURS} END"
)
FORUMS = [
    CopiedRows(
        "forums.Topic",
        Herd.FORUMS,
        texts={"slug": SLUG, "title": SUFFIX},
        moments=("created", "last_post_at"),
        hours=TOPIC_MOMENTS.format(topic="s.id"),
    ),
    CopiedRows(
        "forums.Post", Herd.FORUMS, moments=("created", "edited"), hours=TOPIC_MOMENTS.format(topic="s.topic_id")
    ),
    CopiedRows(
        "forums.TopicReading", Herd.FORUMS, moments=("read_until",), hours=TOPIC_MOMENTS.format(topic="s.topic_id")
    ),
    CopiedRows(
        "forums.QuestionWatch",
        Herd.FORUMS,
        moments=("started", "climbed", "due", "taken", "answered"),
        hours=TOPIC_MOMENTS.format(topic="s.topic_id"),
    ),
    CopiedRows("forums.TopicAddress", Herd.FORUMS, texts={"slug": SLUG}),
    *_rows(
        Herd.FORUMS,
        "forums.TopicTag forums.PostThanks forums.PostFile forums.Poll forums.PollChoice forums.PollVote"
        " forums.PollVote_choices forums.EarlierText forums.PostReport",
    ),
]
# Links between a sheet and a topic: their herds have other sizes, so that those of one département are copied.
LINKS = _rows(Herd.PLACES, "ressources.SheetDiscussion ressources.TopicOrigin")
HERITAGE = [
    CopiedRows(
        "patrimoine.HeritagePlace",
        Herd.PLACES,
        texts={
            "slug": SLUG,
            # Some two kilometres around, as for EPM.
            "latitude": "{} + ((c.j * 37) % 41 - 20) * 0.001",
            "longitude": "{} + ((c.j * 29) % 43 - 21) * 0.001",
        },
    ),
    CopiedRows("patrimoine.HeritageTrail", Herd.PLACES, texts={"slug": SLUG}),
    *_rows(
        Herd.PLACES,
        "patrimoine.TrailStop patrimoine.MakerAgreement patrimoine.HeritageWork patrimoine.Outing",
    ),
]
# Chantiers and funders are those of the policy.
PROJECTS = [
    CopiedRows("projets.Project", Herd.PLACES, texts={"title": SUFFIX}),
    *_rows(
        Herd.PLACES,
        "projets.Project_territories projets.Project_epms projets.ProjectPerson projets.Milestone projets.ProjectRisk"
        " projets.ProjectStep projets.Indicator projets.FundingLine",
    ),
]
COPIED = [*NETWORK, *QUALITY, *WELCOME, *TICKETS, *TRAINING, *LIBRARY, *RECORDS, *FORUMS, *LINKS, *HERITAGE, *PROJECTS]
