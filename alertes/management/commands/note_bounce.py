"""`manage.py note_bounce ADDRESS [ANSWER]`: a mail came back from that address, nothing more is sent to it."""

from django.core.management.base import BaseCommand

from alertes.channels.refusals.services import note_refused_address


class Command(BaseCommand):
    help = "Note qu’un courriel est revenu\u00a0: plus rien ne part à cette adresse, la page du membre le dit."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address", help="adresse d’où le courriel est revenu")
        parser.add_argument("answer", nargs="?", default="", help="ce que dit le message revenu")

    def handle(self, *args, address: str, answer: str, **options) -> None:
        note_refused_address(address=address, answer=answer)
        self.stdout.write(f"Noté\u00a0: plus rien ne part à {address}.")
