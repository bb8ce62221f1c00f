"""Fetching: what an address gives, and each way in which it may not; the only server asked is one of our own."""

import gzip
import socket
import threading
import time
import zlib
from contextlib import suppress
from importlib.metadata import version
from ipaddress import ip_address

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from served import HTML, PAGE, Server, serving

from onrecord.read import fetch, hosts
from onrecord.read.fetch import fetched
from onrecord.read.formats import FORMATS
from onrecord.read.hosts import is_address, is_public
from onrecord.read.source import Unreadable

BOMB = gzip.compress(bytes(20 << 20))


@pytest.fixture
def server():
    with Server() as running:
        serving(running)
        yield running
        running.shutdown()


def refused(address, **options):
    with pytest.raises(Unreadable) as problem:
        fetched(address, **{"allow_private": True, **options})
    words = str(problem.value)
    assert "\n" not in words
    assert "report" not in words
    return words


def test_a_page_is_fetched_as_it_is(server):
    found = fetched(server.at(), allow_private=True)
    assert found == (PAGE, "text/html; charset=utf-8", server.at())
    ((path, headers),) = server.asked
    assert path == "/"
    assert headers["User-Agent"] == f"onrecord/{version('onrecord')}"
    assert headers["Host"] == f"127.0.0.1:{server.port}"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


def test_letters_beyond_ascii_and_spaces_are_escaped_and_a_fragment_is_kept_back(server):
    server.answers = {"/m%C3%B8le%20a?q=%C3%A9&b=1%202": (200, HTML, PAGE)}
    assert fetched(server.at("/møle a?q=é&b=1%202#top"), allow_private=True).data == PAGE


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE))),
    ],
)
def test_a_packed_answer_is_unpacked(server, packing, packed):
    server.answers["/"] = (200, {**HTML, "Content-Encoding": packing}, packed)
    assert fetched(server.at(), allow_private=True).data == PAGE


def test_redirects_are_followed_and_the_last_address_is_told(server):
    server.answers |= {
        "/1": (301, {"Location": "/2"}, b""),
        "/2": (302, {"Location": server.at("/3", host="localhost")}, b""),
        "/3": (303, {"Location": "?page=4#part"}, b""),
        "/3?page=4": (307, {"Location": "/5"}, b""),
        "/5": (308, {"Location": "//127.0.0.1:" + str(server.port) + "/"}, b""),
    }
    found = fetched(server.at("/1"), allow_private=True)
    assert (found.data, found.address) == (PAGE, server.at())
    server.answers["/0"] = (301, {"Location": "/1"}, b"")
    assert refused(server.at("/0")).startswith("leads on more than 5 times")


def test_a_redirect_to_letters_beyond_ascii(server):
    server.answers |= {
        "/1": (302, {"Location": "/møle".encode().decode("latin-1")}, b""),
        "/m%C3%B8le": server.answers["/"],
    }
    assert fetched(server.at("/1"), allow_private=True).address == server.at("/m%C3%B8le")


def test_a_loop_of_redirects_ends(server):
    server.answers["/"] = (302, {"Location": "/"}, b"")
    assert refused(server.at()).startswith("leads on more than 5 times")
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://127.0.0.1/a", "javascript:alert(1)", "data:text/html,a", ""]
)
def test_a_redirect_to_another_scheme_is_refused(server, to):
    server.answers["/"] = (302, {"Location": to}, b"")
    assert "which is no web address" in refused(server.at())


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "is not there (404 Not Found): check the address"),
        (410, "is not there (410 Gone): check the address"),
        (403, "is not open to all (403 Forbidden): "),
        (500, "cannot be had now (500 Internal Server Error): "),
        (503, "cannot be had now (503 Service Unavailable): "),
        (204, "cannot be had now (204 No Content): "),
        (299, "cannot be had now (status 299): "),
    ],
)
def test_a_status_other_than_200_is_told(server, status, words):
    server.answers["/"] = (status, HTML, b"" if status == 204 else PAGE)
    assert refused(server.at()).startswith(words)


def test_a_type_that_no_reader_takes_is_refused_before_its_content(server):
    def picture(out):
        out.write(b"HTTP/1.0 200 OK\r\nContent-Type: image/png\r\n\r\n")
        out.flush()
        time.sleep(20)

    server.answers["/"] = picture
    begun = time.monotonic()
    assert refused(server.at()) == "is of type 'image/png', which cannot be read: save its text to a file"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "application/octet-stream"}, {"Content-Type": "text/xml"}])
def test_a_type_that_says_nothing_is_left_to_the_readers(server, headers):
    server.answers["/a.pdf"] = (200, headers, b"%PDF-")
    assert fetched(server.at("/a.pdf"), allow_private=True).data == b"%PDF-"


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/a", "application/x-rss+xml"), ("/a", "application/force-download"), ("/a.docx", "application/msword")],
)
def test_a_type_that_few_know_is_left_to_the_name_and_the_content(server, path, kind):
    server.answers[path] = (200, {"Content-Type": kind}, b"<rss/>")
    assert fetched(server.at(path), allow_private=True).data == b"<rss/>"
    server.answers["/b.pdf"] = (200, {"Content-Type": "image/svg+xml"}, b"<svg/>")
    assert refused(server.at("/b.pdf")).startswith("is of type 'image/svg+xml'")


