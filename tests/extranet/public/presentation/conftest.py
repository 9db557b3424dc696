"""The presentation pages of a site, and a way to add one."""

import pytest

from extranet.public.presentation.models import PresentationPage
from extranet.public.presentation.services import ensure_presentation_pages


@pytest.fixture
def pages(site_tree) -> dict[str, PresentationPage]:
    """The starting pages, by the end of their address."""
    return {page.slug: page for page in ensure_presentation_pages(home=site_tree)}


@pytest.fixture
def write(site_tree):
    """`write(title, *parts, parent=…)`: a published page made of these parts, given as (kind, value)."""

    def add(title: str, *parts: tuple[str, dict], parent=site_tree, **fields) -> PresentationPage:
        parent.refresh_from_db()
        stored = [{"type": kind, "value": value} for kind, value in parts]
        return parent.add_child(instance=PresentationPage(title=title, lead=f"Sur {title}", parts=stored, **fields))

    return add
