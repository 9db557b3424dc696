"""What the reading of whole pages refuses, and what it lets pass."""

import pytest

from tests.extranet.demo.whole_pages.faults import mail_faults, page_faults
from tests.extranet.demo.whole_pages.page_frame import framed

KEPT = "<form method=post data-keep=a><textarea name=a></textarea></form>"


def faults_of(body: str) -> list[str]:
    """Return the kinds of the faults of a page with this body."""
    faults = page_faults(framed(body).encode(), values=frozenset({"waiting"}))
    return [fault.split(" : ")[0] for fault in faults]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>Mardi 8 décembre, None</p>", "valeur de Python"),
        ("<p>Places : <b>True</b></p>", "valeur de Python"),
        ("<input value=None aria-label=Nom>", "valeur de Python"),
        ("<img src=a alt='None'>", "valeur de Python"),
        ("<p>&lt;Session: Cahors&gt;</p>", "objet de Python"),
        ("<p>le datetime.date(2026, 12, 8)</p>", "objet de Python"),
        ("<p>['Cahors']</p>", "objet de Python"),
        (r"<p>Prix : 12\u00a0€</p>", "objet de Python"),
        ("<p>Bonjour {{ nom }}</p>", "code de gabarit"),
        ("<p>%(count)s fiches</p>", "code de gabarit"),
        ("<p>{count} fiches</p>", "code de gabarit"),
        ("<p>Lire &amp;amp; écrire</p>", "caractère codé deux fois, ou inconnu"),
        ("<p>Lire&inconnu; écrire</p>", "caractère codé deux fois, ou inconnu"),
        ("<p>Cahors ( )</p>", "parenthèses ou guillemets vides"),
        ("<p>Le <em></em> <b>Lot</b></p>", "élément vide entre deux espaces"),
        ("<p>Mardi <b></b>, à Cahors</p>", "espace avant une virgule ou un point"),
        ("<p>Cahors .</p>", "espace avant une virgule ou un point"),
        ("<p>Cahors<span> </span>.<b>Mardi</b></p>", "espace avant une virgule ou un point"),
        ("<p>Mardi ,matin</p>", "espace avant une virgule ou un point"),
        ("<p>Il vous reste <b>0</b> codes.</p>", "zéro au pluriel"),
        ("<p>1 place du Marché, 46000 Cahors, Cahors</p>", "commune nommée deux fois"),
        ("<p>Mardi 8 décembre, <span></span></p><p>Suite</p>", "virgule ou deux-points devant rien"),
        ("<p>Salle,, Cahors</p>", "virgule ou deux-points devant rien"),
        ("<p>Cahors (, Lot)</p>", "virgule ou deux-points devant rien"),
        ("<p>Livret de Monique V..</p>", "deux points de suite"),
        ("<p>Débutant · <span></span></p>", "séparateur devant rien"),
        ("<p>Windows&nbsp; <b>5 min</b></p>", "deux espaces"),
        ("<p>Niveau grand_debutant</p>", "clé brute"),
        ("<p>État : TO_CLOSE</p>", "clé brute"),
        ("<table aria-label=a><tr><th scope=row>a<td>waiting</table>", "valeur d’une liste"),
        ("<section><p>Lieu :</p></section><p>Suite</p>", "deux-points devant rien"),
        ("<h2>Dates :</h2>", "deux-points devant rien"),
        ("<a href='/'><img src=a alt=''></a>", "lien sans nom"),
        ("<button><svg aria-hidden=true></svg></button>", "bouton sans nom"),
        ("<h2> </h2>", "titre sans nom"),
        ("<dl><dt>Lieu</dt><dd></dd></dl>", "réponse sans nom"),
        ("<ul><li>Cahors<li>Cuzance<li>Cézac<li>Gramat</ul>", "ordre alphabétique des machines"),
        ("<select aria-label=a><option>B<option>C<option>Z<option>À</select>", "ordre alphabétique des machines"),
        ("<p id=a>Un</p><p id=a>Deux</p>", "identifiant en double"),
        ("<label for=nom>Nom</label>", "for sans cible"),
        ("<a href='#suite'>Suite</a>", "ancre sans cible"),
        (f"{KEPT}<form method=post><input name=titre></form>", "texte perdu quand l’autre formulaire part"),
        (
            f"{KEPT}<form method=post id=b></form><textarea name=texte form=b></textarea>",
            "texte perdu quand l’autre formulaire part",
        ),
    ],
)
def test_fault_is_found(body, fault):
    assert faults_of(body) == [fault]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Colonne <code>usages_jeux</code>, une par choix.</p>",
        "<p>Mardi 8 décembre 2026,\n <span>à distance</span>\n</p>",
        "<p>Voici :</p><ul><li>une liste ;</li><li>et sa fin.</li></ul>",
        "<dl><dt>Lieu :</dt><dd>Cahors</dd></dl>",
        "<label>Nom : <input value='Lot'></label>",
        "<p>Les lecteurs D:, E: et la formule =SOMME(, puis les cases</p>",
        "<ul><li>Cahors<li>Cézac<li>Cuzance<li>Gramat</ul><ol><li>Zoom<li>Écrire<li>Alerte<li>Bonjour</ol>",
        "<ul><li>Albas<li>Cahors<li>Figeac<li>Gourdon<li>À distance 0 sur 2</ul><p>Un fichier .HEIC</p>",
        "<p>Un fichier .docx : 0 page, 10 pages, 0 fois, 1,0 pages</p>",
        "<p>1 place du Marché, 46000 Cahors, et 46300 Gourdon, Lot</p>",
        "<p>Le fichier ordre_de_mission.pdf, camille_b@example.org, « Hotel_du_Pont »</p>",
        "<table aria-label=a><tr><th scope=row>a<td>–</td><td></td></tr></table>",
        "<textarea>a_trier ,, None_</textarea>",
        "<template>{{ nom }}</template><script>[None]</script><input type=hidden value=None>",
        "<a href='/'><svg role=img aria-label=Accueil></svg></a><button aria-label=Fermer>×</button>",
        "<button hidden>Copier</button><p>Non ? … Si !</p>",
        "<p id=a>Un <a href='#a'>Haut</a> de la page. En attente (waiting list)</p>",
    ],
)
def test_correct_page_has_no_fault(body):
    assert faults_of(body) == []


def test_mail_is_read_by_line():
    body = "Bonjour Camille,\n\nÀ lire :\nhttps://example.org/a_b/\n\n-- \nMédiateurs numériques\nLieu : None\nDates :"

    assert mail_faults("Session du 8 décembre, ", body) == [
        "virgule ou deux-points devant rien : 'Session du 8 décembre,'",
        "valeur de Python : 'Lieu : None'",
        "deux-points devant rien : 'Dates :'",
    ]
