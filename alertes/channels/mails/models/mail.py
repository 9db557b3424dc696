"""A mail to a member, or to an address: planned, sent once, settled. These rows are the log of all mails."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from alertes.channels.facts.registry import FACT_LENGTH, true_facts
from alertes.choices.kinds import NAME_LENGTH, Kind, kind_named
from alertes.enums import MailState, Matter

KEY_LENGTH, SUBJECT_LENGTH, URL_LENGTH = 120, 120, 300
PROBLEM_LENGTH, ENCLOSED_LENGTH = 300, 300
# Days within which an operator can send failed mails again: older ones are out of date.
WORTH_RETRYING = timedelta(days=30)


class MailQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each member reads only their own mails."""
        return self.filter(member=user) if user.is_authenticated else self.none()

    def about(self, key_prefix: str):
        """Mails whose key begins with `key_prefix`."""
        return self.filter(key__startswith=key_prefix)

    def planned(self):
        return self.filter(state=MailState.PLANNED)

    def due(self):
        """Planned mails whose time has come, the oldest first."""
        return self.planned().filter(due__lte=timezone.now()).order_by("due", "pk")

    def failed(self):
        return self.filter(state=MailState.FAILED)

    def finished(self):
        """Mails that will never be sent again, whatever the operator does."""
        is_past_retrying = models.Q(state=MailState.FAILED, planned__lte=timezone.now() - WORTH_RETRYING)
        return self.filter(models.Q(state__in=[MailState.SENT, MailState.DROPPED]) | is_past_retrying)

    def abandoned(self, deadline: datetime):
        """Mails that a worker claimed before `deadline` and has not settled."""
        return self.filter(state=MailState.SENDING, claimed__lt=deadline)

    def claim(self, pk: int) -> bool:
        """Claim the mail; True for the only worker that may send it now."""
        claimed = self.due().filter(pk=pk).order_by()
        return bool(claimed.update(state=MailState.SENDING, claimed=timezone.now(), attempts=models.F("attempts") + 1))


class Mail(models.Model):
    """`key` says what it is about: the same key reaches a member once. `url` is a path of the site, if there is one.

    It goes to a `member`, or to an `outsider`, the address of somebody without account (an employer).
    Answers go to `reply_to`, or are published where `answers` says (`topic:12`, `alertes.channels.replies`): without
    either, nobody would read them. `followed`: the subject by which the member is told; the link that stops mails then
    stops following it. `follows_notice`: it brings the notice of the same member and key, and goes with it. `fact`:
    what it tells of a row (`alertes.channels.facts`); it leaves as long as the row says so.
    `is_urgent`: it leaves in quiet hours. `is_asked`: the member asked for mails about that very subject. A digest
    says nothing itself: it tells its items (`alertes.channels.mails.models.mail_item`). `enclosed` names what goes
    with it, and stays when that is deleted (`alertes.channels.mails.models.enclosure`).
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="destinataire",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
    )
    outsider = models.EmailField("destinataire sans compte", blank=True)
    key = models.CharField("clé", max_length=KEY_LENGTH, db_index=True)
    matter = models.CharField("à propos de", max_length=16, choices=Matter)
    kind = models.CharField("genre", max_length=NAME_LENGTH, blank=True, db_default="")
    subject = models.CharField("objet", max_length=SUBJECT_LENGTH)
    text = models.TextField("texte")
    url = models.CharField("adresse dans le site", max_length=URL_LENGTH, blank=True)
    reply_to = models.EmailField("répondre à", blank=True)
    answers = models.CharField("une réponse paraît dans", max_length=40, blank=True, default="", db_default="")
    followed = models.CharField(
        "ce que le membre suit", max_length=SUBJECT_LENGTH, blank=True, default="", db_default=""
    )
    fact = models.CharField("ce qu’il dit d’une ligne", max_length=FACT_LENGTH, blank=True, default="", db_default="")
    follows_notice = models.BooleanField("suit une alerte", default=False)
    is_urgent = models.BooleanField("part aussi aux heures calmes", default=False, db_default=False)
    is_asked = models.BooleanField("demandé pour ce sujet", default=False, db_default=False)
    state = models.CharField("état", max_length=8, choices=MailState, default=MailState.PLANNED)
    planned = models.DateTimeField("prévu le", default=timezone.now)
    due = models.DateTimeField("à envoyer à partir du", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    claimed = models.DateTimeField("dernier essai le", null=True, blank=True)
    settled = models.DateTimeField("réglé le", null=True, blank=True)
    address = models.EmailField("envoyé à", blank=True)
    problem = models.CharField("ce qui l’a empêché", max_length=PROBLEM_LENGTH, blank=True)
    enclosed = models.CharField("joint", max_length=ENCLOSED_LENGTH, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ["-planned", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "key"],
                name="mail_once_for_each_member",
                violation_error_message="Ce courriel est déjà prévu pour ce membre.",
            ),
            models.UniqueConstraint(
                fields=["outsider", "key"],
                condition=~models.Q(outsider=""),
                name="mail_once_for_each_outsider",
                violation_error_message="Ce courriel est déjà prévu pour cette adresse.",
            ),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, outsider="") | models.Q(member=None) & ~models.Q(outsider=""),
                name="mail_to_a_member_or_to_an_address",
                violation_error_message="Un courriel va à un membre, ou à une adresse sans compte.",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due"], name="mail_state_due"),
            models.Index(fields=["member", "settled"], name="mail_member_settled"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def recipient(self) -> str:
        """Current address of the recipient; empty for a member without one."""
        return (self.member.email or "") if self.member_id else self.outsider

    def told_items(self) -> list:
        """Return what a digest tells: its items, but those whose notice was read or withdrawn, or that became false.

        Two queries, and those of the facts.
        """
        items = list(self.items.all())
        still_true = {"", *true_facts(item.fact for item in items if item.fact)}
        items = [item for item in items if item.fact in still_true]
        keys = [item.key for item in items if item.follows_notice]
        unread = set(self.member.notices.filter(key__in=keys, read_at=None).values_list("key", flat=True))
        return [item for item in items if not item.follows_notice or item.key in unread]

    @property
    def event_kind(self) -> Kind:
        return kind_named(self.kind, matter=self.matter)

    @transaction.atomic
    def settle(self, state: MailState, *, problem: str = "", address: str = "") -> None:
        """Record the final state; delete the enclosures, unless the mail may be sent again."""
        self.state, self.settled = state, timezone.now()
        self.problem, self.address = problem[:PROBLEM_LENGTH], address
        self.save(update_fields=["state", "settled", "problem", "address"])
        if state != MailState.FAILED:
            self.enclosures.all().delete()
