"""The demo as a whole: the figures of the Lot, nothing invalid, the same content each time."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F
from django.utils import timezone

from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import Mail
from alertes.enums import MailState
from b2i.admission.duplicates.detection import duplicate_pairs
from b2i.admission.duplicates.models import Merge
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.people.learners.models.learner import Learner
from b2i.records.enums import Outcome
from b2i.records.models import Evidence, Positioning, Record
from b2i.records.progress.record_progress import progress_by_record, record_progress
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.second_signature import SecondSignature
from b2i.records.validation.models.validation import Proposal, Validation
from extranet.demo.library.reuse import CAPITALISED
from extranet.demo.library.versions import LONGER, SENT, TABLET
from extranet.demo.network.people import PASSWORD
from extranet.demo.records.learners import SECRET
from extranet.demo.training.training_days import TrainingCalendar
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.certificates.models import Certificate
from formation.proof.evaluation.access import evaluations_due
from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.models import Evaluation
from formation.proof.evaluation.results import results_of
from formation.sessions.calendar_feeds.models import CalendarFeed
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enums import SessionStatus
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.year.planning.year_plan import plan_figures
from formation.year.training_report.year_figures import year_report
from forums.enums import ForumKind, TopicKind, TopicStatus
from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic
from questionnaires.answers.models import Response
from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.texts.tags.models import TagAlias
from ressources.authoring.writing.models import KeptText
from ressources.library.collections.models import Collection
from ressources.library.near_tags import near_tags
from ressources.library.readers.models import Favourite, Feedback, Thanks
from ressources.review.adaptations.models import Adaptation
from ressources.review.adaptations.services import texts_of
from ressources.sheets.enums import SheetState
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.tag import tags_with_counts
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from search.questions.journal.models import SearchTally
from tests.kept_demo import BUILDING

MOST_STATEMENTS = 88_000

pytestmark = pytest.mark.django_db


def test_demo_has_the_figures_of_the_lot(demo):
    roles = {role: Position.objects.live().filter(role=role).count() for role in Role}

    assert roles == {Role.COORDINATOR: 1, Role.TERRITORIAL: 3, Role.ANIMATOR: 180}
    assert (EPM.objects.count(), EPM.objects.filter(is_fictitious=False).count()) == (110, 0)
    assert WorkshopPage.objects.live().count() >= 40
    assert Topic.objects.count() == 70
    assert set(Topic.objects.values_list("kind", flat=True)) == set(TopicKind)
    assert set(Forum.objects.values_list("kind", flat=True)) == set(ForumKind)
    assert Topic.objects.filter(status=TopicStatus.SOLVED).count() == 25
    assert Member.objects.filter(is_fictitious=False).count() == 0


def test_demo_shows_every_stage(demo):
    learners = Learner.objects.prefetch_related("records")
    progress = progress_by_record([record for learner in learners for record in learner.records.all()])
    reviewer = Member.objects.get(email="territoire.cahors@example.org")
    coordinator = Member.objects.get(email="coordination@example.org")

    assert len(progress) == 187
    assert {0, 18} < {state.done for state in progress.values()}
    assert WorkshopPage.objects.waiting_for(coordinator).count() == 3
    assert WorkshopPage.objects.waiting_for(reviewer).count() == 1
    assert WorkshopPage.objects.drafts_of(Member.objects.get(email="animateur1@example.org")).count() == 5
    assert Session.objects.upcoming().exists()


def test_demo_has_certificates_and_evaluations_of_past_sessions(demo):
    animator = Member.objects.get(email="animateur1@example.org")
    calendar = TrainingCalendar(timezone.localdate())
    closed = HalfDay.objects.filter(closed_at__isnull=False, date__year__gte=calendar.today.year - 2)
    past_sessions = list(Session.objects.filter(half_days__in=closed).distinct())

    assert [session.pk for session in past_sessions if not results_of(session, Moment.HOT).is_shown] == []
    certificates = Certificate.objects.in_force().filter(enrolment__session__in=past_sessions)
    assert certificates.values("enrolment__session").distinct().count() == len(past_sessions)
    assert certificates.filter(signatory=None).count() == 0
    assert len(past_sessions) == len(calendar.past) - Session.objects.exclude(cancel_reason="").count()
    assert evaluations_due(animator, timezone.localdate()) != []
    assert Mail.objects.filter(key__contains=":certificate:", state=MailState.PLANNED).count() == 0


def test_demo_has_the_half_days_of_its_calendar_each_year(demo):
    calendar = TrainingCalendar(timezone.localdate())
    cancelled_days = set(HalfDay.objects.exclude(session__cancel_reason="").values_list("date", flat=True))
    drafts = HalfDay.objects.filter(session__status=SessionStatus.DRAFT)

    for year in range(calendar.today.year - 2, calendar.today.year + 1):
        plan = plan_figures(year)
        held_days = {day for days in calendar.past for day in days if day.year == year} - cancelled_days
        coming_days = {day for days in (*calendar.around, *calendar.later) for day in days if day.year == year}
        assert (plan.target, plan.delivered) == (32, 2 * len(held_days))
        assert plan.planned == 2 * len(held_days | coming_days) + drafts.of_year(year).count()
    assert Session.objects.exclude(cancel_reason="").count() == 1
    assert HalfDay.objects.to_close().count() == 2


def test_demo_shows_more_of_each_year_than_of_the_one_before(demo):
    """For comparisons: people trained, workshops, validations and brevets of whole years. The first year has no brevet
    yet.
    """
    year = timezone.localdate().year - 1
    former, last = year_report(year - 1), year_report(year)

    assert 0 < former.people.count < last.people.count
    assert None not in (former.satisfaction.rate("satisfaction"), last.satisfaction.rate("satisfaction"))
    for counted, day in ((Delivery, "date"), (Validation, "decided_on"), (Candidacy, "decided_on")):
        former_count, last_count = (
            counted.objects.filter(**{f"{day}__year": number}).count() for number in (year - 1, year)
        )
        assert former_count < last_count, counted
        assert former_count or counted is Candidacy


def test_past_rows_obey_the_rules_of_the_site(demo):
    """They are written in bulk, without the services that refuse."""
    for model in (Session, HalfDay, Enrolment, Attendance, Certificate, Evaluation, Proposal, Validation, Candidacy):
        for row in model.objects.all():
            row.clean_fields(exclude=[field.name for field in model._meta.fields if field.null])
    assert Attendance.objects.exclude(enrolment__session=F("half_day__session")).count() == 0
    assert list(Candidacy.objects.with_double_number()) == []
    numbers = Candidacy.objects.delivered().values_list("attestation_academy", "attestation_year", "attestation_number")
    assert len(numbers) == len(set(numbers)) > 1
    proven = Enrolment.objects.select_related("member").filter(certificates__isnull=False, member__is_active=True)
    for enrolment in proven:
        positions = Position.objects.live(timezone.localdate(enrolment.requested_at))
        assert positions.filter(member=enrolment.member).exists()
    for validation in Validation.objects.select_related("proposal__evidence", "accreditation", "centre_accreditation"):
        proposal = validation.proposal
        assert (proposal.evidence.record_id, proposal.evidence.skill_id) == (validation.record_id, validation.skill_id)
        assert proposal.evidence.created < proposal.created <= validation.created
        assert proposal.centre_id == validation.centre_accreditation.epm_id
        assert validation.accreditation.member_id == validation.decided_by_id


def test_skills_are_proposed_on_two_facts_but_for_a_few_of_the_former_rule(demo):
    ruled = Validation.objects.granted().filter(under_former_rule=False).select_related("proposal")
    for proposal in (validation.proposal for validation in ruled):
        lines = [proposal.earlier_evidence, proposal.evidence]
        assert [(line.record_id, line.skill_id, line.is_fact) for line in lines] == [
            (proposal.record_id, proposal.skill_id, True)
        ] * 2
        assert lines[0].text != lines[1].text
    former_count = Validation.objects.filter(under_former_rule=True).count()
    assert 0 < former_count < ruled.count() / 4
    assert Proposal.objects.awaiting().filter(under_former_rule=True).count() == 1
    assert Evidence.objects.filter(text__icontains="pratiqué en atelier").count() == 0


def test_nothing_of_the_demo_happened_in_the_future_or_before_its_first_year(demo):
    first_day = date(timezone.localdate().year - 2, 1, 1)
    for model, field in (
        *((Delivery, "date"), (Evidence, "observed_on"), (Validation, "decided_on"), (SearchTally, "day")),
        *((Response, "day"), (Candidacy, "decided_on"), (Accreditation, "starts_on")),
    ):
        assert model.objects.filter(**{f"{field}__gt": timezone.localdate()}).count() == 0, model
    assert Delivery.objects.filter(date__lt=first_day).count() == 0
    # Records without news are as old as their rule asks.
    followed_lines = Evidence.objects.filter(record__learner__dormancy_notice=None)
    assert followed_lines.filter(observed_on__lt=first_day).count() == 0
    for model, field in ((Enrolment, "requested_at"), (Certificate, "issued"), (Attendance, "noted_at")):
        assert model.objects.filter(**{f"{field}__gt": timezone.now()}).count() == 0, model


def test_demo_shows_activity_of_readers(demo):
    animator = Member.objects.get(email="animateur1@example.org")
    favourites = Favourite.objects.visible_to(animator)
    feedback = Feedback.objects.filter(sheet__owner=animator)

    assert (favourites.count(), favourites.exclude(sheet__obsolescence=None).count()) == (6, 1)
    assert Collection.objects.visible_to(animator).count() == 2
    assert Collection.objects.shared_with(animator).exclude(owner=animator).count() == 1
    assert (feedback.count(), feedback.unsettled().count()) == (3, 2)
    assert Feedback.objects.sent_by(animator).exclude(answer="").count() == 1
    assert Thanks.objects.filter(member=F("sheet__owner")).count() == 0
    assert animator.notices.filter(key__contains=":thanks:").count() == 1


def test_demo_has_calendars_to_follow(demo, client):
    feeds = CalendarFeed.objects.order_by("pk")

    assert [str(feed).partition(",")[0] for feed in feeds] == ["Mes formations", "Formations", "Formations"]
    assert {client.get(feed.get_absolute_url()).status_code for feed in feeds} == {200}


def test_demo_has_no_waiting_session_mail_but_a_log_of_sent_ones(demo):
    assert not Mail.objects.planned().about("session:").exists()
    assert Mail.objects.filter(state=MailState.SENT, enclosed="invitation.ics").count() > 50
    assert not Enclosure.objects.exists()


def test_records_of_the_demo_tell_their_story_in_order(demo):
    """Whoever evaluates reads dates first: opened, seen twice, proposed, decided."""
    too_early = [
        Evidence.objects.filter(observed_on__lt=F("record__opened_on")),
        Evidence.objects.filter(created__date__lt=F("observed_on")),
        Positioning.objects.filter(created__date__lt=F("record__opened_on")),
        Proposal.objects.filter(fact_on__gt=F("created__date")),
        Validation.objects.filter(decided_on__lt=F("proposed_on")),
        Validation.objects.filter(decided_on__gt=timezone.localdate()),
    ]
    assert [queryset.count() for queryset in too_early] == [0] * len(too_early)
    assert Validation.objects.exclude(outcome=Outcome.VALIDATED).exists(), "some are returned"
    paces = Record.objects.annotate(count=Count("validations")).values_list("count", flat=True)
    assert len(set(paces)) > 4, "not everyone learns at one pace"


def test_demo_has_shared_learners_probable_duplicates_and_a_merge(demo):
    animator = Member.objects.get(email="animateur1@example.org")
    card = Learner.objects.get(card_number="46-0001")

    assert [card.followings.live().count(), card.followings.count()] == [1, 2]
    assert len(duplicate_pairs(Learner.objects.visible_to(animator))) >= 1
    assert Merge.objects.visible_to(animator).undoable().count() == 1


def test_demo_accounts_can_log_in(demo, client):
    animator = Member.objects.get(email="animateur180@example.org")
    card = Learner.objects.get(card_number="46-0001")

    assert animator.check_password(PASSWORD)
    assert card.check_secret(SECRET)
    assert animator.emailaddress_set.filter(verified=True, primary=True).count() == 1


def test_names_are_the_same_from_one_run_to_the_next(demo):
    first = Member.objects.order_by("pk").values_list("email", "first_name", "last_name")[:2]

    assert list(first) == [
        ("coordination@example.org", "Vincent", "Vergne"),
        ("territoire.cahors@example.org", "Benoît", "Rigal"),
    ]


def test_every_file_prepared_ahead_is_the_one_that_a_builder_asks_for(demo):
    assert json.loads((demo.parent / BUILDING).read_text())["unasked"] == []


def test_demo_is_built_in_bounded_statements(demo):
    """Whoever starts the site for the first time waits for them. More content costs more of them: move the bound then,
    once it is sure that no service asks twice.
    """
    assert 10_000 < json.loads((demo.parent / BUILDING).read_text())["statements"] < MOST_STATEMENTS


def test_demo_is_refused_on_a_site_with_members(demo):

    with pytest.raises(CommandError, match="base vide"):
        call_command("demo", stdout=StringIO())


def test_scale_below_one_is_refused():
    with pytest.raises(CommandError, match="à partir de 1"):
        call_command("demo", scale=0, stdout=StringIO())


def test_library_has_due_obsolete_and_orphan_sheets(demo):
    due_count = WorkshopPage.objects.due(timezone.localdate()).count()
    assert 0 < due_count < 20
    assert WorkshopPage.objects.live().exclude(obsolescence=None).count() == 1
    assert (WorkshopPage.objects.orphans().count(), Authorship.objects.count()) == (1, 1)


def test_some_sheets_come_from_topics(demo):
    animator = Member.objects.get(email="animateur1@example.org")
    draft = WorkshopPage.objects.drafts_of(animator).get(topic_origin__topic__forum__slug="cahors")

    assert [step.title != "" for step in draft.latest_content.steps] == [True] * len(draft.latest_content.steps) != []
    (picture,) = draft.pictures.all()
    assert (picture.alternative, picture.credit) == (
        "L’ordinateur de la cabine : l’écran allumé, le clavier devant.",
        str(draft.topic_origin.topic.solution.author),
    )
    assert [topic.title for topic in Topic.objects.recent() if topic.is_capitalised] == [CAPITALISED]


def test_some_tags_are_merged_and_others_can_be(demo):
    assert list(TagAlias.objects.values_list("name", "tag__name")) == [("mél", "courriel")]
    assert ("courriel", "courriels") in [
        tuple(tag.name for tag in group.tags) for group in near_tags(tags_with_counts())
    ]


def test_library_has_a_sheet_with_a_history_and_an_unsaved_text(demo):
    text = KeptText.objects.get()
    names = text.sheet.revisions.order_by("created_at").values_list("version_name__name", flat=True)
    assert (text.member.email, list(names)) == ("animateur1@example.org", [SENT, None, LONGER])
    assert TABLET in text.post["tips"].split("\n")
    assert text.sheet.state is SheetState.CHANGES_ASKED


def test_some_sheets_are_adapted(demo):
    animator = Member.objects.get(email="animateur1@example.org")
    published_adaptation, draft_adaptation = Adaptation.objects.order_by("pk")
    lineage = texts_of(
        lineage=published_adaptation,
        adapted=published_adaptation.sheet.specific,
        origin=published_adaptation.origin.specific,
    )

    assert (published_adaptation.origin.owner, draft_adaptation.sheet.owner, draft_adaptation.sheet.live) == (
        animator,
        animator,
        False,
    )
    assert [comparison.part.name for comparison in lineage.parts()] == ["equipment", "steps", "tips"]
    assert [comparison.by_origin for comparison in lineage.parts()] == [(), (), ()]
    assert (published_adaptation.has_newer_origin, draft_adaptation.has_newer_origin) == (False, True)


def test_reviews_are_at_every_stage(demo):
    sheets = Sheet.objects.in_review()
    returned_sheet = Sheet.objects.get(draft_title="Recadrer et alléger ses photos")

    assert sheets.exclude(assignment__reviewer=None).count() == 1
    assert sheets.filter(assignment__due__lt=timezone.localdate()).count() == 1
    assert (returned_sheet.state, returned_sheet.remarks.count(), returned_sheet.remarks.open().count()) == (
        *(SheetState.CHANGES_ASKED, 3, 2),
    )
    assert returned_sheet.assignment.reviewer.email == "territoire.cahors@example.org"


def test_demo_shows_every_kind_of_decision(demo):
    animator = Member.objects.get(email="animateur1@example.org")
    today = timezone.localdate()
    records = {record.learner.card_number: record for record in Record.objects.select_related("learner")}
    live = Accreditation.objects.live_on(today)

    assert (live.of_centres().count(), live.of_persons().count()) == (3, 4)
    assert Accreditation.objects.exclude(withdrawal="").count() == 1
    assert Proposal.objects.decidable_by(animator).values("record").distinct().count() == 3
    assert Validation.objects.filter(outcome=Outcome.RETURNED).count() == 1
    assert SecondSignature.objects.count() == 3
    assert record_progress(records["46-0010"]).is_validated
    assert record_progress(records["46-0001"]).domains[2].left_words == (
        "Il manque 1\u00a0chose à valider dans «\u00a0Écrire et mettre en page\u00a0»"
    )
    assert not Mail.objects.planned().about("record:").exists()
    assert animator.notices.unread().filter(key__startswith="record:", key__contains=":decided:").count() == 1
