"""Publish or withdraw the pages whose day has come: sheets with all that follows, the others as Wagtail does."""

from wagtail.management.commands import publish_scheduled

from ressources.authoring.publication.services import publish_scheduled_sheets


class Command(publish_scheduled.Command):
    help = "Publie ou retire les pages dont le jour est venu."

    def handle(self, *args, dryrun: bool, **options) -> None:
        if not dryrun:
            publish_scheduled_sheets()
        super().handle(*args, dryrun=dryrun, **options)
