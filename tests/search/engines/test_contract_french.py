"""Contract of every engine: French as people type it, and what comes first."""

import pytest

from search.engines.base import SearchQuery
from tests.factories.search import DocumentFactory

PUBLIC = frozenset({"public"})


def keys_of(engine, text: str) -> list[str]:
    """Keys of the results for `text`, best first."""
    return [hit.key for hit in engine.search(SearchQuery(text, PUBLIC)).hits]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        pytest.param("Préparer une évaluation", "évaluations", id="plural typed"),
        pytest.param("Préparer des évaluations", "évaluation", id="singular typed"),
        pytest.param("Un cheval dans le pré", "chevaux", id="plural in -aux typed"),
        pytest.param("Des chevaux dans le pré", "cheval", id="singular in -al typed"),
        pytest.param("Les réseaux sociaux", "réseau social", id="plurals in -aux and -eaux"),
        pytest.param("Trier ses photos", "photo", id="plural in -os"),
        pytest.param("Monter une vidéo", "vidéos", id="plural in -os typed"),
        pytest.param("Les travaux pratiques", "travail", id="irregular plural"),
        pytest.param("Animer un atelier", "animé", id="participle of a verb"),
        pytest.param("Un atelier animé par deux personnes", "animer", id="infinitive of a participle"),
        pytest.param("Imprimer un billet", "imprimante", id="noun of the same family"),
        pytest.param("Des activités numériques", "activites numeriques", id="no accents typed"),
        pytest.param("SECURITE DU COMPTE", "sécurité", id="capitals without accents in the text"),
        pytest.param("Élèves et E\u0301COLES", "école", id="decomposed accents in the text"),
        pytest.param("Une séance animée", "animee", id="participle typed without accents"),
        pytest.param("L’évaluation finale", "evaluation", id="typographic apostrophe in the text"),
        pytest.param("L'évaluation finale", "l’évaluation", id="both apostrophes"),
        pytest.param("Ce qu’enseignaient les écoles", "enseigner", id="elision of two letters"),
        pytest.param("Une pièce d’identité", "pièce d identité", id="elision typed with a space"),
        pytest.param("Aujourd’hui, la mairie", "aujourd'hui", id="a word with an apostrophe"),
        pytest.param("AUJOURD’HUI EN MAIRIE", "aujourdhui", id="a word with an apostrophe in capitals"),
        pytest.param("Les œuvres d’art", "oeuvre", id="ligature in the text"),
        pytest.param("Un coeur de reseau", "cœur", id="ligature typed"),
        pytest.param("Le curriculum vitæ", "curriculum vitae", id="latin ligature"),
        pytest.param("Se connecter au Wi-Fi", "wifi", id="compound typed in one word"),
        pytest.param("Régler le wifi", "wi-fi", id="compound typed with a hyphen"),
        pytest.param("Prendre rendez\u2011vous", "rendez-vous", id="both hyphens"),
        pytest.param("Saint-Céré et sa région", "cere", id="part of a compound"),
        pytest.param("Valider le B2i Adultes", "b2i", id="acronym"),
        pytest.param("Ranger ses clefs USB", "clé usb", id="two spellings"),
        pytest.param("Le site de la CAF", "caf", id="acronym in lower case"),
        pytest.param("De A à Z", "de a à", id="stop words only, all in the title"),
    ],
)
def test_inflected_form_finds_the_title(engine, title, query):
    engine.index([DocumentFactory(key="1", title=title), DocumentFactory(key="2")], version=1)
    assert keys_of(engine, query) == ["1"]


@pytest.mark.parametrize("query", ["jour", "hui", "cher", "monn"])
def test_part_of_a_word_finds_nothing(engine, query):
    engine.index([DocumentFactory(title="Aujourd’hui, chercher un porte-monnaie")], version=1)
    assert keys_of(engine, query) == []


def test_title_comes_before_tag_summary_and_body(engine):
    engine.index(
        [
            DocumentFactory(key="body", body="On parle ici d’imprimante."),
            DocumentFactory(key="summary", summary="On parle ici d’imprimante."),
            DocumentFactory(key="tag", tags=("imprimante",)),
            DocumentFactory(key="title", title="Installer une imprimante"),
        ],
        version=1,
    )
    assert keys_of(engine, "imprimante") == ["title", "tag", "summary", "body"]


def test_exact_word_comes_before_its_family(engine):
    engine.index(
        [
            DocumentFactory(key="family", title="Animer la salle"),
            DocumentFactory(key="exact", title="Animation en salle"),
        ],
        version=1,
    )
    assert keys_of(engine, "animation salle") == ["exact", "family"]


def test_weight_of_the_kind_decides_at_equal_relevance(engine):
    engine.index(
        [
            DocumentFactory(key="light", title="Tablette", weight=0.5),
            DocumentFactory(key="heavy", title="Tablette", weight=2.0),
            DocumentFactory(key="plain", title="Tablette"),
        ],
        version=1,
    )
    assert keys_of(engine, "tablette") == ["heavy", "plain", "light"]


