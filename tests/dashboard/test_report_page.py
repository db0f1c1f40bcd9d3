"""The report page and what it sends: a form filled in from the address, nothing else believed."""

import io
import json
import time
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.jobs import State
from dashboard.reader import BoardReader
from dashboard.report.records import SECTIONS
from dashboard.reporting import FORMATS
from etl.project.folder import Folder
from tests.dashboard.counties import counties

HOME = "http://localhost"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
GOOD = {"place": "620801 甲1县", "year": "2021", "format": "docx", "lang": "zh"}
UNKNOWN = "0" * 32


@dataclass(frozen=True)
class Site:
    """An app on a project of its own, and a visitor who comes from its own page."""

    folder: Folder
    client: FlaskClient

    def post(
        self, address: str = "jobs", *, origin: str | None = HOME, **fields: Any
    ) -> TestResponse:
        headers = {"Origin": origin} if origin is not None else {}
        given = MultiDict({"sections": list(SECTIONS)} | fields)
        return self.client.post(f"/report/{address}", data=given, headers=headers)

    def start(self, **changed: Any) -> str:
        answer = self.post(**GOOD | changed)
        assert answer.status_code == 200 and answer.get_json()["ok"] is True, answer.text
        return str(answer.get_json()["job"])

    def refused(self, **changed: Any) -> str:
        answer = self.post(**GOOD | changed)
        assert (answer.status_code, answer.get_json()["ok"]) == (200, False), answer.text
        return str(answer.get_json()["message"])

    def ended(self, job: str, lang: str = "zh") -> dict[str, Any]:
        for _ in range(3_000):
            told: dict[str, Any] = self.client.get(f"/report/jobs/{job}?lang={lang}").get_json()
            if told["state"] not in ("waiting", "running"):
                return told
            time.sleep(0.02)
        raise AssertionError("the job does not end")

    def layout(self, address: str) -> str:
        answer = self.client.get("/_dash-layout", headers={"Referer": HOME + address})
        assert answer.status_code == 200
        return answer.get_data(as_text=True)


