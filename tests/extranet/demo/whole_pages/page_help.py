"""Judge of the help: each page of the list leads to an article that is about it."""

import re
from collections.abc import Iterator

from extranet.interface.help.guide_files import find_section, slug_for_page
from extranet.interface.help.readers import Reader
from reseau.texts.accent_folding import fold
from tests.extranet.demo.whole_pages.kept_pages import KeptPage
from tests.pages import ANIMATOR, CARD, COORDINATOR, NOBODY, TERRITORIAL

READERS = {
    NOBODY: Reader.VISITOR,
    CARD: Reader.LEARNER,
    ANIMATOR: Reader.ANIMATOR,
    TERRITORIAL: Reader.TERRITORIAL,
    COORDINATOR: Reader.COORDINATOR,
}
# For the operator, lost, or the help itself: these lead to the whole guide.
WITHOUT_ARTICLE = {"/sante/", "/nulle-part/"}
# News are about anything.
WITHOUT_ARTICLE |= {"/actualites/des-tablettes-a-emprunter/"}
WORD = re.compile(r"[^\W\d_]{4,}")
# The beginning of a word tells the subject: « inscrits » and « inscription », « animé » and « animations ».
BEGINNING = 4
# What is done to a subject; a name that the surface does not say: « Ateliers ».
NO_SUBJECT = {"nouvelle", "nouveau", "modifier", "ressources"}
ARGUMENT = re.compile(r"<[^>]*>|[()$^\\]")


def help_faults(page: KeptPage) -> Iterator[str]:
    if not page.pattern or page.pattern in WITHOUT_ARTICLE or page.path.startswith("/aide/"):
        return
    # Institutional pages have no address of their own: Wagtail serves them by their path.
    is_wagtail = page.name.startswith("/")
    slug = slug_for_page("wagtail_serve" if is_wagtail else page.name, READERS[page.account])
    if not slug:
        yield f"aucun article de contents.toml ne parle de {page.name}"
        return
    article = next(article for article in find_section(slug).articles if article.slug == slug)
    told = fold(f"{article.title} {article.lead} {article.source}")
    subjects = subjects_of(page.path if is_wagtail else page.route)
    if subjects and not any(subject in told for subject in subjects):
        yield f"l’article {slug} ne dit rien de {subjects}"


def subjects_of(route: str) -> list[str]:
    """Return the beginnings of the words of the last part of an address that names a subject."""
    for part in reversed(ARGUMENT.sub("", route).split("/")):
        if words := [word for word in WORD.findall(part) if word not in NO_SUBJECT]:
            return [fold(word)[:BEGINNING] for word in words]
    return []
