"""The server: honest status codes, headers on everything, no trust in what comes in."""

import json
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.reader import BoardReader
from etl.project.folder import Folder

CALLBACK = "/_dash-update-component"


def navigation(pathname: Any = "/", search: Any = "", shown: Any = "") -> dict[str, Any]:
    """Return the callback that the browser sends when an address changes."""
    return {
        "output": "..page.children...shown.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "shown", "property": "data"}],
        "inputs": [
            {"id": "url", "property": "pathname", "value": pathname},
            {"id": "url", "property": "search", "value": search},
        ],
        "state": [{"id": "shown", "property": "data", "value": shown}],
        "changedPropIds": ["url.pathname"],
    }


@pytest.mark.parametrize(
    "path", ["/", "/place/620800", "/indicator/urbanization_rate?place=620800"]
)
def test_every_page_is_there_and_says_its_language(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="zh-CN" data-theme="light">' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/place/999999",
        "/place/620824x",
        "/indicator/no",
        "/place/620800/x",
        "/export/place/1.csv",
    ],
)
def test_an_unknown_address_is_404_with_a_sentence(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_our_own_404_is_chinese_and_leads_home(client: FlaskClient) -> None:
    answer = client.get("/place/999999")
    assert "没有这个页面" in answer.text
    assert 'href="/"' in answer.text
    assert "Page not found" in client.get("/place/999999?lang=en").text


def test_every_answer_carries_the_safety_headers(client: FlaskClient) -> None:
    for path in ("/", "/nothing", "/_dash-layout", "/export/place/620800.csv"):
        headers = client.get(path).headers
        assert "script-src 'self' 'sha256-" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"].split("script-src")[1]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_first_layout_already_holds_the_page_of_the_address(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout", headers={"Referer": "http://localhost/place/620800"}).text
    assert "平凉市" in layout
    assert '"type": "Graph"' in layout or '"type":"Graph"' in layout


def test_a_foreign_referer_gets_the_overview(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout", headers={"Referer": "http://evil.example/place/620800"})
    assert layout.status_code == 200
    assert "总览" in layout.text


def test_navigation_draws_another_page_and_leaves_a_shown_one_alone(client: FlaskClient) -> None:
    answer = client.post(CALLBACK, json=navigation("/place/620800"))
    assert answer.status_code == 200
    shown = answer.get_json()["response"]["shown"]["data"]
    again = client.post(CALLBACK, json=navigation("/place/620800", shown=shown))
    assert again.status_code == 204


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"x"', b"{}", b"\xff\xfe", b"[" * 5_000,
        json.dumps(navigation(pathname={"a": 1})).encode(),
        json.dumps(navigation(pathname=["/"])).encode(),
        json.dumps(navigation(search=7)).encode(),
        json.dumps(navigation(pathname="/" * 10_000)).encode(),
        json.dumps(navigation() | {"output": "page.children"}).encode(),
        json.dumps(navigation() | {"inputs": []}).encode(),
        json.dumps(navigation() | {"inputs": None}).encode(),
    ],
)  # fmt: skip
def test_a_malformed_payload_is_refused_and_never_a_server_error(
    client: FlaskClient, body: bytes
) -> None:
    answer = client.post(CALLBACK, data=body, content_type="application/json")
    assert 400 <= answer.status_code < 500


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_address_whatever_breaks_navigation(client: FlaskClient, path: str, search: str) -> None:
    answer = client.post(CALLBACK, json=navigation(path, search))
    assert answer.status_code in (200, 204, 400)


def test_a_payload_of_many_megabytes_is_refused(client: FlaskClient) -> None:
    answer = client.post(CALLBACK, data=b"x" * 2_000_000, content_type="application/json")
    assert answer.status_code in (400, 413)


def test_a_post_from_another_origin_is_refused(client: FlaskClient) -> None:
    answer = client.post(CALLBACK, json=navigation(), headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert client.post("/place/620800").status_code == 405


def test_a_hostile_query_is_shown_as_text_or_not_at_all(client: FlaskClient) -> None:
    answer = client.get("/?theme=%3Cscript%3Ealert(1)%3C/script%3E&lang=%22%3E%3Cscript%3E")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_a_hostile_title_cannot_leave_its_element(
    boards: BoardReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from etl.domain.records import Words

    with boards.open() as board:
        registry = replace(board.registry, title=Words("</title><script>alert(1)</script>", "x"))
        monkeypatch.setattr(boards, "_kept", replace(board._now, registry=registry))
    answer = create_app(boards).server.test_client().get("/")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_without_a_release_the_page_says_what_to_do(folder: Folder) -> None:
    app = create_app(BoardReader(f"sqlite:///{folder.database}"))
    answer = app.server.test_client().get("/")
    assert answer.status_code == 503
    assert "urban load" in answer.text


def test_a_damaged_database_is_a_sentence_and_not_a_traceback(folder: Folder) -> None:
    folder.database.parent.mkdir(parents=True)
    folder.database.write_bytes(b"no database at all " * 1000)
    answer = create_app(BoardReader(f"sqlite:///{folder.database}")).server.test_client().get("/")
    assert answer.status_code == 503
    assert "urban doctor" in answer.text
    assert "Traceback" not in answer.text


def test_an_error_of_our_own_is_a_sentence_too(boards: BoardReader) -> None:
    server = create_app(boards).server

    @server.get("/broken")
    def broken() -> str:
        raise RuntimeError("secret of the machine")

    answer = server.test_client().get("/broken")
    assert answer.status_code == 500
    assert "数据没有改动" in answer.text
    assert "secret" not in answer.text


def test_a_refusal_is_a_page_of_the_family_in_both_languages_and_both_themes(
    client: FlaskClient,
) -> None:
    page = client.get("/nothing")
    assert "返回总览" in page.text
    assert "var(--brand-dark)" in page.text
    assert 'data-theme="light"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    english = client.get("/nothing?lang=en&theme=dark")
    assert 'href="/?lang=en"' in english.text
    assert 'data-theme="dark"' in english.text
    assert 'data-theme="dark"' in client.get("/nothing").text


def test_only_the_refusal_of_the_screen_fills_a_wall_and_tries_again(folder: Folder) -> None:
    client = create_app(BoardReader(f"sqlite:///{folder.database}")).server.test_client()
    page, wall = client.get("/"), client.get("/screen")
    assert (page.status_code, wall.status_code) == (503, 503)
    assert "Refresh" not in page.headers
    assert wall.headers["Refresh"] == "10; url=/screen?"
    assert "自动重试" in wall.text
    assert "自动重试" not in page.text
    assert 'data-theme="dark"' in wall.text


def test_the_switch_of_language_stays_on_the_page_whatever_the_query(client: FlaskClient) -> None:
    body = navigation("/place/620800", "?x=%26lang%3Dzh%22&lang=zh")
    page = json.dumps(client.post(CALLBACK, json=body).get_json())
    assert "/place/620800?x=%26lang%3Dzh%22&lang=en" in page


def test_an_app_can_be_made_twice(boards: BoardReader, app: Dash) -> None:
    other = create_app(boards)
    assert other.server.test_client().get("/").status_code == 200
    assert app.server.test_client().get("/").status_code == 200
