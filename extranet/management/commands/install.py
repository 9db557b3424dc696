"""`manage.py install`: create the data that every site needs. Idempotent: run it after each migration."""

from django.core.management.base import BaseCommand

from b2i.frameworks.crosswalk_loading import load_crosswalks
from b2i.frameworks.framework_loading import load_frameworks
from extranet.access.accounts.coordination_rights import ensure_coordination_group
from extranet.interface.help.services import load_guide
from extranet.public.contact.contact_page import ensure_contact_page
from extranet.public.pages.site_tree import ensure_site_tree
from extranet.public.presentation.services import ensure_presentation_pages
from formation.proof.evaluation.starting_questionnaires import ensure_evaluation_questionnaires
from forums.threads.forums.services import ensure_forums
from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.chantiers.services import ensure_starting_chantiers
from qualite.labelling.charter.models import Charter
from qualite.labelling.charter.services import ensure_starting_charters
from reseau.places.reference import load_communes
from ressources.library.discussions.services import ensure_forum_of_sheets
from search.questions.synonyms.current_synonyms import ensure_starting_sets


class Command(BaseCommand):
    help = (
        "Charge communes, référentiels, chartes, chantiers, questionnaires, pages, aide, forums et synonymes de "
        "départ, sans rien écraser."
    )

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Communes : {load_communes()}")
        self.stdout.write("Référentiels : " + ", ".join(framework.slug for framework in load_frameworks()))
        self.stdout.write(f"Correspondances : {len(load_crosswalks())}")
        self.stdout.write(f"Forums : {len([*ensure_forums(), ensure_forum_of_sheets()])}")
        ensure_starting_charters()
        self.stdout.write(f"Chartes : {Charter.objects.count()}")
        ensure_starting_chantiers()
        self.stdout.write(f"Chantiers : {Chantier.objects.count()}")
        self.stdout.write(f"Questionnaires : {ensure_evaluation_questionnaires()}")
        home = ensure_site_tree()
        ensure_contact_page(home)
        ensure_presentation_pages(home=home)
        self.stdout.write(f"Pages : {home.get_descendants(inclusive=True).count()}")
        self.stdout.write(f"Pages d’aide : {load_guide()}")
        self.stdout.write(f"Synonymes : {ensure_starting_sets()}")
        self.stdout.write(f"Groupe : {ensure_coordination_group()}")
