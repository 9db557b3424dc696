"""What a digest tells: one event, for one member, kept until it is told."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from alertes.channels.facts.registry import FACT_LENGTH
from alertes.channels.mails.models.mail import KEY_LENGTH, SUBJECT_LENGTH, URL_LENGTH, Mail
from alertes.choices.kinds import NAME_LENGTH, Kind, kind_named
from alertes.enums import MailState, Matter


class MailItemQuerySet(models.QuerySet):
    def waiting(self):
        """Those that no digest has taken in."""
        return self.filter(mail=None)

    def untold(self):
        """Those that may still change: they wait, or nobody tried to send their digest."""
        return self.filter(
            models.Q(mail=None) | models.Q(mail__state=MailState.PLANNED, mail__attempts=0),
        )

    def read_on_site(self):
        """Those whose notice was read: there is nothing to tell."""
        return self.filter(member__notices__key=models.F("key"), member__notices__read_at__isnull=False)


class MailItem(models.Model):
    """`key` is that of the event: it is told once to a member. From `due`, the next digest takes it in, and is `mail`.

    `page` is that of the object, which `url` may be a part of: items of one page stand together.
    `answers` names the object where a reply by mail is published.
    `followed`: the subject that the member follows, by which they are told.
    `fact` is what it tells of a row (`alertes.channels.facts.registry`): it is told as long as the row says so.
    `is_asked`: the member asked for mails about that very subject, whatever they chose for its kind.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="destinataire", on_delete=models.CASCADE, related_name="mail_items"
    )
    mail = models.ForeignKey(
        Mail, verbose_name="résumé", on_delete=models.CASCADE, null=True, blank=True, related_name="items"
    )
    key = models.CharField("clé", max_length=KEY_LENGTH, db_index=True)
    kind = models.CharField("genre", max_length=NAME_LENGTH)
    matter = models.CharField("à propos de", max_length=16, choices=Matter)
    text = models.TextField("texte")
    details = models.TextField("suite du texte", blank=True)
    url = models.CharField("adresse dans le site", max_length=URL_LENGTH, blank=True)
    page = models.CharField("page de l’objet", max_length=URL_LENGTH, blank=True)
    answers = models.CharField("une réponse paraît dans", max_length=40, blank=True)
    followed = models.CharField(
        "ce que le membre suit", max_length=SUBJECT_LENGTH, blank=True, default="", db_default=""
    )
    fact = models.CharField("ce qu’elle dit d’une ligne", max_length=FACT_LENGTH, blank=True, default="", db_default="")
    follows_notice = models.BooleanField("suit une alerte", default=False)
    is_asked = models.BooleanField("demandé pour ce sujet", default=False)
    created = models.DateTimeField("arrivé le", default=timezone.now)
    due = models.DateTimeField("à dire à partir du")

    objects = MailItemQuerySet.as_manager()

    class Meta:
        verbose_name = "nouvelle d’un résumé"
        verbose_name_plural = "nouvelles des résumés"
        ordering = ["created", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "key"],
                name="mail_item_once_for_each_member",
                violation_error_message="Cette nouvelle est déjà prévue pour ce membre.",
            )
        ]
        indexes = [models.Index(fields=["due"], condition=models.Q(mail=None), name="mail_item_waiting")]

    def __str__(self) -> str:
        return self.text

    @property
    def event_kind(self) -> Kind:
        return kind_named(self.kind, matter=self.matter)
