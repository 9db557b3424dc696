"""Tiles under the detailed map, where the operator gives their address: the page may load images of their host."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def has_tiles() -> bool:
    return bool(settings.TILES_URL)


def tile_origin() -> str:
    """Return « https://tuiles.example.org », or « https://*.tuiles.example.org » where the address has subdomains."""
    address = urlsplit(settings.TILES_URL)
    return f"{address.scheme}://{address.netloc.replace('{s}', '*')}"


def loads_tiles(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view so that its page may load tiles, if there are any; nothing changes otherwise."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        answer = csp_update({"img-src": [tile_origin()]})(view) if has_tiles() else view
        return answer(request, *args, **kwargs)

    return wrapper
