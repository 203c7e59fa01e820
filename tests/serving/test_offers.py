"""Files that not everybody may have: the right bytes to the browser they were offered to, while its session lasts."""

import pytest

from serving.test_layers import Inner, reply
from smartcity.serving import COOKIE, Files, Offer, Offers, Visitors, Withheld

OURS, OTHERS = f"{COOKIE}=kita", f"a=1; {COOKIE}=orang"


def shelf(*made: tuple[str, bytes], visitor: str = "kita") -> tuple[Offers, list[str]]:
    """Offer files by entry and content to one session, and return their addresses."""
    offers = Offers()
    return offers, [
        "/" + offers.offer("sesi", entry, Offer(entry, "Hasil “a”.xlsx", visitor, lambda content=content: content))
        for entry, content in made
    ]


def ask(offers: Offers, path: str, cookie: str = OURS, *, is_open: bool = True, **others: str):
    """Ask for a path as a browser with a cookie."""
    return reply(
        Files(Inner(), offers, lambda _: is_open, "tidak ada", "bukan Anda"), path=path, cookie=cookie, **others
    )


def test_two_files_of_one_name_and_length_are_each_themselves():
    """Each entry's address gives its own bytes, under the first name, to be saved, not shown, guessed or kept."""
    offers, addresses = shelf(("e1", b"a" * 2_000_000), ("e2", b"a" * 1_000_000 + b"b" + b"a" * 999_999))
    answers = [ask(offers, path) for path in addresses]

    assert [(status, body[1_000_000:1_000_001]) for status, _, body in answers] == [(200, b"a"), (200, b"b")]
    headers = answers[0][1]
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''Hasil%20%E2%80%9Ca%E2%80%9D.xlsx"
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")
    assert headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("cookie", ["", OTHERS, f"{COOKIE}=", f"x{OURS}"])
def test_another_browser_gets_nothing(cookie):
    """Whoever knows the address but is not the browser it was given to is told so; nothing of the file is sent."""
    offers, (address,) = shelf(("e1", b"rahasia"))
    assert ask(offers, address, cookie)[::2] == (403, b"bukan Anda")


@pytest.mark.parametrize("cookie", ["", f"{COOKIE}="])
def test_a_browser_without_the_cookie_is_nobody(cookie):
    """What was offered to a browser that takes no cookies goes to none: everybody would be that browser."""
    offers, (address,) = shelf(("e1", b"rahasia"), visitor="")
    assert ask(offers, address, cookie)[0] == 403


def test_what_ends_with_its_session_and_its_page_is_gone():
    """A closed page, a page that offers it no more, another entry, another token and another method give nothing."""
    offers, (address,) = shelf(("e1", b"rahasia"))
    offers.begin("sesi")
    still = ask(offers, address)
    assert (still[0], ask(offers, address, is_open=False)[::2]) == (200, (404, b"tidak ada"))
    token = address.rpartition("/")[2]
    assert [ask(offers, path)[0] for path in (f"/berkas/e2/{token}", "/berkas/e1/x")] == [404] * 2
    assert ask(offers, address, method="POST")[0] == 405
    offers.begin("sesi")
    assert ask(offers, address)[0] == 404

    again = offers.offer("sesi", "e1", Offer("e1", "a", "kita", bytes))
    offers.drop_ended(lambda session: session != "sesi")
    assert ask(offers, f"/{again}")[0] == 404


def test_the_right_is_asked_when_the_file_is():
    """Who lost it since the page was drawn reads why instead, as plain text; the next run keeps the address."""
    offers, rights = Offers(), {"kita"}

    def make() -> bytes:
        if not rights:
            raise Withheld("Peran berakhir")
        return b"isi"

    first, second = (offers.offer("sesi", "k", Offer("e1", "a", "kita", make)) for _ in range(2))
    before = ask(offers, f"/{first}")[0]
    rights.clear()
    status, headers, body = ask(offers, f"/{first}")

    assert (first == second, before, status, body) == (True, 200, 403, b"Peran berakhir")
    assert (headers["content-type"], headers["cache-control"]) == ("text/plain; charset=utf-8", "no-store")


def test_everything_else_is_given_on():
    """Pages, and what only looks like an offered file."""
    offers, _ = shelf()
    assert [ask(offers, path)[0] for path in ("/", "/unggah", "/berkas", "/berkas/e1")] == [200] * 4


def test_a_browser_is_known_from_its_first_document_on():
    """The cookie is given once, not to be read by scripts nor sent along by other sites, over https only over https."""
    inner = Inner(b"<html>", "text/html")
    _, first, _ = reply(Visitors(inner, bool, "tidak ada"))
    _, again, _ = reply(Visitors(inner, bool, "tidak ada"), cookie=OURS)
    _, other, _ = reply(Visitors(Inner(b"a", "text/css"), bool, "tidak ada"))
    given = first["set-cookie"]
    parts = given.split("; ")

    assert (parts[0].startswith(f"{COOKIE}="), len(parts[0]) > 40) == (True, True)
    assert parts[1:] == ["Path=/", "HttpOnly", "SameSite=Lax"]
    assert ("set-cookie" in again, "set-cookie" in other) == (False, False)


@pytest.mark.parametrize(("path", "cookie", "status"), [
    ("/media/a.xlsx", OURS, 200),
    ("/media/a.xlsx", OTHERS, 404),
    ("/media/a.xlsx", "", 404),
    ("/app/media/a.xlsx", "", 404),
    ("/unggah", "", 200),
    ("/static/media/font.woff2", "", 200),
])  # fmt: skip
def test_downloads_of_streamlit_are_for_browsers_with_an_open_page(path, cookie, status):
    """An address that was kept or overheard gives nothing to a browser without a page, nor once its page is closed."""
    layer = Visitors(Inner(b"a"), {"kita"}.__contains__, "tidak ada")
    assert reply(layer, path=path, cookie=cookie)[0] == status


def test_a_large_file_is_sent_from_where_it_was_made_and_goes_then(tmp_path):
    """The pack of evidence is never held whole: it is read from its file, which is deleted when it is sent."""
    made = tmp_path / "paket.zip"
    made.write_bytes(b"p" * 300_000)
    offers = Offers()
    address = "/" + offers.offer("sesi", "e1", Offer("e1", "paket.zip", "kita", lambda: made))
    status, headers, body = ask(offers, address)

    assert (status, headers["content-length"], body == b"p" * 300_000, made.exists()) == (200, "300000", True, False)
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''paket.zip"
    assert headers["content-type"] == "application/octet-stream"
