"""Which addresses the server may ask: public ones, whatever their disguise."""

import socket

import pytest

from reseau.web.outside_addresses.addresses import OutsideAddressError, check_written, destination_of, is_public

PRIVATE = "Cette adresse mène à un réseau privé\u00a0: le site ne la lit pas."
BADLY_WRITTEN = "Cette adresse est mal écrite."


@pytest.mark.parametrize("machine", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_machine_of_the_internet_is_public(machine):
    assert is_public(machine) is True


@pytest.mark.parametrize(
    "machine",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
        *("2001:0:4136:e378:8000:63bf:80ff:fffe", "localhost", ""),
        *("64:ff9b:1::a00:1", "64:ff9b:1::808:808", "64:ff9b:1:ffff::1", "fec0::1", "feff::1"),
        *("::127.0.0.1", "::8.8.8.8"),
        *("::ffff:0:127.0.0.1", "2002:a00:1::", "2002:c0a8:101::1"),
        *("2a01:e0a::5efe:10.0.0.1", "2a01:e0a::200:5efe:10.0.0.1"),
        *("2001:0:a00:1::", "2001:db8::1", "3fff::1", "5f00::1", "100::1", "4000::1"),
        *("192.0.0.9", "192.88.99.1", "240.0.0.1"),
    ],
)
def test_machine_of_a_private_network_is_not(machine):
    assert is_public(machine) is False


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("ftp://example.org/flux", "Seules les adresses en http:// ou https:// sont lues."),
        ("file:///etc/passwd", "Seules les adresses en http:// ou https:// sont lues."),
        ("javascript:alert(1)", "Seules les adresses en http:// ou https:// sont lues."),
        ("http://moi:secret@example.org/", "Une adresse avec un nom et un mot de passe n’est pas lue."),
        ("http:///flux", BADLY_WRITTEN),
        ("http://example.org:99999/", BADLY_WRITTEN),
        ("http://[::1/", BADLY_WRITTEN),
        ("http://example.org/un deux", BADLY_WRITTEN),
        ("http://" + "a" * 300 + ".fr/", BADLY_WRITTEN),
        ("http://" + "é" * 300 + ".fr/", BADLY_WRITTEN),
        ("http://127.0.0.1/", PRIVATE),
        ("http://[::ffff:127.0.0.1]/", PRIVATE),
        ("http://8.8.8.8:25/", PRIVATE),
    ],
)
def test_address_that_may_not_be_asked_says_why(address, refusal):
    with pytest.raises(OutsideAddressError) as raised:
        check_written(address)

    assert str(raised.value) == refusal


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "127.0.0.1."])
def test_name_that_leads_to_this_machine_is_refused(host):
    with pytest.raises(OutsideAddressError) as raised:
        destination_of(f"http://{host}/flux")

    assert str(raised.value) == PRIVATE


def test_name_with_one_private_machine_among_public_ones_is_refused(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (machine, 80)) for machine in ("93.184.215.14", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

    with pytest.raises(OutsideAddressError) as raised:
        destination_of("http://veille.example.org/flux")

    assert str(raised.value) == PRIVATE


def test_public_name_leads_to_its_machines(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))] * 2
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

    destination = destination_of("https://médiation.example.org/flux?page=2")

    assert (destination.host, destination.port, destination.machines) == (
        "xn--mdiation-b1a.example.org",
        443,
        ("93.184.215.14",),
    )


def test_unknown_name_says_so(monkeypatch):
    def fail(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    with pytest.raises(OutsideAddressError) as raised:
        destination_of("https://nulle-part.example.org/")

    assert str(raised.value) == "Ce site est introuvable\u00a0: son nom n’existe pas, ou ne répond pas."


def test_machine_named_by_the_operator_is_allowed_on_that_port_alone(settings):
    settings.OUTSIDE_ALLOWED = ["127.0.0.1:8123"]

    assert destination_of("http://127.0.0.1:8123/").machines == ("127.0.0.1",)
    with pytest.raises(OutsideAddressError):
        destination_of("http://127.0.0.1:8124/")
