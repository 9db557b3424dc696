"""The network in Wagtail's admin, for the coordination: territories, EPM and positions."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.slug import SlugInput
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


class PositionAdminForm(WagtailAdminModelForm):
    """Offers only people who work or have worked in the network, since learners have accounts too."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        member = self.fields["member"]
        member.queryset = Member.objects.filter(pk__in=Position.objects.values("member"))


class WithoutDeletion(ModelPermissionPolicy):
    """Forbids deletion: places and positions are closed, since past events refer to them."""

    def user_has_permission(self, user, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


ON_ITS_PAGE = (
    "<p>Horaires, téléphone, présentation, matériel, ouverture ou fermeture\u00a0: sur la page du lieu, "
    "«\u00a0Modifier la fiche\u00a0». L’équipe du lieu les y change aussi.</p>"
)


def is_open_in_words(epm: EPM) -> str:
    return "oui" if epm.is_open else "non"


class TerritoryViewSet(SnippetViewSet):
    model = Territory
    permission_policy = WithoutDeletion(Territory)
    icon = "globe"
    menu_label = "Territoires"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    edit_handler = ObjectList([TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug", widget=SlugInput)])


class EPMViewSet(SnippetViewSet):
    model = EPM
    permission_policy = WithoutDeletion(EPM)
    icon = "home"
    menu_label = "EPM"
    list_display = ["name", "kind", "commune", Column("open", label="Ouvert", accessor=is_open_in_words)]
    list_filter = ["kind", "is_open", "commune__territory"]
    search_fields = ["search_name", "commune__search_name"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("name", targets=["slug"]),
            FieldPanel("slug", widget=SlugInput),
            FieldPanel("kind"),
            MultiFieldPanel(
                [FieldPanel("commune"), FieldPanel("address"), FieldPanel("latitude"), FieldPanel("longitude")],
                heading="Où c’est",
            ),
            HelpPanel(content=ON_ITS_PAGE),
        ]
    )


ON_THE_PAGE_OF_THE_PERSON = (
    "<p>On ouvre et on ferme un poste sur la page de la personne, dans «\u00a0Membres du réseau\u00a0». "
    "Ici, on corrige celui qui contient une faute.</p>"
)


class PositionViewSet(SnippetViewSet):
    model = Position
    permission_policy = WithoutDeletion(Position)
    icon = "user"
    menu_label = "Postes à corriger"
    list_display = ["member", "get_role_display", "place_name", "start", "end"]
    list_filter = ["role", "contract", "territory"]
    search_fields = ["member__search_name", "epm__search_name"]
    edit_handler = ObjectList(
        [
            HelpPanel(content=ON_THE_PAGE_OF_THE_PERSON),
            FieldPanel("member"),
            FieldPanel("role"),
            FieldPanel("epm"),
            FieldPanel("territory"),
            FieldPanel("contract"),
            FieldPanel("employer_email"),
            FieldPanel("start"),
            FieldPanel("end"),
        ],
        base_form_class=PositionAdminForm,
    )


@register_snippet
class NetworkViewSetGroup(SnippetViewSetGroup):
    items = (EPMViewSet, PositionViewSet, TerritoryViewSet)
    menu_icon = "group"
    menu_label = "Réseau"
    menu_name = "reseau"
    menu_order = 200
