"""A whole page around a body, as each page of the site has it, for tests of what is found in the body."""

SKIP = "<a class=skip href='#contenu'>Aller au contenu</a>"
HEAD = "<header><nav id=rubriques><a href='/'>Accueil</a></nav><form role=search aria-label=Site></form></header>"


def framed(body: str, *, skip: str = SKIP, head: str = HEAD) -> str:
    page = f"<body>{skip}{head}<main id=contenu>{body}</main><footer></footer></body>"
    return f"<!doctype html><html lang=fr><head><title>Page</title></head>{page}</html>"
