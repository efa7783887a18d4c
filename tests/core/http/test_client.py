from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from core.clock import FixedClock, SystemClock
from core.errors import FetchError, ForbiddenAddress
from core.http import Client
from core.http.retry import Retry
from core.settings import Settings
from tests.core.http.publisher import Behaviour, Publisher, answer


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def cut(announced: int, body: bytes) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(announced))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return behave


def cut_chunks(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"5\r\nhello\r\n")
    handler.close_connection = True


def drip(seconds: float, pieces: int) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(pieces))
        handler.end_headers()
        for _ in range(pieces):
            time.sleep(seconds)
            handler.wfile.write(b".")

    return behave


def test_an_answer(client: Client, publisher: Publisher, clock: FixedClock) -> None:
    url = publisher.on("/a", answer(200, b"<a/>", ETag='"1"', Content_Type="text/xml"))
    fetched = client.get(url)
    assert (fetched.url, fetched.final_url, fetched.status, fetched.body) == (url, url, 200, b"<a/>")
    assert fetched.headers["etag"] == '"1"'
    assert fetched.headers["content-type"] == "text/xml"
    assert fetched.fetched_at == clock.now()
    _, _, headers = publisher.asked[-1]
    assert headers["user-agent"] == "veille/0.1 veille@mairie.example"


def test_an_unchanged_answer(client: Client, publisher: Publisher) -> None:
    url = publisher.on("/a", answer(304, ETag='"1"'))
    fetched = client.get(url, headers={"If-None-Match": '"1"', "If-Modified-Since": "x"})
    assert (fetched.status, fetched.body) == (304, b"")
    assert publisher.asked[-1][2]["if-none-match"] == '"1"'
    assert publisher.asked[-1][2]["if-modified-since"] == "x"


