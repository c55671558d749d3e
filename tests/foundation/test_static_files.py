"""Static files go out packed to those who can read that, and stay with the browser."""

import gzip

import pytest

SHEET = "/static/css/portal.css"
WITH_GZIP = {"Accept-Encoding": "br, gzip"}


@pytest.fixture
def client(portal):
    return portal.test_client()


def test_a_style_sheet_is_packed_and_unpacks_to_the_file(client, portal):
    answer = client.get(SHEET, headers=WITH_GZIP)
    plain = client.get(SHEET)
    assert answer.content_encoding == "gzip"
    assert answer.mimetype == plain.mimetype == "text/css"
    assert gzip.decompress(answer.data) == plain.data
    assert len(answer.data) * 3 < len(plain.data)
    plain.close()


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_who_cannot_read_gzip_gets_it_as_it_is(client, accepted):
    with client.get(SHEET, headers={"Accept-Encoding": accepted}) as answer:
        assert answer.content_encoding is None
        assert "Accept-Encoding" in answer.vary


def test_the_same_file_is_not_sent_twice(client):
    mark = client.get(SHEET, headers=WITH_GZIP).headers["ETag"]
    again = client.get(SHEET, headers={**WITH_GZIP, "If-None-Match": mark})
    assert again.status_code == 304
    assert not again.data


def test_an_address_with_a_version_is_kept_for_a_year(client):
    with client.get(f"{SHEET}?v=1") as versioned, client.get(SHEET) as bare:
        assert versioned.cache_control.max_age == bare.cache_control.max_age == 31_536_000
        assert versioned.cache_control.immutable
        assert not bare.cache_control.immutable


@pytest.mark.parametrize("name", ["css/absent.css", "css", "../app.py", "%2e%2e/app.py", "..%2fpyproject.toml"])
def test_what_is_not_a_static_file_is_not_there(client, name):
    for headers in ({}, WITH_GZIP):
        with client.get(f"/static/{name}", headers=headers) as answer:
            assert answer.status_code == 404


def test_static_files_carry_the_guard_s_headers(client):
    answer = client.get(SHEET, headers=WITH_GZIP)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_first_visit_stays_light(client, portal):
    """Page weight: style sheets and scripts of every page together, packed, leave room below 200 KB."""
    wanted = ("vendor/tabler-core-1.6.1/tabler.min.css", "css/portal.css", "vendor/htmx-2.0.11/htmx.min.js")
    packed = [client.get(f"/static/{name}", headers=WITH_GZIP) for name in (*wanted, "js/portal.js", "img/icons.svg")]
    assert sum(len(answer.data) for answer in packed) < 150_000