def site_of(folder: Folder, *, writable: bool = True) -> Site:
    url = f"sqlite:///{folder.database}"
    desk = Desk(folder, url, writable=writable)
    return Site(folder, create_app(BoardReader(url), desk, lambda: NOW).server.test_client())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Pingliang with two counties, the second without values."""
    return counties(tmp_path_factory.mktemp("few") / "project", 2, silent=1)


@pytest.fixture
def site(folder: Folder) -> Site:
    return site_of(folder)


def parts(layout: str, kind: str) -> list[dict[str, Any]]:
    """Return the properties of the Dash components of a type, in their order."""
    found: list[dict[str, Any]] = []

    def look(part: Any) -> None:
        if isinstance(part, list):
            for one in part:
                look(one)
        elif isinstance(part, dict) and "props" in part:
            if part["type"] == kind:
                found.append(part["props"])
            look(part["props"].get("children"))

    look(json.loads(layout))
    return found


def said(layout: str) -> str:
    """Return the text of the Dash components: a number stands in a span of its own."""

    def text(part: Any) -> str:
        if isinstance(part, list):
            return "".join(map(text, part))
        if isinstance(part, dict):
            return text(part.get("props", {}).get("children"))
        return part if isinstance(part, str) else ""

    return text(json.loads(layout))


def chosen(layout: str) -> list[str]:
    """Return the values of the boxes that are checked."""
    labels = [one for one in parts(layout, "Label") if one.get("data-chosen") == "yes"]
    return [one["children"][0]["props"]["value"] for one in labels]


# ---- the page ----


def test_the_form_stands_with_the_place_of_the_commission_and_all_sections(site: Site) -> None:
    layout = site.layout("/report")
    fields = {
        one["name"]: one.get("value") for one in parts(layout, "Input") if one["name"] != "sections"
    }
    assert fields["place"].startswith("620800") and "平凉市" in fields["place"]
    assert chosen(layout) == [*SECTIONS, "docx"]
    years = [one["value"] for one in parts(layout, "Option") if one["value"].isdigit()]
    assert years == sorted(years, reverse=True)
    assert "data-day" not in layout and "数据截至今天（2026-11-23）" in said(layout)


def test_the_address_fills_the_form_in(site: Site) -> None:
    layout = site.layout(
        "/report?place=620801&year=2020&format=xlsx&members=yes&sections=progress,annexes"
    )
    assert '"620801 甲1县"' in layout.replace("\\u7532", "甲").replace("\\u53bf", "县")
    assert chosen(layout) == ["yes", "progress", "annexes", "xlsx"]
    (year,) = [one["value"] for one in parts(layout, "Option") if one.get("selected") is True]
    assert year == "2020"


@pytest.mark.parametrize(
    "query", ["place=999999", "place=%3Cscript%3E", "year=x", "year=1066", "format=exe", "sections=x,y", "members=1"]
)  # fmt: skip
def test_what_the_address_may_not_ask_for_is_as_good_as_not_asked(site: Site, query: str) -> None:
    asked, plain = (site.layout(address) for address in (f"/report?{query}", "/report"))
    assert parts(asked, "Form")[-1] == parts(plain, "Form")[-1]


def test_the_year_proposed_is_the_latest_with_values_of_the_place(site: Site) -> None:
    layout = site.layout("/report?place=620801")
    assert [one["value"] for one in parts(layout, "Option") if one.get("selected") is True] == [
        "2021"
    ]


def test_a_past_day_goes_with_the_form(site: Site) -> None:
    layout = site.layout("/report?as_of=2021-05-31")
    hidden = {
        one["name"]: one["value"] for one in parts(layout, "Input") if one.get("type") == "hidden"
    }
    assert hidden["as_of"] == "2021-05-31"
    assert "数据截至2021-05-31" in said(layout)


def test_the_page_is_english_where_it_is_asked_for(site: Site) -> None:
    layout = site.layout("/report?lang=en")
    for text in (
        "Make the report",
        "Next steps and supervision list",
        "a finding a page",
    ):
        assert text in layout
    assert "生成报告" not in layout


def test_the_navigation_leads_to_the_report_between_plans_and_data(site: Site) -> None:
    links = [one.get("href") for one in parts(site.layout("/"), "Link")]
    at = links.index("/report")
    assert (links[at - 1], links[at + 1]) == ("/plans", "/data")
    assert site.client.get("/report").status_code == 200
    assert site.client.get("/report/x").status_code == 404


def test_places_are_proposed_by_nearness_and_never_by_the_thousand(tmp_path: Path) -> None:
    site = site_of(counties(tmp_path / "project", 99, 30))
    (listed,) = parts(site.layout("/report"), "Datalist")
    codes = [one["props"]["value"][:6] for one in listed["children"]]
    assert len(codes) == len(set(codes)) == 100
    assert codes[:4] == ["620800", "620000", "000000", "620801"]
    assert "列表只列前100个地区" in said(site.layout("/report"))
    assert "列表只列前" not in site_of(counties(tmp_path / "few", 3)).layout("/report")


def test_own_templates_are_offered_only_where_there_are_some(tmp_path: Path) -> None:
    folder = counties(tmp_path / "project", 1)
    assert "template" not in site_of(folder).layout("/report")
    home = folder.data / "templates"
    home.mkdir()
    (home / "本委格式.docx").write_bytes(b"x")
    options = [one["value"] for one in parts(site_of(folder).layout("/report"), "Option")]
    assert options[-2:] == ["", "本委格式.docx"]


def test_without_a_desk_there_is_no_report_page(folder: Folder) -> None:
    client = create_app(BoardReader(f"sqlite:///{folder.database}")).server.test_client()
    assert client.get("/report").status_code == 404
    assert client.get(f"/report/jobs/{UNKNOWN}").status_code == 404
    assert client.post("/report/jobs", headers={"Origin": HOME}).status_code == 405


# ---- a report, from the form to the file ----


@pytest.mark.parametrize("writable", [True, False])
def test_a_report_is_asked_for_made_and_fetched_as_often_as_one_likes(
    folder: Folder, *, writable: bool
) -> None:
    site = site_of(folder, writable=writable)
    job = site.start()
    told = site.ended(job)
    name = "甲1县2021年度监测评估报告.docx"
    assert told == {
        "ok": True, "state": "done", "message": "已生成。", "done": 0, "total": 0, "name": name,
        "file": f"/report/files/{job}",
    }  # fmt: skip
    for _ in range(2):
        answer = site.client.get(told["file"])
        assert answer.status_code == 200 and answer.data.startswith(b"PK")
        assert answer.mimetype == FORMATS["docx"].mime
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert unquote(disposition.partition("filename*=UTF-8''")[2]) == name


@pytest.mark.parametrize(
    "place", ["620801 甲1县", "620801", "甲1县", "  甲1县 ", "620801 别的名字"]
)
def test_a_place_is_given_as_the_list_has_it_by_code_or_by_name(site: Site, place: str) -> None:
    assert site.ended(site.start(place=place))["name"].startswith("甲1县")


def test_a_batch_is_told_by_numbers_and_fetched_as_a_zip_file(site: Site) -> None:
    told = site.ended(site.start(place="620800", members="yes", format="xlsx"), "en")
    assert told["message"].startswith("Reports of 1 places; 2 places have none")
    answer = site.client.get(told["file"])
    assert answer.mimetype == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None


def test_a_place_without_a_report_is_told_in_a_sentence(site: Site) -> None:
    told = site.ended(site.start(place="620802"))
    assert (told["ok"], told["state"]) == (False, "failed")
    assert "甲2县" in told["message"] and "name" not in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"place": ""}, "请填写地区"), ({"place": "没有市"}, "没有“没有市”"), ({"place": "999999"}, "没有“999999”"),
        ({"place": "<script>"}, "没有“<script>”"), ({"year": ""}, "请选择年份"), ({"year": "2021年"}, "请选择年份"),
        ({"year": "1066"}, "请选择年份"), ({"year": "２０２１"}, "请选择年份"), ({"sections": []}, "至少选择一部分"),
        ({"as_of": "昨天"}, "应如2021-12-31"), ({"as_of": "2021-02-30"}, "应如2021-12-31"),
        ({"template": "无.docx"}, "没有这个模板"), ({"template": "../../places.csv"}, "没有这个模板"),
    ],
    ids=str,
)  # fmt: skip
def test_a_field_filled_in_wrongly_is_told_in_a_sentence(
    site: Site, changed: dict[str, Any], said: str
) -> None:
    assert said in site.refused(**changed)


@pytest.mark.parametrize(
    "changed", [{"format": ""}, {"format": "exe"}, {"format": "docx\n"}, {"sections": ["conclusion", "x"]}], ids=str
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused(site: Site, changed: dict[str, Any]) -> None:
    assert site.post(**GOOD | changed).status_code == 400


def test_a_template_is_taken_by_its_name_and_only_for_word(tmp_path: Path) -> None:
    folder = counties(tmp_path / "project", 1)
    (folder.data / "templates").mkdir()
    (folder.data / "templates" / "本委格式.docx").write_bytes(b"no docx")
    site = site_of(folder)
    assert "所选格式不是Word" in site.refused(template="本委格式.docx", format="pdf")
    told = site.ended(site.start(template="本委格式.docx"))
    assert told["state"] == "failed" and "本委格式.docx" in told["message"]


def test_a_project_that_takes_no_file_says_so(tmp_path: Path) -> None:
    folder = counties(tmp_path / "project", 1)
    (folder.derived / "reports").write_text("no folder")
    assert "不能写入" in site_of(folder).refused()


# ---- who may ask, and how much ----


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://evil.example", "http://localhost.evil.example", "localhost"],
)
def test_a_post_that_does_not_come_from_our_own_page_is_refused(
    site: Site, origin: str | None
) -> None:
    reports = site.folder.derived / "reports"
    before = sorted(reports.iterdir()) if reports.exists() else []
    assert site.post(origin=origin, **GOOD).status_code == 403
    assert site.post(f"jobs/{UNKNOWN}/cancel", origin=origin).status_code == 403
    assert (sorted(reports.iterdir()) if reports.exists() else []) == before


def test_a_form_of_more_than_twenty_kilobytes_is_refused(site: Site) -> None:
    assert site.post(**GOOD, note="x" * 20_001).status_code == 413


@pytest.mark.parametrize(
    "job", [UNKNOWN, "x", "..", "%2e%2e", "..%2f..%2fx", "%00", "0" * 33, "A" * 32]
)
def test_what_is_no_job_is_neither_shown_nor_stopped_nor_fetched(site: Site, job: str) -> None:
    state = site.client.get(f"/report/jobs/{job}")
    assert state.status_code == 404
    assert site.client.get(f"/report/files/{job}").status_code == 404
    assert site.post(f"jobs/{job}/cancel").status_code in (404, 405)
    if job == UNKNOWN:
        assert "超过24小时" in state.get_json()["message"]


@pytest.mark.parametrize(
    ("state", "said"),
    [(State("waiting", "docx"), "正在排队"), (State("waiting", "docx", stopping=True), "正在取消"),
     (State("cancelled", "docx"), "已取消"), (State("failed", "docx"), "内部错误"),
     (State("failed", "docx", error="缺数据。"), "缺数据。")],
    ids=str,
)  # fmt: skip
def test_every_state_is_a_sentence(site: Site, state: State, said: str) -> None:
    home = site.folder.derived / "reports" / ("a" * 32)
    home.mkdir(parents=True, exist_ok=True)
    (home / "pulse").touch()
    (home / "state.json").write_text(state.as_json(), encoding="utf-8")
    told = site.client.get(f"/report/jobs/{'a' * 32}").get_json()
    assert said in told["message"]
    assert told["ok"] is (state.name == "waiting")
    english = site.client.get(f"/report/jobs/{'a' * 32}?lang=en").get_json()["message"]
    assert english == "缺数据。" or english.isascii() or "…" in english
    assert site.client.get(f"/report/files/{'a' * 32}").status_code == 404


def test_stopping_is_answered_with_how_the_job_stands(site: Site) -> None:
    job = site.start(place="620800", members="yes")
    answer = site.post(f"jobs/{job}/cancel", lang="zh")
    assert answer.status_code == 200
    assert site.ended(job)["state"] in ("cancelled", "done")


FIELDS = ("place", "year", "format", "sections", "members", "template", "as_of", "lang")
WILD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "620801", "2021", "docx", "conclusion", "yes", "../x", "2021-05-31", "1e9", "en"]),
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(FIELDS), WILD))
def test_no_form_whatever_is_an_error_of_ours(site: Site, fields: dict[str, str]) -> None:
    answer = site.post(**{"place": "620802", "year": "2021", "format": "docx"} | fields)
    assert answer.status_code in (200, 400), answer.status
    if answer.status_code == 200 and answer.get_json()["ok"]:
        site.ended(answer.get_json()["job"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.sampled_from(["GET", "POST"]))
def test_no_address_under_report_is_an_error_of_ours(site: Site, path: str, method: str) -> None:
    for home in ("/report/", "/report/jobs/", "/report/files/"):
        answer = site.client.open(home + quote(path), method=method, headers={"Origin": HOME})
        assert answer.status_code < 500
