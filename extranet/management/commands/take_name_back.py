"""`manage.py take_name_back "Solange Delbos"`: take away the name that somebody left in the forums."""

from django.core.management.base import BaseCommand, CommandError

from forums.messages.corrections.name_erasure import take_name_back


class Command(BaseCommand):
    help = "Retire des forums le nom que quelqu’un y avait laissé en partant, même là où d’autres citent ses messages."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", help="prénom et nom, comme ses messages les portent")

    def handle(self, *args, name: str, **options) -> None:
        if not (count := take_name_back(name=name)):
            raise CommandError("Aucun message de quelqu’un qui est parti ne porte ce nom.")
        self.stdout.write(f"Messages sans nom maintenant\u00a0: {count}.")
