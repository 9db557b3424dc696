"""Contract of every engine: phrases, exclusions, synonyms, misspellings, attachments, lists of all matches."""

import pytest

from search.engines.base import SearchQuery
from search.sources.documents import KIND, AttachedText, document_id
from tests.factories.search import DocumentFactory

PUBLIC = frozenset({"public"})
MEMBER = frozenset({"public", "member"})
MAIL = (("mail", "courriel", "courrier électronique"), ("tablette", "iPad"))


def answer(engine, text: str, audience=PUBLIC, **options):
    return engine.search(SearchQuery(text, audience, **options))


def keys_of(engine, text: str, **options) -> list[str]:
    return [hit.key for hit in answer(engine, text, **options).hits]


@pytest.fixture
def passwords(engine):
    engine.index(
        [
            DocumentFactory(key="phrase", title="Choisir un mot de passe"),
            DocumentFactory(key="far", title="Un mot, puis le passe partout"),
            DocumentFactory(key="plural", title="Gérer ses mots de passe"),
            DocumentFactory(key="body", title="Sécurité", body="Votre mot de passe doit rester secret."),
            DocumentFactory(key="file", title="Compte", attachments=(AttachedText("a.pdf", "Le mot de passe perdu"),)),
        ],
        version=1,
    )
    return engine


def test_phrase_matches_exact_words_in_order(passwords):
    assert set(keys_of(passwords, '"mot de passe"')) == {"phrase", "body", "file"}
    assert set(keys_of(passwords, "mot de passe")) == {"phrase", "far", "plural", "body", "file"}
    assert keys_of(passwords, '"passe de mot"') == []


def test_phrase_and_words_narrow_each_other(passwords):
    assert keys_of(passwords, '"mot de passe" secret') == ["body"]


def test_accents_and_capitals_are_ignored_in_quotes(engine):
    engine.index([DocumentFactory(key="1", title="L’Évaluation Finale des acquis")], version=1)
    assert keys_of(engine, '"evaluation finale"') == ["1"]
    assert keys_of(engine, '"évaluations finales"') == []


def test_single_quoted_word_excludes_its_family(engine):
    engine.index(
        [DocumentFactory(key="noun", title="Animation"), DocumentFactory(key="verb", title="Animer")], version=1
    )
    assert keys_of(engine, '"animation"') == ["noun"]
    assert set(keys_of(engine, "animation")) == {"noun", "verb"}


def test_excluded_word_removes_its_plural_but_not_its_family(engine):
    engine.index(
        [
            DocumentFactory(key="plain", title="Découvrir la tablette"),
            DocumentFactory(key="family", title="Tablette", body="Jouer ensemble."),
            DocumentFactory(key="title", title="Tablette et jeux"),
            DocumentFactory(key="body", title="Tablette", body="On y joue à un Jeu."),
            DocumentFactory(key="tag", title="Tablette", tags=("jeu",)),
        ],
        version=1,
    )
    assert set(keys_of(engine, "tablette -jeu")) == {"plain", "family"}
    assert set(keys_of(engine, "tablette -jeux")) == {"plain", "family"}
    assert keys_of(engine, "-jeu") == []


def test_excluded_compound_is_removed(engine):
    engine.index([DocumentFactory(key="1", title="La box"), DocumentFactory(key="2", title="La box wifi")], version=1)
    assert keys_of(engine, "box -wi-fi") == ["1"]


def test_excluded_phrase_is_removed(passwords):
    assert set(keys_of(passwords, 'mot passe -"mot de passe"')) == {"far", "plural"}


@pytest.mark.parametrize(
    ("query", "keys"),
    [("mail", ["mail", "courriel", "both"]), ("courriels", ["courriel", "mail", "both"]), ("courrier", ["both"])],
)
def test_synonyms_are_found_after_the_typed_word(engine, query, keys):
    engine.index(
        [
            DocumentFactory(key="courriel", title="Lire un courriel"),
            DocumentFactory(key="mail", title="Lire un mail"),
            DocumentFactory(key="both", title="Autre chose", body="Un courrier électronique bien rangé"),
            DocumentFactory(key="apart", title="Le guichet électronique"),
        ],
        version=1,
    )
    assert keys_of(engine, query, synonyms=MAIL) == keys
    assert keys_of(engine, "mail") == ["mail"]


def test_synonym_is_marked(engine):
    engine.index([DocumentFactory(title="Découvrir l’iPad")], version=1)
    (hit,) = answer(engine, "tablette", synonyms=MAIL).hits
    assert hit.title_html == "Découvrir l’<mark>iPad</mark>"


