"""Application « Alertes »."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AlertesConfig(AppConfig):
    name = "alertes"
    verbose_name = "Alertes"

    def ready(self) -> None:
        from alertes.occasions.letters import told_letter  # noqa: F401, PLC0415 - it says to digests how a letter is told
        from alertes.occasions.meetings.news import NoticesOfMeetings  # noqa: PLC0415 - models are ready here and not before
        from alertes.occasions.referents.notices import NoticesOfReferents  # noqa: PLC0415 - idem
        from alertes.occasions.saved_searches.tasks import check_soon  # noqa: PLC0415 - idem
        from reseau.calendar.agenda.news import register_teller  # noqa: PLC0415 - idem
        from reseau.people.members.referent_news import register_referent_teller  # noqa: PLC0415 - idem
        from search.index.tasks import after_drain  # noqa: PLC0415 - idem

        autodiscover_modules(
            "declarations.followed_subjects",
            "declarations.letter_lines",
            "declarations.reply_targets",
            "declarations.told_facts",
        )
        after_drain(check_soon)
        register_teller(NoticesOfMeetings())
        register_referent_teller(NoticesOfReferents())
