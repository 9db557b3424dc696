"""The parts of a page that presents the network: few kinds, which the coordination puts in the order it likes."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    MultipleChoiceBlock,
    PageChooserBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from extranet.public.presentation.destinations import PLACES, DestinationValue
from extranet.public.presentation.figures import FIGURES, counted

FEATURES = ["h3", "bold", "italic", "link", "ol", "ul"]
LINE_FEATURES = ["bold", "italic", "link"]
MOST_ENTRIES, MOST_STEPS, MOST_PARTNERS, MOST_FIGURES = 12, 20, 40, 8
BOTH = "Choisissez une page ou une partie du site, pas les deux."
TO_WRITE, TO_SHOW, BY_ITSELF = "Écrire", "Montrer", "Ce que le site sait déjà"


class PageIcon(models.TextChoices):
    """Icons of the site, by what they show."""

    NETWORK = "users", "Des personnes"
    PLACE = "map-pin", "Un lieu"
    HISTORY = "clock", "Une horloge"
    CALL = "phone", "Un téléphone"
    MAIL = "mail", "Une enveloppe"
    PARTNER = "hand", "Une main"
    ROUTE = "route", "Un chemin"
    QUALITY = "shield-check", "Un bouclier"
    FIGURES = "chart-line", "Une courbe"
    PRESS = "newspaper", "Un journal"
    TRAINING = "graduation-cap", "Une toque"
    SHEET = "book-open", "Un livre"
    DATE = "calendar-days", "Un calendrier"
    TOWN = "landmark", "Une institution"
    ECONOMY = "monitor", "Un écran"
    DISCOVERY = "compass", "Une boussole"
    IDEA = "lightbulb", "Une ampoule"
    PAGE = "file-text", "Une page"


def title(*, required: bool = True, default: str = "") -> CharBlock:
    return CharBlock(required=required, max_length=80, default=default, label="Titre")


class ParagraphsBlock(StructBlock):
    title = title(required=False)
    text = RichTextBlock(features=FEATURES, label="Texte")

    class Meta:
        icon = "pilcrow"
        label = "Texte"
        group = TO_WRITE
        template = "extranet/public/presentation/_words.html"


class NoticeBlock(StructBlock):
    title = title()
    text = RichTextBlock(features=[*LINE_FEATURES, "ul"], label="Texte")

    class Meta:
        icon = "help"
        label = "Encadré"
        group = TO_WRITE
        template = "extranet/public/presentation/_notice.html"


class EntryBlock(StructBlock):
    icon = ChoiceBlock(choices=PageIcon.choices, default=PageIcon.PAGE.value, label="Dessin")
    title = title()
    text = TextBlock(required=False, max_length=400, rows=3, label="Texte")
    page = PageChooserBlock(required=False, label="Mène à une page écrite ici")
    place = ChoiceBlock(
        required=False,
        choices=PLACES,
        label="Ou à une partie du site",
        help_text="Sans page ni partie du site, la ligne ne mène nulle part.",
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["page"] and cleaned["place"]:
            raise StructBlockValidationError(block_errors={"place": ValidationError(BOTH)})
        return cleaned

    class Meta:
        value_class = DestinationValue
        icon = "list-ul"
        label = "Ligne"
        label_format = "{title}"


class EntriesBlock(StructBlock):
    title = title(required=False)
    entries = ListBlock(EntryBlock(), min_num=1, max_num=MOST_ENTRIES, label="Lignes")

    class Meta:
        icon = "list-ul"
        label = "Lignes qui mènent ailleurs"
        group = TO_WRITE
        template = "extranet/public/presentation/_entries.html"


class StepBlock(StructBlock):
    period = CharBlock(max_length=40, label="Quand", help_text="Par exemple\u00a0: 2006, ou décembre 2009.")
    title = title()
    text = RichTextBlock(required=False, features=[*LINE_FEATURES, "ul"], label="Texte")

    class Meta:
        icon = "date"
        label = "Étape"
        label_format = "{period} {title}"


class TimelineBlock(StructBlock):
    title = title(required=False)
    steps = ListBlock(StepBlock(), min_num=2, max_num=MOST_STEPS, label="Étapes, de la plus ancienne à la plus récente")

    class Meta:
        icon = "history"
        label = "Frise de dates"
        group = TO_WRITE
        template = "extranet/public/presentation/_timeline.html"


class PictureBlock(StructBlock):
    picture = ImageBlock(label="Image")
    caption = CharBlock(required=False, max_length=200, label="Légende")
    credit = CharBlock(required=False, max_length=120, label="Crédit", help_text="Qui l’a faite, sous quelle licence.")

    class Meta:
        icon = "image"
        label = "Image"
        group = TO_SHOW
        template = "extranet/public/presentation/_picture.html"


class PartnerLogoBlock(StructBlock):
    name = CharBlock(max_length=120, label="Nom")
    role = CharBlock(required=False, max_length=160, label="Ce que ce partenaire apporte")
    logo = ImageChooserBlock(
        required=False,
        label="Logo",
        help_text="Avec l’accord du partenaire. Le nom, écrit dessous, est la description du logo.",
    )
    site = URLBlock(required=False, label="Adresse de son site")
    is_fictitious = BooleanBlock(
        required=False, label="Partenaire de démonstration", help_text="La page le dit à côté du nom."
    )

    class Meta:
        icon = "group"
        label = "Partenaire"
        label_format = "{name}"


class PartnerLogosBlock(StructBlock):
    title = title(default="Nos partenaires")
    partners = ListBlock(PartnerLogoBlock(), min_num=1, max_num=MOST_PARTNERS, label="Partenaires")

    class Meta:
        icon = "group"
        label = "Partenaires et logos"
        group = TO_SHOW
        template = "extranet/public/presentation/_partners.html"


class FiguresBlock(StructBlock):
    title = title(default="Le réseau en chiffres")
    figures = MultipleChoiceBlock(
        choices=[(figure.slug, figure.label) for figure in FIGURES],
        label="Chiffres",
        help_text="Comptés à chaque lecture. Un nombre de personnes n’est montré qu’à partir de cinq.",
    )

    def get_context(self, value, parent_context=None) -> dict:
        return super().get_context(value, parent_context) | {"figures": counted(value["figures"][:MOST_FIGURES])}

    class Meta:
        icon = "order"
        label = "Chiffres du réseau"
        group = BY_ITSELF
        template = "extranet/public/presentation/_figures.html"


class PagesBelowBlock(StaticBlock):
    class Meta:
        icon = "folder-open-inverse"
        label = "Pages de cette rubrique"
        admin_text = "Les pages publiées sous celle-ci, dans l’ordre de l’éditeur, avec leur phrase d’introduction."
        group = BY_ITSELF
        template = "extranet/public/presentation/_pages_below.html"


class LatestNewsBlock(StructBlock):
    title = title(default="Actualités")

    class Meta:
        icon = "doc-full-inverse"
        label = "Dernières actualités"
        group = BY_ITSELF
        template = "extranet/public/presentation/_latest_news.html"


class LogoBlock(StructBlock):
    title = title(default="Le logo")
    terms = TextBlock(max_length=400, rows=3, label="À quelles conditions le reprendre")

    class Meta:
        icon = "download"
        label = "Logo du réseau, à télécharger"
        group = BY_ITSELF
        template = "extranet/public/presentation/_logo.html"


class PresentationBlocks(StreamBlock):
    words = ParagraphsBlock()
    notice = NoticeBlock()
    entries = EntriesBlock()
    timeline = TimelineBlock()
    picture = PictureBlock()
    partners = PartnerLogosBlock()
    figures = FiguresBlock()
    below = PagesBelowBlock()
    news = LatestNewsBlock()
    logo = LogoBlock()

    class Meta:
        block_counts = {name: {"max_num": 1} for name in ("below", "news", "logo")}
