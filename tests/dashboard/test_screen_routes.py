"""The addresses of the screen without a browser: what they answer, what they refuse, what they keep."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import screen_routes
from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.reader import BoardReader
from etl.domain.screen import ScreenPlan
from etl.project.folder import Folder
from etl.steps.load import load
from tests.conftest import row_of, table_of

TODAY = datetime(2026, 11, 23, 23, 59, 30, tzinfo=UTC)
ADDRESSES = ("/screen", "/heartbeat")


@pytest.fixture
def loaded(folder: Folder) -> Folder:
    """A small project that is loaded, and can be loaded anew."""
    load(folder, url=url_of(folder), now=TODAY)
    return folder


def url_of(folder: Folder) -> str:
    return f"sqlite:///{folder.database}"


def visitor(folder: Folder, now: datetime = TODAY) -> FlaskClient:
    """Return a visitor of a project at a time."""
    client: FlaskClient = create_app(
        BoardReader(url_of(folder)), clock=lambda: now
    ).server.test_client()
    return client


def beat(client: FlaskClient, query: str = "") -> dict[str, str]:
    """Return what the heartbeat tells."""
    answer = client.get(f"/heartbeat{query}")
    assert answer.status_code == 200
    told: dict[str, str] = answer.get_json()
    return told


def test_the_screen_is_one_whole_page_of_the_commissions_own_place(client: FlaskClient) -> None:
    answer = client.get("/screen")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert 'id="stage"' in answer.text
    assert 'data-place="620800"' in answer.text
    assert answer.text.count('class="scene current"') == 1
    assert 'data-place="610000"' in client.get("/screen?place=610000").text


def test_both_addresses_are_sealed_like_all_and_never_kept(client: FlaskClient) -> None:
    for address in (*ADDRESSES, "/screen?place=1", "/heartbeat?place=1"):
        headers = client.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_script_of_the_screen_has_an_address_that_may_be_kept(client: FlaskClient) -> None:
    build = beat(client)["build"]
    assert f'src="/assets/screen.js?m={build}"' in client.get("/screen").text
    kept = client.get("/assets/screen.js", query_string={"m": build})
    assert kept.status_code == 200
    assert "immutable" in kept.headers["Cache-Control"]
    assert "/assets/screen.js" not in client.get("/").text


def test_page_and_heartbeat_tell_the_same_build_and_edition(client: FlaskClient) -> None:
    for query in ("", "?place=610000", "?as_of=2021-12-31", "?lang=en&theme=light"):
        told, page = beat(client, query), client.get(f"/screen{query}").text
        assert f'data-build="{told["build"]}"' in page
        assert f'data-edition="{told["edition"]}"' in page


def test_an_unknown_place_is_our_404_in_words_and_json_to_the_script(client: FlaskClient) -> None:
    for place in ("999999", "平凉市", "%00", "620800'--"):
        page = client.get(f"/screen?place={place}")
        assert (page.status_code, "没有这个页面" in page.text) == (404, True)
        assert "Refresh" not in page.headers
        told = client.get(f"/heartbeat?place={place}")
        assert (told.status_code, list(told.get_json())) == (404, ["error"])
    assert "Page not found" in client.get("/screen?place=999999&lang=en").text


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.fixed_dictionaries(
        {}, optional={key: st.text(max_size=60) for key in ("place", "lang", "theme", "as_of", "x")}
    )
)
def test_no_query_whatever_breaks_the_heartbeat(client: FlaskClient, query: dict[str, str]) -> None:
    assert client.get("/heartbeat", query_string=query).status_code in (200, 404)


def test_a_hostile_query_is_ignored_and_never_shown(client: FlaskClient) -> None:
    script = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    for query in (f"theme={script}", f"lang={script}", f"as_of={script}", f"q={script}"):
        answer = client.get(f"/screen?{query}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert 'data-theme="dark"' in answer.text
    assert "<script>alert" not in client.get(f"/screen?place={script}").text


def test_the_screen_is_dark_unless_its_address_says_light_and_sets_no_cookie(
    client: FlaskClient,
) -> None:
    client.set_cookie("theme", "light")
    assert 'data-theme="dark"' in client.get("/screen").text
    answer = client.get("/screen?theme=light")
    assert 'data-theme="light"' in answer.text
    assert "Set-Cookie" not in answer.headers


def test_the_language_is_that_of_the_address_or_of_the_cookie(client: FlaskClient) -> None:
    assert '<html lang="zh-CN"' in client.get("/screen").text
    assert '<html lang="en"' in client.get("/screen?lang=en").text
    client.set_cookie("lang", "en")
    assert '<html lang="en"' in client.get("/screen").text


def test_as_of_a_day_the_screen_shows_what_was_known_and_that_day_does_not_end(
    loaded: Folder,
) -> None:
    client, tomorrow = visitor(loaded), visitor(loaded, TODAY.replace(day=24))
    assert "2021-05-31" in client.get("/screen?as_of=2021-05-31").text
    assert beat(client, "?as_of=2021-05-31")["edition"].endswith(".2021-05-31")
    assert beat(client, "?as_of=2021-05-31") | {"now": ""} == beat(
        tomorrow, "?as_of=2021-05-31"
    ) | {"now": ""}
    assert beat(client, "?as_of=nonsense") == beat(client, "?as_of=2199-01-01") == beat(client)
    assert "2199" not in client.get("/screen?as_of=2199-01-01").text


def test_the_edition_changes_with_the_day_and_not_within_it(loaded: Folder) -> None:
    evening, midnight = visitor(loaded), visitor(loaded, TODAY.replace(day=24, hour=0, minute=0))
    morning = visitor(loaded, TODAY.replace(hour=8))
    assert beat(evening)["edition"] == beat(morning)["edition"]
    assert beat(evening)["edition"] != beat(midnight)["edition"]
    assert beat(evening)["now"] == "2026-11-23T23:59:30+00:00"


def test_the_edition_changes_with_a_release_and_not_with_a_load_that_changes_nothing(
    loaded: Folder,
) -> None:
    client = visitor(loaded)
    first = beat(client)
    load(loaded, url=url_of(loaded), now=TODAY)
    assert beat(client) == first
    table = table_of(row_of(), row_of(period="2021", value="46.50", vintage="post_census"))
    (loaded.observations / "pingliang.csv").write_text(table, encoding="utf-8")
    load(loaded, url=url_of(loaded), now=TODAY)
    second = beat(client)
    assert second["edition"] != first["edition"]
    assert second["build"] == first["build"]


def test_the_edition_changes_with_the_plan_of_scenes(
    loaded: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    boards = BoardReader(url_of(loaded))
    client = create_app(boards, clock=lambda: TODAY).server.test_client()
    first = beat(client)
    with boards.open() as board:
        plan = replace(
            board.registry.screen, resume_minutes=board.registry.screen.resume_minutes + 1
        )
        assert isinstance(plan, ScreenPlan)
        registry = replace(board.registry, screen=plan)
        monkeypatch.setattr(boards, "_kept", replace(board._now, registry=registry))
    assert beat(client)["edition"] != first["edition"]


def test_the_build_changes_with_one_byte_of_what_draws_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(screen_routes.__file__).parent
    copy = tmp_path / "dashboard"
    shutil.copytree(home, copy, ignore=shutil.ignore_patterns("__pycache__", "*.woff2"))
    monkeypatch.setattr(screen_routes, "__file__", str(copy / "screen_routes.py"))
    before = screen_routes._build()
    assert screen_routes._build() == before
    builds = {before}
    for name in ("screen/screen.css", "screen/templates/page.html", "assets/screen.js", "theme.py"):
        path = copy / name
        path.write_bytes(path.read_bytes() + b"\n")
        builds.add(screen_routes._build())
    assert len(builds) == 5


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    for address in ADDRESSES:
        head = client.head(address)
        assert (head.status_code, head.data) == (200, b"")
        assert client.post(address).status_code == 405
        assert client.post(address, headers={"Origin": "http://evil.example"}).status_code == 403
        assert client.delete(address).status_code == 405


def test_a_server_that_only_reads_shows_the_screen_too(loaded: Folder) -> None:
    desk = Desk(loaded, url_of(loaded), writable=False)
    client = create_app(BoardReader(url_of(loaded)), desk, lambda: TODAY).server.test_client()
    for address in ADDRESSES:
        assert client.get(address).status_code == 200


def test_without_a_release_the_heartbeat_says_so_and_the_screen_tries_again(folder: Folder) -> None:
    client = visitor(folder)
    told = client.get("/heartbeat")
    assert (told.status_code, list(told.get_json())) == (503, ["error"])
    assert "urban load" in told.get_json()["error"]
    page = client.get("/screen?place=620800&x=%22%3E%0d%0aSet-Cookie:%20a")
    assert page.status_code == 503
    assert page.headers["Refresh"] == "10; url=/screen?place=620800&x=%22%3E%0d%0aSet-Cookie%3A%20a"
    assert "Set-Cookie" not in page.headers
    load(folder, url=url_of(folder), now=TODAY)
    assert client.get("/heartbeat").status_code == 200
    assert client.get("/screen").status_code == 200


def test_a_damaged_database_is_a_sentence_on_both(loaded: Folder) -> None:
    client = visitor(loaded)
    for path in loaded.database.parent.glob("*.sqlite-*"):
        path.unlink()
    loaded.database.write_bytes(b"no database at all " * 1000)
    told, page = client.get("/heartbeat"), client.get("/screen")
    assert (told.status_code, page.status_code) == (503, 503)
    assert "urban doctor" in told.get_json()["error"]
    assert "urban doctor" in page.text
    assert "Traceback" not in page.text
