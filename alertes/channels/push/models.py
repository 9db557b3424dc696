"""The browsers that a member wants to be told by, and the notices on their way to each."""

from django.conf import settings
from django.db import models
from django.utils import timezone

PROBLEM_LENGTH = 200
ENDPOINT_LENGTH = 600


class PushDeviceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each person sees their own, nobody those of others."""
        return self.filter(member=user) if user.is_authenticated else self.none()


class PushDevice(models.Model):
    """A browser of a member. `endpoint`: where its maker takes what is posted; two keys encrypt it for that browser."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="membre", on_delete=models.CASCADE, related_name="push_devices"
    )
    endpoint = models.CharField("adresse d’envoi", max_length=ENDPOINT_LENGTH)
    public_key = models.CharField("clé publique du navigateur", max_length=100)
    auth_secret = models.CharField("secret du navigateur", max_length=40)
    browser = models.CharField("navigateur", max_length=60)
    created = models.DateTimeField("ajouté le", default=timezone.now)
    last_told = models.DateTimeField("dernière alerte", null=True, blank=True)

    objects = PushDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = "appareil prévenu"
        verbose_name_plural = "appareils prévenus"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint"],
                name="push_device_once_for_each_endpoint",
                violation_error_message="Cet appareil est déjà relié.",
            )
        ]

    def __str__(self) -> str:
        return self.browser


class PushedNoticeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(settled=None, claimed=None)

    def due(self):
        return self.waiting().filter(due__lte=timezone.now()).order_by("due", "pk")

    def claim(self, pk: int) -> bool:
        """Take one for this worker; False if another has it, or if it is settled."""
        waiting = self.waiting().filter(pk=pk)
        return waiting.update(claimed=timezone.now(), attempts=models.F("attempts") + 1) == 1

    def abandoned(self, before):
        """Those that a worker took before that moment and never settled."""
        return self.filter(settled=None, claimed__lt=before)


class PushedNotice(models.Model):
    """It leaves when `due`, once for a device and a notice; once `settled`, `problem` says why it did not leave.

    `is_asked`: the member follows the subject itself, at once.
    """

    device = models.ForeignKey(
        PushDevice, verbose_name="appareil", on_delete=models.CASCADE, related_name="pushed_notices"
    )
    notice = models.ForeignKey(
        "alertes.Notice", verbose_name="alerte", on_delete=models.CASCADE, related_name="pushed_notices"
    )
    is_asked = models.BooleanField("demandée", default=False)
    due = models.DateTimeField("à envoyer le")
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    claimed = models.DateTimeField("prise le", null=True, blank=True)
    settled = models.DateTimeField("réglée le", null=True, blank=True)
    problem = models.CharField("problème", max_length=PROBLEM_LENGTH, blank=True)

    objects = PushedNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "alerte d’un appareil"
        verbose_name_plural = "alertes des appareils"
        constraints = [
            models.UniqueConstraint(
                fields=["device", "notice"],
                name="pushed_notice_once_for_each_device",
                violation_error_message="Cet appareil a déjà reçu cette alerte.",
            )
        ]
        indexes = [models.Index(fields=["settled", "due"], name="pushed_notice_due")]

    def __str__(self) -> str:
        return f"{self.notice} → {self.device}"

    def settle(self, problem: str = "") -> None:
        """Close it for good: it has left, or `problem` says why not."""
        PushedNotice.objects.filter(pk=self.pk).update(settled=timezone.now(), problem=problem[:PROBLEM_LENGTH])

    def put_back(self, *, due, attempts: int, problem: str = "") -> None:
        """Let go of what this worker has claimed, for later."""
        claimed = PushedNotice.objects.filter(pk=self.pk, settled=None)
        claimed.update(claimed=None, due=due, attempts=attempts, problem=problem[:PROBLEM_LENGTH])
