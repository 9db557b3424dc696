"""The parts of the public home: the coordination orders them, names them and leaves some out."""

from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)

TEXT_FEATURES = ["h3", "bold", "italic", "link", "ol", "ul"]
MOST_SHEETS = 8


def title(default: str) -> CharBlock:
    return CharBlock(max_length=80, default=default, label="Titre")


class WaysBlock(StaticBlock):
    class Meta:
        icon = "order"
        label = "Par où commencer"
        admin_text = "Trouver un lieu, venir à un atelier, ouvrir son livret\u00a0; les points visio, s’il y en a."
        template = "extranet/public/pages/_home_ways.html"


class WorkshopsBlock(StructBlock):
    title = title("Prochains ateliers ouverts à tous")
    aside_title = CharBlock(required=False, max_length=80, label="Titre de l’encadré")
    aside_text = TextBlock(required=False, label="Texte de l’encadré", rows=4)

    class Meta:
        icon = "date"
        label = "Prochains ateliers, et un encadré"
        template = "extranet/public/pages/_home_workshops.html"


class NewsBlock(StructBlock):
    title = title("Actualités")

    class Meta:
        icon = "doc-full-inverse"
        label = "Actualités"
        template = "extranet/public/pages/_home_news.html"


class SheetsBlock(StructBlock):
    title = title("Ce que l’on apprend")
    sheets = ListBlock(
        PageChooserBlock(page_type="ressources.Sheet", label="Fiche"),
        required=False,
        min_num=0,
        max_num=MOST_SHEETS,
        default=[],
        label="Fiches à la une",
        help_text=(
            "Laissez vide pour montrer les dernières publiées. "
            "Une fiche retirée ou réservée aux membres n’y paraît pas."
        ),
    )

    class Meta:
        icon = "pick"
        label = "Fiches d’atelier"
        template = "extranet/public/pages/_home_sheets.html"


class TeamsBlock(StructBlock):
    title = title("Vous animez un de ces lieux\u00a0?")
    text = TextBlock(required=False, label="Texte", rows=3)

    class Meta:
        icon = "group"
        label = "Pour les équipes, et prochaines formations"
        template = "extranet/public/pages/_home_teams.html"


class PartnerBlock(StructBlock):
    name = CharBlock(max_length=120, label="Nom")
    role = CharBlock(required=False, max_length=160, label="Ce qu’il apporte")
    site = URLBlock(required=False, label="Adresse de son site")

    class Meta:
        icon = "group"
        label = "Partenaire"


class PartnersBlock(StructBlock):
    title = title("Nos partenaires")
    partners = ListBlock(PartnerBlock(), min_num=1, label="Partenaires")

    class Meta:
        icon = "group"
        label = "Partenaires"
        template = "extranet/public/pages/_home_partners.html"


class WordsBlock(StructBlock):
    title = title("")
    text = RichTextBlock(features=TEXT_FEATURES, label="Texte")

    class Meta:
        icon = "pilcrow"
        label = "Texte"
        template = "extranet/public/pages/_home_words.html"


class HomeBlocks(StreamBlock):
    ways = WaysBlock()
    workshops = WorkshopsBlock()
    news = NewsBlock()
    sheets = SheetsBlock()
    teams = TeamsBlock()
    partners = PartnersBlock()
    words = WordsBlock()

    class Meta:
        block_counts = {name: {"max_num": 1} for name in ("ways", "workshops", "news", "sheets", "teams", "partners")}


def starting_blocks(network: str) -> list[dict]:
    """Return the parts of the home of a new site, as the field stores them; `network` says what the network is."""
    return [
        {"type": "ways", "value": None},
        {
            "type": "workshops",
            "value": {
                "title": "Prochains ateliers ouverts à tous",
                "aside_title": "Des lieux ouverts à tous" if network else "",
                "aside_text": network,
            },
        },
        {"type": "news", "value": {"title": "Actualités"}},
        {"type": "sheets", "value": {"title": "Ce que l’on apprend", "sheets": []}},
        {
            "type": "teams",
            "value": {
                "title": "Vous animez un de ces lieux\u00a0?",
                "text": "Fiches d’atelier, formations et entraide vous attendent dans votre espace.",
            },
        },
    ]
