"""What the 106 criteria of RGAA ask of a page, as far as its HTML shows it; `docs/rgaa.md` cites the rules below."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

# Criteria that are not applicable → what no page holds, as XPath. A page that holds it makes them applicable.
CAPTCHA = "//*[contains(@class, 'captcha') or contains(@id, 'captcha') or contains(@src, 'captcha')]"
MEDIA = "//video | //track | //source[starts-with(@type, 'video')]"
OBJECTS = "//object | //embed | //applet"
LAYOUT = "//table[@role='presentation' or @role='none' or not(.//th)]"
# A header that is neither at the top of its column nor at the head of its row.
COMPLEX = (
    "//thead/tr[2] | //tbody/tr/*[position() > 1][self::th] | //th[@rowspan or @scope='rowgroup' or @scope='colgroup']"
)
SITE_MAP = "//a[contains(translate(., 'PS', 'ps'), 'plan du site')]"
ABSENT = {
    "1.4": CAPTCHA,
    "1.5": CAPTCHA,
    "2.1": "//iframe | //frame",
    "2.2": "//iframe | //frame",
    "4.3": MEDIA,
    "4.4": MEDIA,
    "4.5": MEDIA,
    "4.6": MEDIA,
    "4.8": OBJECTS,
    "4.9": OBJECTS,
    "4.10": "//*[@autoplay] | //bgsound",
    "4.12": OBJECTS,
    "5.1": COMPLEX,
    "5.2": COMPLEX,
    "5.3": LAYOUT,
    "5.8": LAYOUT,
    "8.10": "//*[@dir] | //bdo",
    "12.3": SITE_MAP,
    "12.4": SITE_MAP,
    "12.10": "//*[@accesskey]",
}
# Criteria that hold → elements that would break them, as XPath.
WRONG = {
    "1.1": "//img[not(@alt)] | //input[@type='image'][not(@alt)]"
    " | //*[@role='img'][not(@aria-label or @aria-labelledby)]",
    "1.9": "//figure[figcaption][not(@role='figure') or not(@aria-label)]",
    "4.1": "//audio[not(following-sibling::details)]",
    "4.7": "//audio[not(@aria-label)]",
    "4.11": "//audio[not(@controls)]",
    "5.4": "//table[not(caption or @aria-label or @aria-labelledby)]",
    "5.7": "//th[not(@scope) and not(@id)]",
    "6.1": "//a[.//img[string(@alt)] and not(normalize-space())][not(@aria-label)]",
    "8.9": "//font | //center | //*[@align or @bgcolor]",
    "9.2": "//*[@role='search'][not(@aria-label)]",
    "10.1": "//*[@style]",
    "11.2": "//input[@type='email'][not(@aria-describedby)]",
    "11.8": "//optgroup[not(@label)]",
    "13.2": "//a[@target]",
}
FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?)\b", re.IGNORECASE)


def rgaa_faults(page: HtmlElement) -> Iterator[str]:
    for rules, words in ((ABSENT, "devient applicable"), (WRONG, "n’est pas respecté")):
        for criterion, path in rules.items():
            if found := page.xpath(path):
                yield f"RGAA {criterion} {words} : <{found[0].tag}>"
    for image in page.iterfind(".//img[@alt]"):
        if FILE_NAME.search(image.get("alt")):
            yield f"RGAA 1.3 n’est pas respecté : {image.get('alt')!r}"
    for menu in page.iterfind(".//nav"):
        if len(menu.xpath(".//a[@aria-current='page' or @aria-current='true']")) > 1 and menu.get("id") == "rubriques":
            yield "RGAA 12.2 n’est pas respecté : deux entrées du menu sont courantes"
    for form in page.iterfind(".//form[@method='post']"):
        fields = form.xpath(
            ".//*[self::input or self::select or self::textarea][not(@type='hidden' or @type='checkbox')]"
        )
        groups = {field.get("name") for field in fields if field.get("name")}
        if len(groups) > 1 and all(field.get("required") is not None for field in fields) and not _says_required(form):
            yield "RGAA 11.10 n’est pas respecté : rien ne dit que tout est à remplir"


def _says_required(form: HtmlElement) -> bool:
    return "sont à remplir" in form.text_content()