@pytest.mark.parametrize(
    ("query", "correction"),
    [
        ("imprimnate", "imprimante"),
        ("IMPIMANTE", "imprimante"),
        ("une inprimente", "une imprimante"),
        ("imprimante photto", "imprimante photo"),
        ("resau", "réseau"),
        ("telefone", "téléphone"),
    ],
)
def test_misspelt_word_is_corrected(engine, query, correction):
    engine.index(
        [
            DocumentFactory(key="1", title="Installer une imprimante", body="Imprimer une photo"),
            DocumentFactory(key="2", title="Le réseau du téléphone"),
        ],
        version=1,
    )
    results = answer(engine, query)
    assert (results.corrected, results.total, results.widened) == (correction, 1, False)


def test_word_with_results_is_not_corrected(engine):
    engine.index([DocumentFactory(key="1", title="Le roseau"), DocumentFactory(key="2", title="Le réseau")], version=1)
    assert (keys_of(engine, "roseau"), answer(engine, "roseau").corrected) == (["1"], "")


def test_correction_beside_an_unknown_word_is_widened(engine):
    engine.index([DocumentFactory(key="1", title="Installer une imprimante")], version=1)
    results = answer(engine, "imprimnate dromadaire")
    assert (results.corrected, results.widened, results.total) == ("imprimante dromadaire", True, 1)


def test_correction_reveals_no_unreadable_word(engine):
    engine.index([DocumentFactory(key="1", title="Licenciement", audience=frozenset({"member"}))], version=1)
    assert (answer(engine, "licensiement").corrected, answer(engine, "licensiement").total) == ("", 0)
    assert answer(engine, "licensiement", MEMBER).corrected == "licenciement"


def test_correction_is_a_displayed_word_even_from_an_attachment(engine):
    engine.index(
        [
            DocumentFactory(
                key="1", keywords=("Vocabulaire",), attachments=(AttachedText("plan.odt", "Le « Théâtre » municipal"),)
            )
        ],
        version=1,
    )
    assert [answer(engine, text).corrected for text in ("théatrre", "vocabulairre")] == ["théâtre", ""]


def test_only_unknown_words_are_corrected(engine):
    engine.index([DocumentFactory(key="1", body="Une imprimante, un réseau, un dossier")], version=1)
    results = answer(engine, "dossier imprimnate rézeau")
    assert (results.corrected, results.total) == ("dossier imprimante réseau", 1)


def test_misspelt_word_beside_an_exclusion_is_corrected(engine):
    engine.index([DocumentFactory(key="1", body="Une imprimante")], version=1)
    assert answer(engine, "imprimnate -dossier").corrected == "imprimante -dossier"
    assert answer(engine, "imprimante -souris").corrected == ""


def test_filter_without_result_corrects_nothing(engine):
    engine.index(
        [DocumentFactory(key="1", title="Le roseau"), DocumentFactory(key="2", kind="epm", title="Le réseau")],
        version=1,
    )
    results = answer(engine, "roseau", filters={"kind": frozenset({"epm"})})
    assert (results.total, results.corrected) == (0, "")


def test_correction_obeys_filters(engine):
    engine.index([DocumentFactory(key="1", title="Le réseau")], version=1)
    results = answer(engine, "resau", filters={"kind": frozenset({"epm"})}, facets=("kind",))
    assert (results.total, results.corrected) == (0, "réseau")
    assert [(count.value, count.count) for count in results.facets["kind"]] == [("sheet", 1)]


def test_hit_names_the_attachment(engine):
    files = (AttachedText("mode-emploi.pdf", "Le four"), AttachedText("liste.odt", "La convocation aux élèves"))
    engine.index([DocumentFactory(key="1", title="Préparer la séance", attachments=files)], version=1)
    (hit,) = answer(engine, "convocation").hits
    assert (hit.found_in, hit.snippet_html) == ("liste.odt", "La <mark>convocation</mark> aux élèves")
    (hit,) = answer(engine, "séance").hits
    assert hit.found_in == ""


def test_attachment_weighs_less_than_its_document(engine):
    engine.index(
        [
            DocumentFactory(key="file", attachments=(AttachedText("a.pdf", "La convocation"),)),
            DocumentFactory(key="body", body="La convocation"),
        ],
        version=1,
    )
    assert keys_of(engine, "convocation") == ["body", "file"]


def test_facts_are_returned_but_not_searched(engine):
    engine.index([DocumentFactory(key="1", facts=("2 h", "12 personnes"))], version=1)
    (hit,) = answer(engine, "souris").hits
    assert hit.facts == ("2 h", "12 personnes")
    assert keys_of(engine, "personnes") == []


def test_picture_is_returned_with_its_document(engine):
    engine.index([DocumentFactory(key="1", picture="/images/7"), DocumentFactory(key="2")], version=1)
    assert {hit.key: hit.picture for hit in answer(engine, "souris").hits} == {"1": "/images/7", "2": ""}


