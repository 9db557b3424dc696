"""Partners of the demo on their page, with logos that the demo draws: none of them exists, and each says so."""

import typst
from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from extranet.demo.content import CONTENT
from extranet.public.presentation.models import PresentationPage
from reseau.documents.drawings.colours import Theme, palette
from reseau.documents.papers.paper import FONTS

TEMPLATE = CONTENT / "logo.typ"
SHAPES = ("round", "square")
COLOURS = ("d1", "d3")
SLUG = "partenaires"
POINTS_PER_INCH = 144


def build_partners(partners: list[dict]) -> None:
    """Put the partners of the demo before those of history, each with its logo."""
    page = PresentationPage.objects.get(slug=SLUG)
    shown = [
        {**partner, "logo": draw_logo(partner["name"], rank).pk, "site": "", "is_fictitious": True}
        for rank, partner in enumerate(partners)
    ]
    part = {"type": "partners", "value": {"title": "Partenaires d’aujourd’hui", "partners": shown}}
    page.parts = [part, *page.parts.raw_data]
    page.save_revision(clean=False).publish()


def draw_logo(name: str, rank: int):
    """Return the picture of a logo: shape and colour follow from `rank`."""
    inputs = {"shape": SHAPES[rank % len(SHAPES)], "colour": palette(Theme.LIGHT)[COLOURS[rank % len(COLOURS)]]}
    png = typst.compile(
        {"main.typ": TEMPLATE.read_bytes()},
        sys_inputs=inputs,
        font_paths=FONTS,
        ignore_system_fonts=True,
        format="png",
        ppi=POINTS_PER_INCH,
    )
    file = ContentFile(png, name=f"logo-de-demonstration-{rank + 1}.png")
    return get_image_model().objects.create(title=f"Logo de démonstration, {name}", file=file)