def test_all_words_are_required(engine):
    engine.index(
        [DocumentFactory(key="both", title="Mot de passe"), DocumentFactory(key="one", title="Le passe partout")],
        version=1,
    )
    results = engine.search(SearchQuery("mot de passe", PUBLIC))
    assert ([hit.key for hit in results.hits], results.widened) == (["both"], False)


def test_words_may_be_in_different_fields(engine):
    engine.index([DocumentFactory(key="1", title="Gérer un budget", body="avec un tableur")], version=1)
    assert keys_of(engine, "tableur budget") == ["1"]


def test_some_words_are_enough_when_no_document_has_all_of_them(engine):
    engine.index(
        [
            DocumentFactory(key="one", title="Trier ses photos"),
            DocumentFactory(key="two", title="Trier ses photos de vacances"),
            DocumentFactory(key="none", title="Écrire un courriel"),
        ],
        version=1,
    )
    results = engine.search(SearchQuery("photos vacances dromadaire", PUBLIC))
    assert ([hit.key for hit in results.hits], results.widened) == (["two", "one"], True)


def test_search_is_not_widened_when_the_chosen_kind_has_no_result(engine):
    engine.index([DocumentFactory(title="Trier ses photos"), DocumentFactory(kind="epm", title="Photos")], version=1)
    results = engine.search(SearchQuery("trier photos", PUBLIC, {"kind": frozenset({"epm"})}))
    assert (results.total, results.widened) == (0, False)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        pytest.param("ph", ["Photos de classe", "Trier ses photos"], id="beginning of a title first"),
        pytest.param("trier ses pho", ["Trier ses photos"], id="last word unfinished"),
        pytest.param("Éva", ["L’évaluation"], id="accents and capitals"),
        pytest.param("eva", ["L’évaluation"], id="no accents"),
        pytest.param("l’éva", ["L’évaluation"], id="elision"),
        pytest.param("wif", ["Le Wi-Fi"], id="compound in one word"),
        pytest.param("le wi-f", ["Le Wi-Fi"], id="compound"),
        pytest.param("classe", ["Photos de classe"], id="whole word"),
        pytest.param("classes pho", ["Photos de classe"], id="other form of a finished word"),
        pytest.param("dromadaire ph", [], id="a finished word that is nowhere"),
        pytest.param("clsse", ["Photos de classe"], id="letter forgotten"),
        pytest.param("trire ses photso", ["Trier ses photos"], id="letters in the wrong order"),
        pytest.param("phz", [], id="slip in a short word"),
        pytest.param("claqse pho", ["Photos de classe"], id="slip in a finished word"),
        pytest.param("", [], id="nothing typed"),
        pytest.param("?!", [], id="no word"),
    ],
)
def test_suggestions_complete_the_last_word(engine, query, titles):
    for title in ("Photos de classe", "Trier ses photos", "L’évaluation", "Le Wi-Fi"):
        engine.index([DocumentFactory(title=title, body="phare evaporation")], version=1)
    assert [suggestion.title for suggestion in engine.suggest(query, audience=PUBLIC)] == titles


def test_suggestions_are_limited(engine):
    engine.index(DocumentFactory.build_batch(5), version=1)
    assert len(engine.suggest("sour", audience=PUBLIC, limit=3)) == 3


HOSTILE = {
    "nothing": "",
    "spaces": "   ",
    "unbalanced quotes": '"imprimer «souris',
    "operators": "AND OR NOT && || souris",
    "field syntax": "title:souris audience:territory body:*",
    "regular expression": ".*(souris|[a-z]+",
    "five thousand characters": "é" * 5_000,
    "a thousand words": "souris clavier " * 500,
    "a long compound": "a-" * 2_500 + "b",
    "stop words only": "le la les de du des qu’est-ce que",
    "emoji": "🙂🖱️",
    "parenthesised digit": "⑴",
    "null byte": "souris\x00",
    "lone surrogate": "souris \udcff",
    "markup": "<script>alert(1)</script>",
    "other scripts": "мышь 鼠标 فأرة",
    "combining marks alone": "\u0301\u0301",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_query_gets_an_answer(engine, text):
    engine.index([DocumentFactory(key="1")], version=1)
    expected = {"1"} if "souris" in text else set()
    assert set(keys_of(engine, text)) == expected
    assert {suggestion.key for suggestion in engine.suggest(text, audience=PUBLIC)} <= {"1"}


# No database holds a lone surrogate.
@pytest.mark.parametrize("text", [pytest.param(HOSTILE[key], id=key) for key in HOSTILE if key != "lone surrogate"])
def test_hostile_text_is_indexed_and_found_by_a_word(engine, text):
    engine.index([DocumentFactory(key="1", title=f"{text} imprimante", body=text, tags=(text,))], version=1)
    assert keys_of(engine, "imprimante") == ["1"]