@pytest.mark.parametrize("status", [404, 410, 403, 401])
def test_a_final_refusal_is_an_answer(client: Client, publisher: Publisher, status: int) -> None:
    assert client.get(publisher.on("/a", answer(status))).status == status
    assert publisher.paths() == ["/a"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_asked_again(
    client: Client, publisher: Publisher, clock: FixedClock, status: int
) -> None:
    url = publisher.on("/a", answer(status), answer(status), answer(200, b"at last"))
    assert client.get(url).body == b"at last"
    assert clock.slept == [1.0, 2.0]


def test_a_lasting_failure(client: Client, publisher: Publisher, clock: FixedClock) -> None:
    with pytest.raises(FetchError, match="answered 500, at attempt 3"):
        client.get(publisher.on("/a", answer(500)))
    assert publisher.paths() == ["/a"] * 3


def test_retry_after_is_honoured(client: Client, publisher: Publisher, clock: FixedClock) -> None:
    date = "Thu, 01 Jan 2026 00:00:37 GMT"
    url = publisher.on("/a", answer(429, Retry_After="7"), answer(503, Retry_After=date), answer(200, b"ok"))
    assert client.get(url).body == b"ok"
    assert clock.slept == [7.0, 30.0]


def test_a_publisher_that_asks_for_too_long_is_left_to_the_next_run(
    client: Client, publisher: Publisher, clock: FixedClock
) -> None:
    with pytest.raises(FetchError, match="wait 3600 s, at attempt 1"):
        client.get(publisher.on("/a", answer(429, Retry_After="3600")))
    assert clock.slept == []


@pytest.mark.parametrize(
    "behaviour",
    [
        cut(1000, b"half"),
        cut_chunks,
        answer(200, gzip.compress(b"x" * 10_000)[:-20], Content_Encoding="gzip"),
        answer(200, b"\x1f\x8bnonsense", Content_Encoding="gzip"),
    ],
    ids=["length", "chunks", "gzip", "damaged"],
)
def test_a_cut_answer_is_never_taken(client: Client, publisher: Publisher, behaviour: Behaviour) -> None:
    with pytest.raises(FetchError, match="attempt 3"):
        client.get(publisher.on("/a", behaviour))
    assert client.get(publisher.on("/a", behaviour, answer(200, b"whole"))).body == b"whole"


def test_silence(client: Client, publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="did not answer completely"):
        client.get(publisher.on("/a", drip(1, 1)))


def test_dripping(publisher: Publisher, settings: Settings) -> None:
    slow = settings.model_copy(update={"fetch_timeout": 0.2})
    with (
        Client(slow, clock=SystemClock(), retry=Retry(1)) as client,
        pytest.raises(FetchError, match="longer"),
    ):
        client.get(publisher.on("/a", drip(0.05, 100)))


def test_nobody_there(client: Client) -> None:
    with pytest.raises(FetchError):
        client.get("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", deflated),
        ("identity", bytes),
    ],
)
def test_packed_answers(
    client: Client, publisher: Publisher, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    data = b"<annonce/>" * 50_000
    assert client.get(publisher.on("/a", answer(200, pack(data), Content_Encoding=encoding))).body == data


def test_packing_that_was_not_asked_for(client: Client, publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="packed as br"):
        client.get(publisher.on("/a", answer(200, b"x", Content_Encoding="br")))
    assert publisher.asked[-1][2]["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    "behaviour",
    [
        answer(200, b"x" * 1_000_001),
        answer(200, gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip"),
        answer(200, gzip.compress(b"\0" * 50_000_000), Content_Encoding="deflate"),
    ],
    ids=["announced", "bomb", "mislabelled bomb"],
)
def test_too_large(client: Client, publisher: Publisher, behaviour: Behaviour) -> None:
    with pytest.raises(FetchError, match="1000000"):
        client.get(publisher.on("/a", behaviour))
    assert publisher.paths() == ["/a"]


def test_too_large_without_announcing(client: Client, publisher: Publisher) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        while True:
            handler.wfile.write(b"x" * 65536)

    with pytest.raises(FetchError, match="more than 1000000"):
        client.get(publisher.on("/a", endless))


def test_redirect_inside_the_host(client: Client, publisher: Publisher) -> None:
    url = publisher.on("/a", answer(302, Location="/b?x=1#part"))
    publisher.on("/b?x=1", answer(200, b"here"))
    fetched = client.get(url)
    assert (fetched.url, fetched.final_url, fetched.body) == (url, f"{publisher.host}/b?x=1", b"here")


@pytest.mark.parametrize(
    "location",
    ["http://localhost/", "//example.org/x", "http://169.254.169.254/latest/meta-data", "https://[::1]/"],
)
def test_redirect_to_another_host_is_never_followed(
    client: Client, publisher: Publisher, location: str
) -> None:
    with pytest.raises(FetchError, match="another host"):
        client.get(publisher.on("/a", answer(301, Location=location)))


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
def test_redirect_out_of_the_web(client: Client, publisher: Publisher, location: str) -> None:
    with pytest.raises(ForbiddenAddress):
        client.get(publisher.on("/a", answer(301, Location=location)))


def test_redirects_without_end(client: Client, publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="more than 5 times"):
        client.get(publisher.on("/a", answer(302, Location="/a")))
    assert len(publisher.paths()) == 6


def test_redirect_to_nowhere(client: Client, publisher: Publisher) -> None:
    assert client.get(publisher.on("/a", answer(302))).status == 302
    with pytest.raises(FetchError):
        client.get(publisher.on("/a", answer(302, Location="http://[")))


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "/relative", "http://", "http://me:word@example.org/"]
)
def test_addresses_that_are_none(client: Client, url: str) -> None:
    with pytest.raises(ForbiddenAddress):
        client.get(url)


def test_an_address_that_cannot_be_read(client: Client) -> None:
    with pytest.raises(FetchError):
        client.get("http://[::1")


def test_pause_between_requests(publisher: Publisher, settings: Settings, clock: FixedClock) -> None:
    slow = settings.model_copy(update={"seconds_per_request": 2.0})
    url = publisher.on("/a", answer(200))
    with Client(slow, clock=clock) as client:
        client.get(url)
        client.get(url)
    assert clock.slept == [2.0, 2.0]  # after robots.txt, and after the first page


def test_robots(client: Client, publisher: Publisher) -> None:
    rules = b"User-agent: *\nDisallow: /api/\nCrawl-delay: 5\n\nUser-agent: Googlebot\nAllow: /\n"
    publisher.on("/robots.txt", answer(200, rules))
    publisher.on("/pages", answer(200, b"ok"))
    with pytest.raises(ForbiddenAddress, match=r"robots\.txt of 127\.0\.0\.1 forbids /api/x") as caught:
        client.get(publisher.host + "/api/x")
    assert "ROBOTS_EXEMPT" in caught.value.hint
    assert client.get(publisher.host + "/pages").body == b"ok"
    assert [path for _, path, _ in publisher.asked] == ["/robots.txt", "/pages"]


