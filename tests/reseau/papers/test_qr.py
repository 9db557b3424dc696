"""QR codes for pages and papers."""

from reseau.papers.qr import qr_image, qr_svg

URL = "https://extranet.example.org/carte/?n=46-0007"


def test_qr_is_black_on_white_with_a_title_and_no_inline_style():
    svg = qr_svg(URL, title="Ouvre la page")
    assert (svg.count("<title>Ouvre la page</title>"), svg.count("style="), svg.count('fill="#fff"')) == (1, 0, 1)


def test_qr_of_a_paper_is_a_complete_image():
    svg = qr_image(URL)
    assert (svg.count("http://www.w3.org/2000/svg"), svg.count("<svg"), svg.count('fill="#fff"')) == (1, 1, 1)