def test_keywords_are_searched_but_not_shown(engine):
    engine.index([DocumentFactory(key="1", body="Le clic droit", keywords=("Fiche d’atelier",))], version=1)
    (hit,) = answer(engine, "fiche souris").hits
    assert (hit.title, hit.snippet_html, hit.tags, hit.facts) == ("Découvrir la souris", "Le clic droit", (), ())


def test_tags_are_a_facet(engine):
    engine.index([DocumentFactory(key="1", tags=("débuter", "clavier")), DocumentFactory(key="2")], version=1)
    results = answer(engine, "souris", filters={"tag": frozenset({"débuter"})}, facets=("tag",))
    assert [hit.key for hit in results.hits] == ["1"]
    assert {(count.value, count.count) for count in results.facets["tag"]} == {("débuter", 1), ("clavier", 1)}


def test_facet_with_many_values_hides_no_other_facet(engine):
    tags = tuple(f"mot {number}" for number in range(300))
    engine.index([DocumentFactory(key="1", tags=tags, facets={"level": ("facile",)})], version=1)
    results = answer(engine, "souris", facets=("tag", "level"))
    assert [(count.value, count.count) for count in results.facets["level"]] == [("facile", 1)]
    assert len(results.facets["tag"]) == 300


def test_only_requested_facets_are_counted(engine):
    engine.index([DocumentFactory(key="1", facets={"level": ("facile",)})], version=1)
    assert answer(engine, "souris").facets == {}
    assert set(answer(engine, "souris", facets=("level", "unknown")).facets) <= {"level", "unknown"}


@pytest.mark.parametrize("text", ["mot de passe", '"mot de passe"', "passe secret partout", "secrat", "mot -secret"])
def test_ranking_has_the_ids_of_the_answer_in_its_order(passwords, text):
    query = SearchQuery(text, PUBLIC, limit=10)
    results, ranking = passwords.search(query), passwords.ranking(query)

    assert ranking.ids == tuple(document_id(hit.kind, hit.key) for hit in results.hits) != ()
    assert (ranking.total, ranking.widened, ranking.corrected) == (results.total, results.widened, results.corrected)


def test_ranking_obeys_audience_filters_and_limit(engine):
    engine.index(
        [
            DocumentFactory(key="1", title="Le vélo", kind="sheet"),
            DocumentFactory(key="2", title="Le vélo en ville", kind="topic"),
            DocumentFactory(key="3", title="Le vélo réservé", audience=frozenset({"member"})),
        ],
        version=1,
    )
    filters = {KIND: frozenset({"topic"})}

    assert engine.ranking(SearchQuery("vélo", PUBLIC, filters)).ids == ("topic:2",)
    assert len(engine.ranking(SearchQuery("vélo", PUBLIC, limit=1)).ids) == 1
    assert engine.ranking(SearchQuery("vélo", frozenset())).ids == ()


def test_all_matches_are_listed(engine):
    engine.index(
        [
            DocumentFactory(key="1", facets={"level": ("facile",)}),
            DocumentFactory(key="2"),
            DocumentFactory(key="3", kind="topic", audience=frozenset({"member"})),
            DocumentFactory(key="4", title="Clavier"),
        ],
        version=1,
    )
    query = SearchQuery("souris", PUBLIC)
    assert engine.matching_ids(query, limit=10) == {"sheet:1", "sheet:2"}
    assert engine.matching_ids(SearchQuery("souris", MEMBER), limit=10) == {"sheet:1", "sheet:2", "topic:3"}
    assert engine.matching_ids(SearchQuery("souris", PUBLIC, {"level": frozenset({"facile"})}), limit=10) == {"sheet:1"}
    assert engine.matching_ids(SearchQuery("souris clavier", PUBLIC), limit=10) == frozenset()
    assert engine.matching_ids(SearchQuery("sourri", PUBLIC), limit=10) == frozenset()
    assert engine.matching_ids(SearchQuery("", PUBLIC), limit=10) == frozenset()
    assert engine.matching_ids(query, limit=2) == {"sheet:1", "sheet:2"}
    assert engine.matching_ids(query, limit=1) is None


def test_chosen_value_is_counted_even_if_rare(engine, monkeypatch):
    monkeypatch.setattr("search.engines.base.MAX_FACET_VALUES", 1)
    for module in ("embedded", "cluster.query"):
        monkeypatch.setattr(f"search.engines.{module}.MAX_FACET_VALUES", 1)
    engine.index(
        [
            DocumentFactory(key="1", tags=("photo", "rare")),
            DocumentFactory(key="2", tags=("photo",)),
            DocumentFactory(key="3", tags=("photo",)),
        ],
        version=1,
    )
    results = answer(engine, "souris", filters={"tag": frozenset({"rare"})}, facets=("tag",))
    assert [(count.value, count.count) for count in results.facets["tag"]] == [("photo", 3), ("rare", 1)]