def test_a_packing_that_was_not_asked_for_is_refused(server):
    server.answers["/"] = (200, {**HTML, "Content-Encoding": "br"}, PAGE)
    assert refused(server.at()).startswith("came packed as 'br'")


def test_an_answer_that_is_larger_than_its_format_may_be_is_cut_off(server, monkeypatch):
    def endless(out):
        out.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        with suppress(OSError):
            while True:
                out.write(bytes(1 << 16))

    monkeypatch.setattr(fetch, "LIMIT", 1 << 20)
    monkeypatch.setattr(fetch, "FORMATS", {".txt": fetch.FORMATS[".txt"]._replace(limit=1 << 20)})
    server.answers["/"] = endless
    assert refused(server.at()) == "is larger than 1 MB: save it to a file and split that"
    server.answers["/"] = (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, BOMB)
    assert refused(server.at()) == "is larger than 1 MB: save it to a file and split that"
    twice = {"Content-Type": "text/plain", "Content-Encoding": "gzip, gzip"}
    server.answers["/"] = (200, twice, gzip.compress(BOMB))
    assert refused(server.at()) == "is larger than 1 MB: save it to a file and split that"


@pytest.mark.parametrize(("path", "kind"), [("/a.jsonl", "text/plain"), ("/a", "application/x-ndjson")])
def test_lines_are_fetched_beyond_the_limit_of_one_line(server, path, kind):
    lines = b'{"text": "It fell."}\n' * (1 << 20)
    server.answers[path] = (200, {"Content-Type": kind}, lines)
    assert len(fetched(server.at(path), allow_private=True).data) == len(lines) > FORMATS[".jsonl"].limit


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({**HTML, "Content-Encoding": "gzip"}, PAGE),
        ({**HTML, "Content-Length": "9999"}, PAGE),
        ({**HTML, "Transfer-Encoding": "chunked"}, b"zz\r\n" + PAGE),
        ({**HTML, "Content-Encoding": ",".join(["gzip"] * 9)}, PAGE),
    ],
)
def test_an_answer_that_breaks_off_or_is_damaged_is_told(server, headers, body):
    server.answers["/"] = (200, headers, body)
    assert refused(server.at()).startswith(("broke off", "came damaged"))


def slow_headers(out):
    with suppress(OSError):
        out.write(b"HTTP/1.0 200 OK\r\n")
        for number in range(200):
            out.write(f"X-{number}: a\r\n".encode())
            out.flush()
            time.sleep(0.05)


def slow_body(out):
    with suppress(OSError):
        out.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(200):
            out.write(b"a")
            out.flush()
            time.sleep(0.05)


def silence(out):
    time.sleep(10)


@pytest.mark.parametrize("slow", [slow_headers, slow_body, silence])
def test_a_slow_server_is_left_when_the_time_is_over(server, monkeypatch, slow):
    monkeypatch.setattr(fetch, "WHOLE_S", 0.4)
    server.answers["/"] = slow
    begun = time.monotonic()
    assert refused(server.at()).startswith("took longer than 0.4 seconds: try again later")
    assert time.monotonic() - begun < 8  # of the 10 that it would take


def test_a_server_that_speaks_another_language_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet():
            with listening.accept()[0] as caller, suppress(OSError):
                caller.recv(4096)
                caller.sendall(b"SSH-2.0-something\r\n")

        threading.Thread(target=greet, daemon=True).start()
        assert refused(f"http://127.0.0.1:{listening.getsockname()[1]}/").startswith("broke off")


def test_nobody_at_home():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert (
        refused(f"http://127.0.0.1:{port}/")
        == "cannot be reached (connection refused): check the address, and the network"
    )


