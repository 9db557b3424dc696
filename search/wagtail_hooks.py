"""Synonyms in Wagtail's admin, for the coordination, beside the queue of searches without result."""

from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from search.language.search_question import LEADS_TO
from search.questions.journal.tallies import settle
from search.questions.synonyms.models import SynonymSet
from search.questions.synonyms.permissions import may_edit_synonyms
from search.questions.synonyms.validators import split_expressions

HELP = (
    "<p>Qui cherche l’une de ces expressions trouve aussi ce qui contient les autres. Accents, majuscules et pluriels "
    "ne comptent pas. Un changement vaut dès l’enregistrement, partout.</p>"
    "<p>Avant d’enregistrer, ouvrez l’aperçu, à droite : il dit ce que chaque expression trouve aujourd’hui et ce "
    "qu’elle trouverait.</p>"
)


class SynonymCreateView(CreateView):
    """Opened from the queue, the form starts with the failed search and what people found next, and leads back there
    once saved.
    """

    @property
    def searched(self) -> str:
        return self.request.GET.get("recherche", "")

    @property
    def found(self) -> str:
        """What people searched next, which the failed search is to find too."""
        return self.request.GET.get("trouve", "")

    def get_initial_form_instance(self) -> SynonymSet:
        expressions = [*split_expressions(self.searched), *([f"{LEADS_TO} {self.found}"] if self.found else [])]
        return SynonymSet(expressions="".join(f"{expression}\n" for expression in expressions))

    def get_add_url(self) -> str:
        asked = {name: self.request.GET[name] for name in ("recherche", "trouve") if self.request.GET.get(name)}
        return f"{super().get_add_url()}?{urlencode(asked)}" if asked else super().get_add_url()

    def save_instance(self) -> SynonymSet:
        instance = super().save_instance()
        settle(texts=[self.searched, *instance.expression_list])
        return instance

    def get_success_url(self) -> str:
        return reverse("search:queue") if self.searched else super().get_success_url()


class SynonymEditView(EditView):
    def save_instance(self) -> SynonymSet:
        instance = super().save_instance()
        settle(texts=instance.expression_list)
        return instance


class SynonymSetViewSet(SnippetViewSet):
    model = SynonymSet
    icon = "tag"
    menu_label = "Synonymes"
    copy_view_enabled = False
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    search_fields = ["expressions"]
    edit_handler = ObjectList([HelpPanel(content=HELP), FieldPanel("expressions")])


class QueueMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_edit_synonyms(request.user)


@register_snippet
class SearchViewSetGroup(SnippetViewSetGroup):
    items = (SynonymSetViewSet,)
    menu_icon = "search"
    menu_label = "Recherche"
    menu_name = "recherche"
    menu_order = 220

    def get_submenu_items(self) -> list[MenuItem]:
        queue = QueueMenuItem("Recherches sans réponse", reverse("search:queue"), icon_name="help", order=2)
        return [*super().get_submenu_items(), queue]
