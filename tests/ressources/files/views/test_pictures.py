"""Pictures of a sheet in the browser: added with a description, moved, seen by its readers."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.files.models.picture import Picture
from ressources.files.services.upload_quota import MAX_SIZE
from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import PictureFactory, SheetFactory, SubmittedFactory
from tests.reseau.documents.files.pictures import encoded, flag, telephone_photo
from tests.ressources import sheet_budgets

pytestmark = pytest.mark.django_db
TYPED = {"alternative": "Un drapeau <b>bleu", "caption": "Vu du causse", "credit": "Colette"}


@pytest.fixture
def author(client_of, animator):
    """The browser of `animator`."""
    return client_of(animator)


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


def pictures_url(sheet) -> str:
    return f"/ressources/fiches/{sheet.pk}/images/"


def upload_data(content: bytes | None = None, file_name: str = "IMG_2041.JPG", **fields) -> dict:
    return {"file": SimpleUploadedFile(file_name, encoded(flag()) if content is None else content), **TYPED, **fields}


def status(reader, url: str) -> int:
    response = reader.get(url)
    content = b"".join(response) if response.streaming else response.content
    assert content
    return response.status_code


def order(sheet) -> list[int]:
    return list(sheet.pictures.values_list("pk", flat=True))


def test_author_adds_a_picture_and_is_redirected_to_it(author, sheet):
    response = author.post(pictures_url(sheet), upload_data(telephone_photo()), follow=True)
    picture = Picture.objects.get()
    assert response.redirect_chain == [(f"{pictures_url(sheet)}#image-{picture.pk}", 302)]
    assert (picture.alternative, picture.caption, picture.credit) == tuple(TYPED.values())
    text = response.content.decode()
    assert "L’image est ajoutée à la fiche." in text
    assert f'<li id="image-{picture.pk}"' in text


def test_decorative_picture_is_added(author, sheet):
    author.post(pictures_url(sheet), upload_data(alternative="", decorative="on"))
    assert Picture.objects.get().alternative == ""
    assert "Image décorative, sans description." in author.get(pictures_url(sheet)).content.decode()


def test_limits_are_shown_beside_the_field(author, sheet):
    text = author.get(pictures_url(sheet)).content.decode()
    assert "JPEG, PNG, WebP, GIF, ou photo de téléphone (HEIC, AVIF), 20\u00a0Mo au plus." in text
    assert f'data-most="{MAX_SIZE}"' in text
    assert 'data-refusal="Ce fichier fait {size}, 20\u00a0Mo au plus sont acceptés."' in text


@pytest.mark.parametrize(
    ("form_data", "field", "sentence"),
    [
        (TYPED, "file", "Choisissez une image sur votre appareil."),
        (upload_data(b"", "vide.jpg"), "file", "Ce fichier est vide."),
        (
            upload_data(alternative=" "),
            "alternative",
            "Décrivez l’image pour qui ne la voit pas, ou cochez «\u00a0Image décorative\u00a0».",
        ),
        (
            upload_data(decorative="on"),
            "decorative",
            "Une image décrite n’est pas décorative\u00a0: effacez sa description, ou décochez cette case.",
        ),
    ],
)
def test_refusal_is_shown_beside_the_field_and_form_data_is_kept(author, sheet, form_data, field, sentence):
    response = author.post(pictures_url(sheet), form_data)
    text = response.content.decode()
    assert (response.status_code, Picture.objects.count()) == (200, 0)
    assert f'id="id_{field}_error"><p>{sentence}' in text
    assert 'value="Vu du causse"' in text
    assert 'value="Colette"' in text
    if field != "alternative":
        assert "Un drapeau &lt;b&gt;bleu</textarea>" in text


def test_description_is_corrected_on_its_own_page(author, sheet):
    picture = PictureFactory(sheet=sheet, caption="Avant")
    url = f"/ressources/images/{picture.pk}/modifier/"
    assert 'value="Avant"' in author.get(url).content.decode()
    assert "Décrivez l’image" in author.post(url, {"alternative": "", "caption": "Avant"}).content.decode()
    response = author.post(url, TYPED, follow=True)
    picture.refresh_from_db()
    assert (picture.alternative, picture.caption) == ("Un drapeau <b>bleu", "Vu du causse")
    assert response.redirect_chain == [(f"{pictures_url(sheet)}#image-{picture.pk}", 302)]


def test_pictures_are_moved_by_buttons(author, sheet):
    first, second = PictureFactory.create_batch(2, sheet=sheet)
    answer = author.post(f"/ressources/images/{second.pk}/deplacer/", {"earlier": "1"})
    assert (order(sheet), answer.url) == ([second.pk, first.pk], f"{pictures_url(sheet)}#image-{second.pk}")
    author.post(f"/ressources/images/{second.pk}/deplacer/", {"later": "1"})
    assert order(sheet) == [first.pk, second.pk]


def test_only_useful_move_buttons_are_shown(author, sheet):
    PictureFactory(sheet=sheet)
    assert 'name="earlier"' not in author.get(pictures_url(sheet)).content.decode()
    PictureFactory.create_batch(2, sheet=sheet)
    text = author.get(pictures_url(sheet)).content.decode()
    assert (text.count('name="earlier"'), text.count('name="later"')) == (2, 2)


def test_author_puts_a_picture_on_the_cover_and_takes_it_off(author, sheet):
    picture = PictureFactory(sheet=sheet)
    url = f"/ressources/images/{picture.pk}/couverture/"
    chosen_page = author.post(url, {"cover": "1"}, follow=True)
    assert chosen_page.redirect_chain == [(f"{pictures_url(sheet)}#image-{picture.pk}", 302)]
    text = chosen_page.content.decode()
    assert "L’image est en couverture de la fiche." in text
    assert "Retirer de la couverture" in text
    text = author.post(url, follow=True).content.decode()
    assert "La fiche retrouve sa couverture dessinée." in text
    assert "Mettre en couverture" in text


def test_picture_in_quarantine_is_refused_as_a_cover(author, sheet):
    picture = PictureFactory(sheet=sheet, quarantined=True)
    assert "Mettre en couverture" not in author.get(pictures_url(sheet)).content.decode()
    text = author.post(f"/ressources/images/{picture.pk}/couverture/", {"cover": "1"}, follow=True).content.decode()
    assert "L’antivirus vérifie encore cette image" in text
    picture.refresh_from_db()
    assert not picture.is_cover


def test_author_removes_a_picture(author, sheet):
    picture = PictureFactory(sheet=sheet)
    response = author.post(f"/ressources/images/{picture.pk}/retirer/", follow=True)
    assert (response.redirect_chain, Picture.objects.count()) == ([(pictures_url(sheet), 302)], 0)


def test_reviewer_adds_a_picture_to_a_sheet_of_their_territory(client_of, territorial, submitted):
    client_of(territorial).post(pictures_url(submitted), upload_data())
    assert Picture.objects.get().added_by == territorial


@pytest.mark.parametrize("who", ["colleague", "stranger", "other_territorial", "learner"])
def test_other_users_cannot_change_pictures(request, client_of, sheet, who):
    reader = client_of(request.getfixturevalue(who))
    picture = PictureFactory(sheet=sheet)
    urls = [
        f"/ressources/images/{picture.pk}/{action}/" for action in ("modifier", "deplacer", "retirer", "couverture")
    ]
    answers = [reader.get(pictures_url(sheet)), reader.get(urls[0])]
    answers += [reader.post(url, TYPED) for url in (pictures_url(sheet), *urls)]
    assert [answer.status_code for answer in answers] == [404] * 7
    assert list(Picture.objects.values_list("pk", "alternative")) == [(picture.pk, picture.alternative)]


def test_visitor_is_redirected_to_login(client, sheet):
    url = f"/ressources/images/{PictureFactory(sheet=sheet).pk}/retirer/"
    for answer in (client.post(pictures_url(sheet), upload_data()), client.post(url)):
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/connexion/")
    assert Picture.objects.count() == 1


def test_picture_is_sent_with_safe_headers(client, sheet):
    picture = PictureFactory(sheet=sheet, caption="Été")
    response = client.get(picture.small_url)
    assert b"".join(response) == b"petite"
    assert {
        name: response[name]
        for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
    } == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "inline; filename*=utf-8''%C3%89t%C3%A9.jpg",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }


def test_public_picture_is_cached_for_a_day_and_others_are_not(client, author, sheet, member_sheet):
    pictures = [PictureFactory(sheet=page) for page in (sheet, member_sheet)]
    cache_headers = [author.head(picture.large_url)["Cache-Control"] for picture in pictures]
    assert cache_headers == ["public, max-age=86400", "private, no-store"]


@pytest.mark.parametrize("size", ["grande", "petite"])
def test_picture_of_a_members_sheet_is_visible_to_members_only(
    client, client_of, learner, stranger, member_sheet, size
):
    url = f"/ressources/images/{PictureFactory(sheet=member_sheet).pk}/{size}"
    assert [status(reader, url) for reader in (client, client_of(learner), client_of(stranger))] == [404, 404, 200]


def test_picture_of_draft_is_visible_to_authors_and_reviewers(client, client_of, epm, animator, stranger, territorial):
    url = PictureFactory(sheet=SubmittedFactory(epm=epm, author=animator)).large_url
    readers = [client, client_of(stranger), client_of(animator), client_of(territorial)]
    assert [status(reader, url) for reader in readers] == [404, 404, 200, 200]


def test_picture_has_two_sizes_and_no_other(client, sheet):
    assert client.get(f"/ressources/images/{PictureFactory(sheet=sheet).pk}/enorme").status_code == 404


def test_readers_see_the_pictures_in_their_order(client, sheet):
    second, first = PictureFactory(sheet=sheet, rank=2, alternative="Deux"), PictureFactory(sheet=sheet, rank=1)
    ornament = PictureFactory(sheet=sheet, rank=3, decorative=True, caption="<b>Un filet", credit="Colette")
    text = client.get(sheet.get_absolute_url()).content.decode()
    picture_keys = re.findall(r'<img src="/ressources/images/(\d+)/petite"', text)
    assert picture_keys == [str(picture.pk) for picture in (first, second, ornament)]
    assert (
        f'srcset="{first.small_url} 480w, {first.large_url} 1600w" sizes="(min-width: 40rem) 19rem, 92vw" width="1600" '
        f'height="1200" alt="{first.alternative}" loading="lazy" decoding="async"></a>'
    ) in " ".join(text.split())
    assert 'alt="" loading="lazy" decoding="async">\n' in text
    assert '<figcaption>&lt;b&gt;Un filet <span class="small soft">Colette</span></figcaption>' in text


@pytest.mark.parametrize(
    "content",
    [
        WatchContent(title="Une veille", aim="a", link="https://example.org", why="b"),
        StoryContent(title="Un projet", aim="a", story="b", result="c"),
        MediaContent(title="Un média", aim="a", form="video"),
    ],
    ids=lambda content: content.title,
)
def test_sheets_of_the_other_kinds_show_their_pictures(client, epm, content):
    picture = PictureFactory(sheet=SheetFactory(epm=epm, data=content))
    assert picture.small_url in client.get(picture.sheet.get_absolute_url()).content.decode()


def test_watch_leads_to_the_page_it_speaks_of(client, epm):
    content = WatchContent(title="Une veille", aim="a", link="https://example.org/page", source="Un site", why="b")
    text = client.get(SheetFactory(epm=epm, data=content).get_absolute_url()).content.decode()
    assert 'href="https://example.org/page" rel="external">Lire la page sur Un site</a>' in text


def test_preview_and_review_show_the_pictures_of_a_draft(client_of, territorial, submitted):
    picture = PictureFactory(sheet=submitted)
    for page in ("apercu", "relire"):
        answer = client_of(territorial).get(f"/ressources/fiches/{submitted.pk}/{page}/")
        assert picture.small_url in answer.content.decode()


def test_pages_of_the_sheet_link_to_its_pictures(author, sheet):
    pages = [f"/ressources/fiches/{sheet.pk}/{page}/" for page in ("apercu", "modifier", "fichiers")]
    for url in (sheet.get_absolute_url(), *pages):
        assert f'href="{pictures_url(sheet)}"' in author.get(url).content.decode(), url


def test_picture_in_quarantine_is_shown_only_to_its_authors(client, author, draft, sheet):
    for page in (draft, sheet):
        PictureFactory(sheet=page, quarantined=True, alternative="Le dessin qui attend")
    message = "En cours de vérification"
    assert author.get(Picture.objects.first().large_url).status_code == 404
    assert message in author.get(pictures_url(sheet)).content.decode()
    assert message in author.get(f"/ressources/fiches/{draft.pk}/apercu/").content.decode()
    assert "Le dessin qui attend" not in client.get(sheet.get_absolute_url()).content.decode()


def test_author_of_an_infected_picture_sees_why_and_removes_it(author, client, sheet):
    picture = PictureFactory(sheet=sheet, scan="infected", threat="Ver.Luisant", file="", small="")
    text = author.get(pictures_url(sheet)).content.decode()
    assert "L’antivirus y a trouvé un virus (Ver.Luisant)" in text
    assert "En images" not in client.get(sheet.get_absolute_url()).content.decode()
    author.post(f"/ressources/images/{picture.pk}/retirer/")
    assert Picture.objects.count() == 0


def count_queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(url).status_code == 200
    return len(captured_queries)


def test_pages_use_the_same_queries_for_one_and_several_pictures(author, client, sheet):
    PictureFactory(sheet=sheet)
    pages = [
        (author, pictures_url(sheet), 9),
        (client, sheet.get_absolute_url(), sheet_budgets.VISITOR),
        (author, sheet.get_absolute_url(), sheet_budgets.MEMBER),
    ]
    before = [count_queries(reader, url) for reader, url, _ in pages]
    PictureFactory.create_batch(4, sheet=sheet)
    assert [count_queries(reader, url) for reader, url, _ in pages] == before
    assert [limit for cost, (_, _, limit) in zip(before, pages, strict=True) if cost > limit] == []


def test_sheet_full_of_pictures_is_light(client, epm):
    sheet = SheetFactory(epm=epm)
    PictureFactory.create_batch(12, sheet=sheet, alternative="a" * 150, caption="b" * 100)
    assert len(client.get(sheet.get_absolute_url()).content) < 30_000
