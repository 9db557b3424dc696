"""The outbox of changes to index, written in the transaction of each change; and the state of the index."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

# A rebuild without progress for so long is dead.
REBUILD_SILENCE = timedelta(minutes=15)
MAX_DELAY = timedelta(hours=1)


class OutboxEntryQuerySet(models.QuerySet):
    def pending(self, live: str | None):
        """Entries that the live index lacks."""
        return self.exclude(applied_to=live) if live else self

    def due(self, live: str | None):
        """Pending entries whose time has come, the oldest first."""
        return self.pending(live).filter(due__lte=timezone.now()).order_by("pk")

    def failing(self):
        """Entries whose last attempt failed, the next to be tried first."""
        return self.filter(attempts__gt=0).order_by("due", "pk")

    def note(self, kind: str, keys) -> int:
        """Create an entry for each of these documents; return how many."""
        return self.note_all((kind, str(key)) for key in keys)

    def note_all(self, named) -> int:
        """Create an entry for each kind and key of `named`; return how many. One query."""
        return len(self.bulk_create([OutboxEntry(kind=kind, key=key) for kind, key in named]))


class OutboxEntry(models.Model):
    """One document that changed, appeared or disappeared; its current state is read when the entry is drained."""

    kind = models.CharField("type", max_length=40)
    key = models.CharField("clé", max_length=200)
    created = models.DateTimeField("écrite le", default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    due = models.DateTimeField("à traiter à partir du", default=timezone.now, db_index=True)
    error = models.TextField("dernière erreur", blank=True)
    # Set instead of deleting the entry while a rebuild runs: the fresh index needs the change too.
    applied_to = models.CharField("prise en compte par l’index", max_length=80, blank=True)

    objects = OutboxEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "changement à indexer"
        verbose_name_plural = "changements à indexer"

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def postpone(self, error: str) -> None:
        """Counts a failure and waits twice as long as the last time: 2, 4, 8… seconds, an hour at most."""
        self.attempts += 1
        self.error = error
        self.due = timezone.now() + min(timedelta(seconds=2 ** min(self.attempts, 12)), MAX_DELAY)


class IndexStateManager(models.Manager):
    def current(self) -> "IndexState":
        return self.filter(pk=1).first() or self.model(pk=1)

    def locked(self) -> "IndexState":
        """Return the row, locked until the transaction ends."""
        state, _ = self.select_for_update().get_or_create(pk=1)
        return state


class IndexState(models.Model):
    """The only row: version of the last write, rebuild under way, last day taken into account."""

    version = models.PositiveBigIntegerField("version de la dernière écriture", default=0)
    rebuild_id = models.CharField("reconstruction en cours", max_length=32, blank=True)
    rebuild_beat = models.DateTimeField("dernier signe de vie de la reconstruction", null=True, blank=True)
    rebuilt_at = models.DateTimeField("dernière reconstruction", null=True, blank=True)
    # Changes that come with the date alone (a position that ends) are noted up to this day.
    day = models.DateField("dernier jour pris en compte", null=True, blank=True)

    objects = IndexStateManager()

    class Meta:
        verbose_name = "état de l’index"
        verbose_name_plural = "état de l’index"

    def __str__(self) -> str:
        return f"version {self.version}"

    def grow(self) -> None:
        """Take the next version: one more, or the time in milliseconds, so that a database restored from a backup does
        not write less new versions than the index has."""
        self.version = max(self.version + 1, int(timezone.now().timestamp() * 1000))

    @property
    def is_rebuilding(self) -> bool:
        return bool(self.rebuild_id) and self.rebuild_beat > timezone.now() - REBUILD_SILENCE