def test_robots_may_forbid_where_a_redirect_leads(client: Client, publisher: Publisher) -> None:
    publisher.on("/robots.txt", answer(200, b"User-agent: veille\nDisallow: /b\n"))
    with pytest.raises(ForbiddenAddress):
        client.get(publisher.on("/a", answer(302, Location="/b")))


def test_robots_delay_is_kept(client: Client, publisher: Publisher, clock: FixedClock) -> None:
    publisher.on("/robots.txt", answer(200, b"User-agent: *\nCrawl-delay: 5\n"))
    url = publisher.on("/a", answer(200))
    client.get(url)
    client.get(url)
    assert clock.slept == [5.0]


def test_robots_exempt_host(publisher: Publisher, settings: Settings, clock: FixedClock) -> None:
    publisher.on("/robots.txt", answer(200, b"User-agent: *\nDisallow: /\n"))
    exempt = settings.model_copy(update={"robots_exempt_hosts": frozenset({"127.0.0.1"})})
    with Client(exempt, clock=clock) as client:
        assert client.get(publisher.on("/a", answer(200, b"ok"))).body == b"ok"
    assert publisher.paths() == [path for _, path, _ in publisher.asked]


def test_robots_unknown_is_no_permission(client: Client, publisher: Publisher) -> None:
    publisher.on("/robots.txt", answer(500))
    with pytest.raises(FetchError, match=r"robots\.txt"):
        client.get(publisher.on("/a", answer(200)))
    assert publisher.paths() == []


@pytest.mark.parametrize("status", [404, 403])
def test_no_robots_is_permission(client: Client, publisher: Publisher, status: int) -> None:
    publisher.on("/robots.txt", answer(status))
    assert client.get(publisher.on("/a", answer(200, b"ok"))).body == b"ok"


def test_robots_are_asked_again_after_a_day(client: Client, publisher: Publisher, clock: FixedClock) -> None:
    url = publisher.on("/a", answer(200))
    publisher.on("/robots.txt", answer(404), answer(200, b"User-agent: *\nDisallow: /\n"))
    client.get(url)
    clock.advance(25 * 3600)
    with pytest.raises(ForbiddenAddress):
        client.get(url)


def test_robots_cannot_lead_into_the_house(client: Client, publisher: Publisher) -> None:
    publisher.on("/robots.txt", answer(302, Location="http://169.254.169.254/robots.txt"))
    with pytest.raises(ForbiddenAddress, match="not a public address"):
        client.get(publisher.on("/a", answer(200)))


def test_robots_redirected_in_a_circle(client: Client, publisher: Publisher) -> None:
    publisher.on("/robots.txt", answer(302, Location="/robots.txt"))
    assert client.get(publisher.on("/a", answer(200, b"ok"))).body == b"ok"


def test_post(client: Client, publisher: Publisher) -> None:
    url = publisher.on("/hook", answer(503, b"busy"), answer(302, b"", Location="/x"))
    assert client.post(url, b'{"a": 1}', headers={"X-Signature": "s"}).status == 503
    assert client.post(url, b"").status == 302
    method, path, headers = publisher.asked[0]
    assert (method, path, headers["x-signature"]) == ("POST", "/hook", "s")
    assert publisher.received[0] == b'{"a": 1}'
    with pytest.raises(ForbiddenAddress):
        client.post("http://169.254.169.254/", b"")


def test_a_search_is_asked_again_like_a_page(client: Client, publisher: Publisher) -> None:
    url = publisher.on("/search", answer(503, b"busy"), answer(200, b"[]"))
    assert client.search(url, b'{"q": 1}', headers={"Content-Type": "application/json"}).body == b"[]"
    asked = [each for each in publisher.asked if each[1] == "/search"]
    assert [(method, headers["content-type"]) for method, _, headers in asked] == [
        ("POST", "application/json"),
        ("POST", "application/json"),
    ]
    assert publisher.received[-2:] == [b'{"q": 1}', b'{"q": 1}']


def test_a_search_obeys_robots(client: Client, publisher: Publisher) -> None:
    publisher.on("/robots.txt", answer(200, b"User-agent: *\nDisallow: /search"))
    with pytest.raises(ForbiddenAddress):
        client.search(publisher.on("/search", answer(200, b"[]")), b"{}")


def test_from_settings(settings: Settings) -> None:
    with Client.from_settings(settings) as client, pytest.raises(ForbiddenAddress):
        client.get("http://10.0.0.1/")


def test_the_environment_sets_no_proxy(
    client: Client, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert client.get(publisher.on("/a", answer(200, b"ok"))).body == b"ok"
