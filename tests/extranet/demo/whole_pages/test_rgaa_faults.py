"""Each rule drawn from RGAA finds a page that breaks it, and lets a correct page pass."""

import pytest

from tests.extranet.demo.whole_pages.page_frame import HEAD, framed
from tests.extranet.demo.whole_pages.rgaa import ABSENT, WRONG, rgaa_faults
from tests.extranet.demo.whole_pages.visible_text import parse

TABLE = "<table aria-label=a><thead><tr><th scope=col>a<th scope=col>b</thead><tbody>{}</tbody></table>"
BARE = framed("")
EXAMPLES = {
    "1.1": "<img src=a>",
    "1.2": "<svg><path></path></svg>",
    "1.3": "<img src=a alt='IMG_1.jpg'>",
    "1.4": "<div class='g-recaptcha'></div>",
    "1.5": "<div class='g-recaptcha'></div>",
    "1.6": "<svg class=chart role=img aria-label='12 ateliers en mai'></svg>",
    "1.9": "<figure><img src=a alt=b><figcaption>c</figcaption></figure>",
    "2.1": "<iframe src=a></iframe>",
    "2.2": "<iframe src=a></iframe>",
    "4.1": "<audio controls aria-label=a src=b></audio>",
    "4.3": "<video src=a></video>",
    "4.4": "<video src=a></video>",
    "4.5": "<video src=a></video>",
    "4.6": "<video src=a></video>",
    "4.7": "<div><audio controls src=b></audio><details></details></div>",
    "4.8": "<object data=a></object>",
    "4.9": "<object data=a></object>",
    "4.10": "<div><audio controls autoplay aria-label=a src=b></audio><details></details></div>",
    "4.11": "<div><audio aria-label=a src=b></audio><details></details></div>",
    "4.12": "<object data=a></object>",
    "5.1": TABLE.format("<tr><td>1<th scope=row>2"),
    "5.2": TABLE.format("<tr><th scope=rowgroup colspan=2>1"),
    "5.3": "<table aria-label=a><tr><td>1</table>",
    "5.4": "<table><tr><th scope=row>1<td>2</table>",
    "5.5": 2 * TABLE.format("<tr><th scope=row>1<td>2"),
    "5.7": "<table aria-label=a><tr><th>1<td>2</table>",
    "5.8": "<table aria-label=a role=presentation><tr><th scope=row>1</table>",
    "6.1": "<a href='/'><img src=a alt='Une souris vue de dessus'></a>",
    "7.4": "<select aria-label=a onchange='submit()'></select>",
    "8.1": BARE.removeprefix("<!doctype html>"),
    "8.3": BARE.replace(" lang=fr", ""),
    "8.4": BARE.replace("lang=fr", "lang=en"),
    "8.7": "<p>Browsing the web with care and searching data</p>",
    "8.8": "<p lang=anglais>Data</p>",
    "8.9": "<center>a</center>",
    "8.10": "<p dir=rtl>a</p>",
    "9.2": "<form role=search></form>",
    "9.3": "<p>Une souris<br>Un clavier<br>Un écran</p>",
    "10.1": "<p style='color: red'>a</p>",
    "10.8": "<p aria-hidden=true><a href='/'>a</a></p>",
    "10.9": "<p>Appuyez sur le bouton vert.</p>",
    "11.2": "<input type=email aria-label=a>",
    "11.4": "<p><label for=nom>Nom</label></p><p><input id=nom name=nom></p>",
    "11.5": "<form><label><input type=radio name=a>a</label><label><input type=radio name=a>b</label></form>",
    "11.6": "<fieldset><label><input type=radio name=a>a</label></fieldset>",
    "11.8": "<select aria-label=a><optgroup><option>b</optgroup></select>",
    "11.10": "<form method=post><input name=a required><input name=b required></form>",
    "11.13": "<input type=tel aria-label=a>",
    "12.1": framed("", head=HEAD.partition("<form")[0] + "</header>"),
    "12.2": "<nav id=rubriques><a href='/a/' aria-current=page>a</a><a href='/b/' aria-current=true>b</a></nav>",
    "12.3": "<a href='/plan/'>Plan du site</a>",
    "12.4": "<a href='/plan/'>Plan du site</a>",
    "12.6": BARE.replace(" id=contenu", ""),
    "12.7": framed("", skip=""),
    "12.8": "<p tabindex=1>a</p>",
    "12.10": "<a href='/' accesskey=a>a</a>",
    "12.11": "<div popover id=menu>a</div>",
    "13.1": "<meta http-equiv=refresh content=5>",
    "13.2": "<a href='/' target=_blank>a</a>",
    "13.5": "<p>★★★</p>",
    "13.7": "<img src='/a.gif' alt=''>",
}
CORRECT = (
    "<a href='/'><span class=sr>Agrandir : </span><img src=a alt='Une souris'></a>",
    "<a href='/'><img src=a alt=''>Accueil</a>",
    "<figure role=figure aria-label=c><img src=a alt=b><figcaption>c</figcaption></figure>",
    "<figure><img src=a alt=b></figure>",
    "<p><span aria-hidden=true>★</span> 3 favoris</p><p lang=en>Browsing the web with care and searching data</p>",
    "<form><fieldset><legend>a</legend><input type=radio name=a><input type=radio name=a></fieldset></form>",
    "<audio controls aria-label=a aria-details=texte src=b></audio><section id=texte><p>Bonjour</p></section>",
    "<li><audio controls aria-label=a src=b></audio><details><summary>Ce que l’on entend</summary></details></li>",
    TABLE.format("<tr><th scope=row>1<td>2"),
    "<form method=post><p>Toutes les cases sont à remplir.</p><input name=a required><input name=b required></form>",
    "<form method=post><input name=a required><input name=b></form><form method=post><input name=a required></form>",
)


def faults_of(body: str) -> set[str]:
    page = body if "<body>" in body else framed(body)
    return {fault.split()[1] for fault in rgaa_faults(parse(page.encode()))}


def test_two_fields_of_a_form_are_not_called_the_same():
    labels = "<label>Nom <input name=a></label><label>Nom <input name=b></label>"

    assert "11.2" in faults_of(f"<form>{labels}</form>")
    assert faults_of(f"<form>{labels.replace('Nom', 'Prénom', 1)}</form>") == set()


def test_each_rule_has_an_example():
    assert set(EXAMPLES) >= {*ABSENT, *WRONG}


@pytest.mark.parametrize(("criterion", "body"), EXAMPLES.items())
def test_page_that_breaks_a_criterion_is_found(criterion, body):
    assert criterion in faults_of(body)


@pytest.mark.parametrize("body", CORRECT)
def test_correct_page_breaks_none(body):
    assert faults_of(body) == set()
