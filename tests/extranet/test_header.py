"""The top of every page: what each role may go to, and what waits for them."""

import re

import pytest

from tests.factories.alertes import NoticeFactory
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db
# A page that everybody may open.
PAGE = "/contact/"

PUBLIC = ["Accueil", "Trouver un lieu", "Ateliers", "Ma carte"]
NETWORK = ["Accueil", "Ateliers", "Formations", "Livrets", "Entraide"]
MINE = [
    "Mes alertes", "Agenda du réseau", "Ma fiche", "Mes formations", "Mes fiches", "Mes ateliers animés",
    "Mes favoris et collections", "Membres du réseau", "Projets du réseau",
]  # fmt: skip
ACCOUNT = ["Mon compte", "Nouveautés"]
PLACES, INVITE = ["Lieux du réseau", "Résultats des enquêtes", "Tickets déclic"], ["Inviter quelqu’un"]
EDITING = ["Gérer les pages", "Recherches sans réponse", "Mots-clés", "Questionnaires", "Enquêtes"]


@pytest.fixture(autouse=True)
def _site(site_tree):
    """The menu of visitors is part of the home page."""


@pytest.fixture
def someone(request, epm):
    """`someone(role)`: somebody with that role."""

    def find(role: str):
        match role:
            case "learner":
                return LearnerFactory(epm=epm).member
            case "superuser without position":
                return MemberFactory(is_superuser=True)
            case "superuser in the network":
                return MemberFactory(is_superuser=True, animator=True)
            case _:
                return request.getfixturevalue(role)

    return find


def header_of(browser) -> str:
    return re.search('<header class="top">.*?</header>', browser.get(PAGE).text, re.DOTALL)[0]


def links(html: str) -> list[str]:
    """Words of the links, without their icons."""
    found = re.findall(r"<li[^>]*><a [^>]*>(.*?)</a></li>", html, re.DOTALL)
    return [" ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", "", words, flags=re.DOTALL).split()) for words in found]


@pytest.mark.parametrize(
    ("role", "menu", "account", "may_search"),
    [
        ("learner", ["Mon livret", "Ateliers", "Trouver un lieu"], [], False),
        ("superuser without position", PUBLIC, [], True),
        ("animator", [*NETWORK, "Lieux"], [*MINE, *ACCOUNT], True),
        ("territorial", [*NETWORK, "Pilotage"], [*MINE, *PLACES, *ACCOUNT, *INVITE], True),
        ("coordinator", [*NETWORK, "Pilotage"], [*MINE, *PLACES, *ACCOUNT, *INVITE, *EDITING], True),
        ("superuser in the network", [*NETWORK, "Lieux"], [*MINE, *ACCOUNT, *EDITING], True),
    ],
)
def test_each_role_reads_its_own_menu(client_of, someone, role, menu, account, may_search):
    header = header_of(client_of(someone(role)))

    sections, _, mine = header.partition("mon-compte")
    assert (links(sections), links(mine)) == (menu, account)
    assert ("Se déconnecter" in header, "Se connecter" in header) == (True, False)
    assert ('role="search"' in header, "Aller à la recherche" in header) == (may_search, may_search)


def test_visitor_reads_the_public_menu_and_where_to_log_in(client):
    header = header_of(client)

    assert links(header) == [*PUBLIC, "Se connecter"]
    assert (header.count("Se connecter"), "Se déconnecter" in header, 'role="search"' in header) == (2, False, True)


@pytest.mark.parametrize(
    ("unread", "badge", "entry"),
    [
        (0, [], "Mes alertes"),
        (1, ["1 alerte non lue"], "Mes alertes (1)"),
        (2, ["2 alertes non lues"], "Mes alertes (2)"),
    ],
)
def test_header_counts_what_was_not_read(client_of, animator, unread, badge, entry):
    NoticeFactory.create_batch(unread, member=animator)

    header = header_of(client_of(animator))

    counts = re.findall(r'<span class="count">(.*?)</span></span>', header, re.DOTALL)
    assert [" ".join(re.sub("<[^>]+>", " ", count).split()) for count in counts] == badge
    assert entry in links(header)
