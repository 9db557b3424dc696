"""What the 106 criteria of RGAA ask of a page, as far as its HTML shows it; `docs/rgaa.md` cites the rules below."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from questionnaires.translations.enums import Language

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
LANGUAGES = ("fr", *Language.values)
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
    "12.3": SITE_MAP,
    "12.4": SITE_MAP,
    "12.10": "//*[@accesskey]",
}
# Criteria that hold → elements that would break them, as XPath.
WRONG = {
    "1.1": "//img[not(@alt)] | //input[@type='image'][not(@alt)]"
    " | //*[@role='img'][not(@aria-label or @aria-labelledby)]",
    "1.2": "//svg[not(@aria-hidden='true' or ancestor::*[@aria-hidden='true']) and not(@role='img')"
    # The map of places is a group of links.
    " and not(@role='group' and @aria-label and .//a)]"
    " | //img[@alt=''][@title or @aria-label or @aria-labelledby]",
    "1.6": "//main[not(.//table)]//svg[contains(@class, 'chart')]",
    "1.9": "//figure[figcaption][not(@role='figure') or not(@aria-label)]",
    "4.1": "//audio[not(following-sibling::details) and not(@aria-details = //section/@id)]",
    "4.7": "//audio[not(@aria-label)]",
    "4.11": "//audio[not(@controls)]",
    "5.4": "//table[not(caption or @aria-label or @aria-labelledby)]",
    "5.7": "//th[not(@scope) and not(@id)]",
    "6.1": "//a[.//img[string(@alt)] and not(normalize-space())][not(@aria-label)]",
    "7.4": "//*[@onchange or @oninput or @onblur or @onfocus or @onclick]",
    "8.3": "/html[not(@lang)]",
    "8.4": "/html[@lang != 'fr']",
    "8.8": f"//*[@lang][not({' or '.join(f'@lang={code!r}' for code in LANGUAGES)})]",
    # What is written from right to left says so, and nothing else does.
    "8.10": "//bdo | //*[@lang = 'ar'][@dir != 'rtl'] | //*[@lang = 'ar'][not(@dir)]"
    " | //*[@dir = 'rtl'][not(@lang = 'ar')] | //*[@dir][@dir != 'rtl' and @dir != 'ltr']",
    "8.9": "//font | //center | //*[@align or @bgcolor]",
    "9.2": "//*[@role='search'][not(@aria-label)]"
    " | //body[not(@class='embedded' or @class='alone')]"
    "[not(header) or not(footer) or not(header//nav) or count(.//main) != 1]",
    "9.3": "//p[count(br) > 1] | //*[self::ul or self::ol]/*[not(self::li)]",
    "10.1": "//*[@style]",
    "10.8": "//*[@aria-hidden='true']//*[self::a[@href] or self::button or self::input or self::select]",
    "11.2": "//input[@type='email'][not(@aria-describedby)]",
    "11.6": "//fieldset[not(legend[normalize-space()])]",
    "11.8": "//optgroup[not(@label)]",
    "11.13": "//input[@type='email' or @type='tel' or @type='password' or @name='first_name' or @name='last_name']"
    "[not(@autocomplete)]",
    # A list that other websites show in a frame has their navigation around it; nothing leads out of a kiosk.
    "12.1": "//body[not(@class='embedded' or @class='alone')]"
    "[not(.//nav[@id='rubriques']//a) or not(header//*[@role='search'] or footer//a[.='Chercher'])]",
    "12.6": "//body[not(.//main[@id='contenu'])]",
    "12.7": "//body[not(@class='embedded' or @class='alone')][not((.//a)[1][@class='skip'][@href='#contenu'])]",
    "12.8": "//*[@tabindex > 0]",
    "12.11": "//*[@popover][not(@id = //button/@popovertarget)]",
    # But for a code that lives for seconds: to renew it is what the page is for.
    "13.1": "//meta[@http-equiv='refresh'][not(//*[@data-rotating])]",
    "13.2": "//a[@target]",
    "13.7": "//blink | //marquee | //img[contains(@src, '.gif')]",
}
# Words that name a thing by its colour or its shape alone, where a page tells what to do.
LOOK = re.compile(
    r"\ben (?:rouge|vert|bleu|orange|jaune|gris|violet)\b|ci-contre"
    r"|\b(?:bouton|pastille|point|case|ligne|icône|texte)s? (?:rouge|vert|bleu|orange|jaune|gris|rond|carré|violet)",
    re.IGNORECASE,
)
SYMBOL = re.compile(r"[★☆♥♡✓✔✗✘●○■□◆▲▼▸▾⚠\U0001f300-\U0001faff]")
ENGLISH = re.compile(r"\b(?:the|and|with|your|of|for|using|through)\b", re.IGNORECASE)
GROUP = "ancestor::fieldset | ancestor::*[@role='group' or @role='radiogroup'] | ancestor::table | ancestor::article"
FIELDS = (
    ".//*[self::input or self::select or self::textarea]"
    "[not(@hidden or @type='hidden' or @type='radio' or @type='checkbox' or @type='submit')]"
)
NOT_READ = {"script", "style", "textarea", "template"}
FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?)\b", re.IGNORECASE)


def rgaa_faults(page: HtmlElement) -> Iterator[str]:
    for rules, words in ((ABSENT, "devient applicable"), (WRONG, "n’est pas respecté")):
        for criterion, path in rules.items():
            if found := page.xpath(path):
                yield f"RGAA {criterion} {words} : <{found[0].tag}>"
    yield from _faults_of_text(page)
    yield from _faults_of_fields(page)
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


def _faults_of_fields(page: HtmlElement) -> Iterator[str]:
    """Choices of one name stand in a named group; two fields of a form are not called the same."""
    for form in page.iter("form"):
        choices = form.xpath(".//input[@type='radio' or @type='checkbox']")
        names = Counter(field.get("name") for field in choices if not field.xpath(GROUP))
        yield from (f"RGAA 11.5 n’est pas respecté : {name} hors d’un groupe" for name in names if names[name] > 1)
        called = Counter(words for words in map(_called, form.xpath(FIELDS)) if any(words))
        yield from (f"RGAA 11.2 n’est pas respecté : {words} deux fois" for words in called if called[words] > 1)
    for label in page.iterfind(".//label[@for]"):
        field = "//*[@id = $key]"
        is_near = label.getparent().xpath(f".{field}", key=label.get("for"))
        if not is_near and page.xpath(field, key=label.get("for")):
            yield f"RGAA 11.4 n’est pas respecté : {label.text_content().strip()!r} loin de son champ"
    titles = Counter(map(_title_of_table, page.iter("table")))
    yield from (f"RGAA 5.5 n’est pas respecté : deux tableaux {title!r}" for title in titles if titles[title] > 1)


def _called(field: HtmlElement) -> tuple[str, ...]:
    """Return the words of a field: its label, then those of the groups around it."""
    labels = field.xpath("//label[@for = $key] | ancestor::label", key=field.get("id") or "-")
    groups = field.xpath("ancestor::fieldset/legend")
    words = [field.get("aria-label") or "", *(each.text_content() for each in (*labels, *groups))]
    return tuple(" ".join(text.split()) for text in (*words, *field.xpath("ancestor::*[@role='group']/@aria-label")))


def _title_of_table(table: HtmlElement) -> str:
    caption = table.find("caption")
    return (
        table.get("aria-label") or table.get("aria-labelledby") or ("" if caption is None else caption.text_content())
    )


def _faults_of_text(page: HtmlElement) -> Iterator[str]:
    if page.getroottree().docinfo.doctype != "<!DOCTYPE html>":
        yield "RGAA 8.1 n’est pas respecté : ni <!doctype html>, ni autre"
    for text in page.xpath("//body//text()[normalize-space()]"):
        around = [text.getparent(), *text.getparent().iterancestors()]
        if text.is_tail:
            around = around[1:]
        if any(each.tag in NOT_READ for each in around):
            continue
        is_hidden = any(each.get("aria-hidden") == "true" for each in around)
        if SYMBOL.search(text) and not is_hidden:
            yield f"RGAA 13.5 n’est pas respecté : un symbole sans mots dans {text.strip()!r}"
        if LOOK.search(text):
            yield f"RGAA 10.9 n’est pas respecté : {text.strip()!r} se comprend par l’apparence"
        language = next((each.get("lang") for each in around if each.get("lang")), "")
        if language != "en" and len({word.lower() for word in ENGLISH.findall(text)}) > 1:
            yield f"RGAA 8.7 n’est pas respecté : {text.strip()!r} n’est pas dit en anglais"


def _says_required(form: HtmlElement) -> bool:
    return "sont à remplir" in form.text_content()