def test_a_host_that_is_not_found_is_told(monkeypatch):
    def unknown(*args, **options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refused("https://kelderwick.invalid/a") == (
        "is on a host that is not found (kelderwick.invalid): check the address, and the network"
    )


@pytest.mark.parametrize(
    "address",
    ["http://", "http:///a", "http://:80/", "http://a b/", "http://a:99999/", "http://[::1/", "http://a..b/",
     "http://" + "a" * 64 + ".org/", "http://%31%32/", "http://a\\b/"],
)  # fmt: skip
def test_what_is_no_address_is_told(address):
    assert refused(address) == "is no address that can be fetched: check how it is written"


@given(st.text(max_size=40), st.sampled_from(["http://", "https://a.org/", "http://[", "https://a@"]))
def test_any_words_are_an_address_or_refused(words, start):
    try:
        found = hosts.target(start + words)
    except Unreadable:
        return
    assert found.host.isascii()
    assert found.path.isascii()
    assert found.path.startswith("/")
    assert not set(found.path + found.named) & set(" \r\n\0\t")


@pytest.mark.parametrize("user", ["ada@", "ada:lund@", ":@", "@"])
def test_an_address_with_a_password_is_not_asked(server, user):
    assert refused(server.at(host=f"{user}127.0.0.1")).startswith("holds a user name or password")
    server.answers["/1"] = (302, {"Location": server.at(host=f"{user}127.0.0.1")}, b"")
    assert refused(server.at("/1")).startswith("holds a user name or password")
    assert [path for path, _ in server.asked] == ["/1"]


PRIVATE = (
    "0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.254 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255"
    " 192.0.0.1 192.168.1.1 198.18.0.1 203.0.113.5 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255"
    " :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2001:0:7f00:1::"
    " fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001:db8::1 64:ff9b:1::7f00:1"
).split()
PUBLIC = (
    "8.8.8.8 100.63.255.255 100.128.0.1 172.32.0.1 192.169.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808".split()
)


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_of_a_private_network_is_known(number):
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", PUBLIC)
def test_a_number_of_the_open_internet_is_known(number):
    assert is_public(ip_address(number))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0x7f000001",
     "0177.0.0.1", "0.0.0.0", "169.254.169.254", "10.0.0.1", "①②⑦.0.0.1", "[fe80::1]"],
)  # fmt: skip
def test_no_address_of_a_private_network_is_asked_unless_allowed(server, host):
    words = refused(server.at(host=host), allow_private=False)
    assert words.startswith(("is in the local or a private network (", "is on a host that is not found"))
    assert not server.asked


def test_the_user_is_told_how_to_allow_it(server):
    assert refused(server.at(host="localhost"), allow_private=False) in {
        f"is in the local or a private network (localhost, {number}): add --allow-private if you trust it"
        for number in ("127.0.0.1", "::1")
    }
    assert fetched(server.at(host="localhost"), allow_private=True).data == PAGE


def test_a_name_with_one_private_number_is_refused(server, monkeypatch):
    def two(host, port, **options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in ("8.8.8.8", "192.168.0.7")]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert "(mole.example, 192.168.0.7)" in refused("http://mole.example/", allow_private=False)


@pytest.fixture
def public():
    """A server at another number of this machine, which counts as the open internet."""
    try:
        running = Server("127.0.0.2")
    except OSError:
        pytest.skip("this system has one local number only")
    with running, pytest.MonkeyPatch.context() as patched:
        real = hosts.is_public
        patched.setattr(hosts, "is_public", lambda ip: str(ip) == "127.0.0.2" or real(ip))
        serving(running)
        yield running
        running.shutdown()


def test_a_redirect_into_a_private_network_is_refused(server, public):
    assert fetched(public.at(host="127.0.0.2")).data == PAGE
    public.answers["/in"] = (302, {"Location": server.at()}, b"")
    assert "private network (127.0.0.1)" in refused(public.at("/in", host="127.0.0.2"), allow_private=False)
    assert not server.asked


def test_a_name_that_changes_its_number_after_the_check_leads_nowhere_else(server, public, monkeypatch):
    real, given = socket.getaddrinfo, iter(["127.0.0.2", "127.0.0.1"])

    def turning(host, *args, **options):
        return real(next(given) if host == "turning.example" else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    server.answers = {"/": (200, HTML, b"<p>secret</p>")}
    assert fetched(public.at(host="turning.example")).data == PAGE
    assert public.asked[0][1]["Host"] == f"turning.example:{public.port}"
    assert not server.asked


def test_a_proxy_of_the_environment_is_not_asked(server, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, server.at())
    assert fetched(server.at(), allow_private=True).data == PAGE
    assert [path for path, _ in server.asked] == ["/"]
    assert "private" in refused("http://10.0.0.1/", allow_private=False)


@pytest.fixture
def secure(server, tmp_path):
    """The server behind TLS, with a certificate for localhost by an authority that nobody knows yet."""
    import ssl

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    server.authority = tmp_path / "authority.pem"
    return server


def test_a_certificate_is_checked_against_the_name_that_was_asked_for(secure, monkeypatch):
    at = secure.at(host="localhost").replace("http:", "https:")
    assert "(unable to get local issuer certificate)" in refused(at)
    monkeypatch.setenv("SSL_CERT_FILE", str(secure.authority))
    assert fetched(at, allow_private=True).data == PAGE
    assert "certificate is not valid for '127.0.0.1'" in refused(at.replace("localhost", "127.0.0.1"))
    assert len(secure.asked) == 1


def test_a_server_without_tls_is_told(server):
    assert refused(server.at().replace("http:", "https:")).startswith("has no connection that can be trusted (")


@pytest.mark.parametrize(
    ("given", "expected"),
    [("https://a.org", True), ("HTTP://a.org", True), ("http:/a", False), ("ftp://a.org", False), ("a.txt", False),
     ("./https://a", False), (3, False)],
)  # fmt: skip
def test_addresses_are_told_from_paths(given, expected):
    assert is_address(given) is expected
