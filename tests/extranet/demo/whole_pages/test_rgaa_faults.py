"""Each rule drawn from RGAA finds a page that breaks it, and lets a correct page pass."""

import pytest

from tests.extranet.demo.whole_pages.rgaa import ABSENT, WRONG, rgaa_faults
from tests.extranet.demo.whole_pages.visible_text import parse

TABLE = "<table aria-label=a><thead><tr><th scope=col>a<th scope=col>b</thead><tbody>{}</tbody></table>"
EXAMPLES = {
    "1.1": "<img src=a>",
    "1.3": "<img src=a alt='IMG_1.jpg'>",
    "1.4": "<div class='g-recaptcha'></div>",
    "1.5": "<div class='g-recaptcha'></div>",
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
    "5.7": "<table aria-label=a><tr><th>1<td>2</table>",
    "5.8": "<table aria-label=a role=presentation><tr><th scope=row>1</table>",
    "6.1": "<a href='/'><img src=a alt='Une souris vue de dessus'></a>",
    "8.9": "<center>a</center>",
    "8.10": "<p dir=rtl>a</p>",
    "9.2": "<form role=search></form>",
    "10.1": "<p style='color: red'>a</p>",
    "11.2": "<input type=email aria-label=a>",
    "11.8": "<select aria-label=a><optgroup><option>b</optgroup></select>",
    "11.10": "<form method=post><input name=a required><input name=b required></form>",
    "12.2": "<nav id=rubriques><a href='/a/' aria-current=page>a</a><a href='/b/' aria-current=true>b</a></nav>",
    "12.3": "<a href='/plan/'>Plan du site</a>",
    "12.4": "<a href='/plan/'>Plan du site</a>",
    "12.10": "<a href='/' accesskey=a>a</a>",
    "13.2": "<a href='/' target=_blank>a</a>",
}
CORRECT = (
    "<a href='/'><span class=sr>Agrandir : </span><img src=a alt='Une souris'></a>",
    "<a href='/'><img src=a alt=''>Accueil</a>",
    "<figure role=figure aria-label=c><img src=a alt=b><figcaption>c</figcaption></figure>",
    "<figure><img src=a alt=b></figure>",
    "<li><audio controls aria-label=a src=b></audio><details><summary>Ce que l’on entend</summary></details></li>",
    TABLE.format("<tr><th scope=row>1<td>2"),
    "<form method=post><p>Toutes les cases sont à remplir.</p><input name=a required><input name=b required></form>",
    "<form method=post><input name=a required><input name=b></form><form method=post><input name=a required></form>",
)


def faults_of(body: str) -> set[str]:
    return {fault.split()[1] for fault in rgaa_faults(parse(f"<main>{body}</main>".encode()))}


def test_each_rule_has_an_example():
    assert set(EXAMPLES) >= {*ABSENT, *WRONG}


@pytest.mark.parametrize(("criterion", "body"), EXAMPLES.items())
def test_page_that_breaks_a_criterion_is_found(criterion, body):
    assert criterion in faults_of(body)


@pytest.mark.parametrize("body", CORRECT)
def test_correct_page_breaks_none(body):
    assert faults_of(body) == set()
