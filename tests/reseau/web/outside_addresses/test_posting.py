"""A post to an outside address: nothing leaves from a demo, for a private machine, or without HTTPS.

What a service answers is tried in tests/alertes/channels/push/test_sending.py, against one on loopback.
"""

import pytest

from reseau.web.outside_addresses.addresses import OutsideAddressError
from reseau.web.outside_addresses.posting import post_outside


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://1.1.1.1/p", "Rien n’est envoyé à une adresse qui n’est pas en https://."),
        ("https://127.0.0.1/p", "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."),
        ("https://localhost/p", "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."),
        ("https://[::ffff:10.0.0.1]/p", "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."),
        ("https://1.1.1.1:25/p", "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."),
    ],
)
def test_forbidden_address_is_refused_before_any_connection(address, reason):
    with pytest.raises(OutsideAddressError) as refusal:
        post_outside(address, b"", headers={}, seconds=1)

    assert str(refusal.value) == reason


def test_demo_posts_nothing(settings):
    settings.DEMO = True
    with pytest.raises(OutsideAddressError) as refusal:
        post_outside("https://1.1.1.1/p", b"", headers={}, seconds=1)

    assert str(refusal.value) == "Ici, rien n’est envoyé sur le réseau\u00a0: c’est une démonstration."
