"""Notices about proposals and decisions, on the site and by mail: one for each learner, member and day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import correct_daily_notices, merge_into_daily_notice
from b2i.declarations.events import DECISION_AWAITED, DECISION_TAKEN
from b2i.frameworks.models.framework import Skill
from b2i.people.accesses.journal import note_message
from b2i.people.learners.models.learner import Learner
from b2i.records.models import Record
from b2i.records.validation.evaluators import evaluators_of
from b2i.records.validation.models.validation import Proposal, Validation
from reseau.people.members.models.member import Member
from reseau.texts.elision import to_place
from reseau.texts.wording import join_words


# Name of a learner in notices: in full on the site for those who may read the record, shortened in mails.
#
# Mails pass through servers of third parties: the first name and an initial are enough for those who know the
# person.
@dataclass(frozen=True, slots=True)
class LearnerName:
    """Name of a learner for one reader: `full` on the site, `short` in a mail."""

    full: str
    short: str


def learner_name(learner: Learner, *, may_read: bool) -> LearnerName:
    """Return « Agnès Delpech » and « Agnès D. », or the card number twice for those who may not read the record."""
    if not may_read:
        card = f"la carte {learner.card_number}"
        return LearnerName(card, card)
    return LearnerName(str(learner), _shortened(learner.member.first_name.strip(), learner.member.last_name.strip()))


def _shortened(first_name: str, last_name: str) -> str:
    """Return the first name and an initial; of a name that stands in one field, the last word is shortened."""
    if not last_name and " " in first_name:
        first_name, _, last_name = first_name.rpartition(" ")
    return f"{first_name} {last_name[:1].upper()}.".lstrip() if last_name else first_name


# Names of skills in one notice; the page that it opens names them all.
NAMED = 3


def notify_evaluators(record: Record, *, proposals: Iterable[Proposal]) -> None:
    """Notify those who may decide, until the decision, of all that waits in the record."""
    today = timezone.localdate()
    proposers = {proposal.proposed_by_id for proposal in proposals}
    members = {
        member.pk: member
        for centre in {proposal.centre for proposal in proposals}
        for member in evaluators_of(centre, record.framework_id, today)
    }
    name = learner_name(record.learner, may_read=True)
    for member in members.values():
        text = None if proposers == {member.pk} else _waiting_text(record, member)
        if text:
            merge_into_daily_notice(
                member=member,
                about=_waiting_about(record),
                text=text(name.full),
                mail_text=text(name.short),
                url=reverse("b2i:learner_proposals", args=[record.learner_id]),
                kind=DECISION_AWAITED,
                is_state=True,
            )
            note_message(member, record.learner)


def lessen_evaluators_notices(record: Record) -> None:
    """Tell evaluators less, or nothing, after a decision or a withdrawal."""
    unread_notices = Notice.objects.about(_waiting_about(record)).unread()
    name = learner_name(record.learner, may_read=True)
    for member in Member.objects.filter(pk__in=unread_notices.values("member")):
        text = _waiting_text(record, member)
        correct_daily_notices(
            member=member,
            about=_waiting_about(record),
            text=text(name.full) if text else "",
            mail_text=text(name.short) if text else "",
        )


def notify_proposer(record: Record, *, proposer: Member | None) -> None:
    """Notify the proposer of the decisions of the day on the record, and evaluators that less waits."""
    lessen_evaluators_notices(record)
    if proposer is None or not proposer.is_active:
        return
    decisions = list(
        record.validations.filter(proposal__proposed_by=proposer, created__date=timezone.localdate())
        .select_related("skill", "decided_by", "proposal")
        .order_by("created", "pk")
    )
    follows = Learner.objects.visible_to(proposer).filter(pk=record.learner_id).exists()
    name = learner_name(record.learner, may_read=follows)
    merge_into_daily_notice(
        member=proposer,
        about=f"record:{record.pk}:decided",
        text=_decided_text(decisions, name.full),
        mail_text=_decided_text(decisions, name.short),
        url=record.learner.get_absolute_url() if follows else decisions[-1].proposal.get_absolute_url(),
        kind=DECISION_TAKEN,
    )
    if follows:
        note_message(proposer, record.learner)


def _waiting_text(record: Record, member: Member) -> Callable[[str], str] | None:
    """Return what waits for `member` in the record, as a function of the learner's name; None if nothing does."""
    proposals = Proposal.objects.decidable_by(member).filter(record=record).select_related("skill", "centre")
    if not proposals:
        return None
    place = join_words(sorted({to_place(proposal.centre) for proposal in proposals}))
    subject = "une compétence" if len(proposals) == 1 else f"{len(proposals)}\u00a0compétences"
    skills = skill_titles([proposal.skill for proposal in proposals])
    return lambda name: f"{name}\u00a0: {subject} à valider {place}, {skills}."


def _decided_text(decisions: Sequence[Validation], name: str) -> str:
    granted = [decision for decision in decisions if decision.is_granted]
    returned = [decision for decision in decisions if not decision.is_granted]
    sentences = []
    if granted:
        validated = "Compétence validée" if len(granted) == 1 else f"{len(granted)}\u00a0compétences validées"
        skills = skill_titles([decision.skill for decision in granted])
        sentences.append(f"{validated} pour {name}, par {_deciders(granted)}\u00a0: {skills}.")
    if returned:
        skills = skill_titles([decision.skill for decision in returned])
        who = _deciders(returned)
        say = "en disent" if len({decision.decided_by_id for decision in returned}) > 1 else "en dit"
        sentences.append(f"À reprendre avec {name}\u00a0: {skills}. {who} {say} la raison.")
    return " ".join(sentences)


def skill_titles(skills: Sequence[Skill]) -> str:
    """« Nommer les parties d’un ordinateur », « Vérifier une information » et 4 autres."""
    titles = [f"«\u00a0{skill.title}\u00a0»" for skill in skills[:NAMED]]
    if others := len(skills) - len(titles):
        titles.append("une autre" if others == 1 else f"{others} autres")
    return join_words(titles)


def _deciders(decisions: Iterable[Validation]) -> str:
    return join_words(list(dict.fromkeys(str(decision.decided_by or "une personne partie") for decision in decisions)))


def _waiting_about(record: Record) -> str:
    return f"record:{record.pk}:to-validate"
