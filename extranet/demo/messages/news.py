"""News, partners and featured sheets of the demo: `content/news.toml`."""

from datetime import timedelta

from django.utils import timezone

from extranet.demo.content import read_file
from extranet.demo.network.partners import build_partners
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.news import NewsIndexPage, NewsPage
from ressources.sheets.models.sheet import Sheet

FEATURED = (
    "apprivoiser-la-souris-et-le-clavier",
    "creer-sa-premiere-adresse-electronique",
    "reconnaitre-un-courriel-ou-un-sms-frauduleux",
    "acheter-en-ligne-sans-crainte-ni-mauvaise-surprise",
)


def build_news() -> None:
    content, index = read_file("news"), NewsIndexPage.objects.get()
    for item in content["news"]:
        day = timezone.localdate() - timedelta(days=item["days"])
        fields = {name: item[name] for name in ("slug", "title", "summary", "body")}
        index.add_child(instance=NewsPage(day=day, **fields))
    build_home(content["partners"])
    build_partners(content["partners"])


def build_home(partners: list[dict]) -> None:
    """Feature some sheets and name the partners."""
    home = HomePage.objects.get()
    blocks = list(home.blocks.raw_data)
    keys = dict(Sheet.objects.filter(slug__in=FEATURED).values_list("slug", "pk"))
    featured = [keys[slug] for slug in FEATURED if slug in keys]
    for block in blocks:
        if block["type"] == "sheets":
            block["value"] |= {"title": "Pour commencer", "sheets": featured}
    blocks.append({"type": "partners", "value": {"title": "Nos partenaires", "partners": partners}})
    home.blocks = blocks
    home.save()