def test_documents_with_most_of_the_words_follow_those_with_all(engine):
    engine.index(
        [
            DocumentFactory(key="all", title="Divers", body="Le scanner, puis la tablette et enfin le clavier."),
            DocumentFactory(key="two", title="Scanner avec une tablette"),
            DocumentFactory(key="one", title="Clavier"),
        ],
        version=1,
    )
    results = answer(engine, "scanner tablette clavier")
    assert ([hit.key for hit in results.hits], results.total, results.whole) == (["all", "two"], 2, 1)
    assert (results.widened, results.corrected) == (False, "")


def test_documents_with_most_of_the_words_stay_away_where_many_have_all(engine):
    engine.index(
        [
            *(DocumentFactory(key=f"all{number}", title="Scanner tablette clavier") for number in range(8)),
            DocumentFactory(key="two", title="Scanner tablette"),
        ],
        version=1,
    )
    results = answer(engine, "scanner tablette clavier")
    assert (results.total, results.whole) == (8, 8)


def test_filter_does_not_bring_documents_with_fewer_words(engine):
    many = [DocumentFactory(key=f"{number}", kind="sheet", title="Scanner tablette clavier") for number in range(8)]
    engine.index([*many, DocumentFactory(key="two", kind="topic", title="Scanner tablette")], version=1)
    assert keys_of(engine, "scanner tablette clavier", filters={KIND: frozenset({"topic"})}) == []


@pytest.mark.parametrize("text", ["comment trouver un scanner", "quelqu’un peut m’aider, mon scanner ne marche pas"])
def test_words_by_which_one_asks_hide_nothing(engine, text):
    engine.index(
        [DocumentFactory(key="answer", title="Le scanner"), DocumentFactory(key="other", title="Trouver de l’aide")],
        version=1,
    )
    assert keys_of(engine, text) == ["answer"]


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("motdepasse", "mot de passe"),
        ("cartespostales", "cartes postales"),
        ("animer unatelier", "animer un atelier"),
        ("télé phone", ""),
        ("D43", ""),
        ("d4 3", ""),
    ],
)
def test_words_are_found_together_and_apart(engine, text, corrected):
    engine.index(
        [
            DocumentFactory(key="password", title="Choisir un mot de passe"),
            DocumentFactory(key="cards", title="Les cartes postales du village"),
            DocumentFactory(key="workshop", title="Animer un atelier"),
            DocumentFactory(key="phone", title="Le téléphone"),
            DocumentFactory(key="skill", title="D4.3 Mettre en page"),
        ],
        version=1,
    )
    results = answer(engine, text)
    assert (len(results.hits), results.corrected) == (1, corrected)


def test_neighbours_choose_the_correction(engine):
    engine.index(
        [
            DocumentFactory(key="route", title="Préparer un trajet"),
            DocumentFactory(key="trace", title="La trace", body="La trace. Une trace."),
        ],
        version=1,
    )
    results = answer(engine, "préparer un traje")
    assert (results.corrected, [hit.key for hit in results.hits]) == ("préparer un trajet", ["route"])


def test_word_of_the_lexicon_is_not_corrected(engine):
    engine.index([DocumentFactory(key="1", title="Le piratage d’un comité")], version=1)
    results = answer(engine, "comité de pilotage")
    assert (results.corrected, results.widened, [hit.key for hit in results.hits]) == ("", True, ["1"])


def test_word_is_found_by_its_sound(engine):
    engine.index(
        [DocumentFactory(key="1", title="EPM de Cazals"), DocumentFactory(key="2", title="Le canal")], version=1
    )
    assert answer(engine, "epm casal").corrected == "epm cazals"


def test_part_of_a_compound_is_corrected(engine):
    engine.index([DocumentFactory(key="1", title="EPM du Vignon-en-Quercy")], version=1)
    assert answer(engine, "vignon-en-quersi").corrected == "vignon-en-quercy"


def test_two_words_side_by_side_rank_before_the_same_apart(engine):
    engine.index(
        [
            DocumentFactory(
                key="apart", title="Divers", body="Une carte. Il faut de la mémoire. " + "Autre chose. " * 5
            ),
            DocumentFactory(key="close", title="Divers", body="Une carte mémoire. Il le faut. " + "Autre chose. " * 5),
        ],
        version=1,
    )
    assert keys_of(engine, "carte mémoire") == ["close", "apart"]


def test_word_of_the_lexicon_is_not_cut_either(engine):
    engine.index(
        [DocumentFactory(key="1", title="Par trois fois"), DocumentFactory(key="2", title="Fois par")], version=1
    )
    results = answer(engine, "parfois")
    assert (results.corrected, results.total) == ("", 0)
