"""QR codes for pages and papers."""

from reseau.documents.papers.qr import qr_image, qr_svg

URL = "https://extranet.example.org/carte/?n=46-0007"


def test_qr_is_black_on_white_a_named_image_and_without_inline_style():
    svg = qr_svg(URL, title="Ouvre l'annuaire & la carte")
    assert svg.startswith('<svg role="img" aria-label="Ouvre l&#x27;annuaire &amp; la carte" ')
    assert (svg.count("style="), svg.count('fill="#fff"')) == (0, 1)


def test_qr_of_a_paper_is_a_complete_image():
    svg = qr_image(URL)
    assert (svg.count("http://www.w3.org/2000/svg"), svg.count("<svg"), svg.count('fill="#fff"')) == (1, 1, 1)
