"""What may be sent to the desk: nothing is trusted, a refusal is a sentence and changes nothing."""

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.reader import BoardReader
from etl.formats.kinds import LARGEST_FILE
from etl.project.folder import Folder
from etl.project.reader import inspect_project, read_project
from etl.steps.extract import extract_project
from tests.dashboard.test_desk import FORM, ID, NOW, TEXT, small_project, url_of
from tests.dashboard.test_server import CALLBACK, navigation
from tests.etl.steps.test_documents import HOSTILE_NAMES, as_docx, kept

HOME = "http://localhost"
OTHER = TEXT.replace("55%", "56%").encode()
POSTS = ("propose", "add", "load", f"{ID}/change", f"{ID}/remove", f"{ID}/decide")
HOSTILE_TITLE = "</title><script>alert(1)</script>"


@dataclass(frozen=True)
class Site:
    """An app with a desk on a project of its own, and a visitor who comes from its own pages."""

    folder: Folder
    desk: Desk
    client: FlaskClient

    def post(self, address: str, *, origin: str | None = HOME, **fields: object) -> TestResponse:
        headers = {"Origin": origin} if origin is not None else {}
        return self.client.post(f"/plans/{address}", data=fields, headers=headers)

    def send(
        self, verb: str, data: bytes = OTHER, name: str = "规划.txt", **fields: object
    ) -> TestResponse:
        return self.post(verb, document=(io.BytesIO(data), name), **fields)

    def layout(self, address: str) -> TestResponse:
        return self.client.get("/_dash-layout", headers={"Referer": HOME + address})

    def id_of(self, stated: float) -> str:
        found = self.desk.project().statements.items()
        (key,) = [key for key, one in found if one.value == stated]
        return key

    def decide(self, stated: float, decision: str = "accept", **fields: str) -> TestResponse:
        given = {"reviewer": "张三"} | fields
        key = self.id_of(stated)
        return self.post(f"{ID}/decide", statement_id=key, decision=decision, **given)


def site_of(root: Path, *, writable: bool = True) -> Site:
    folder = Folder(root)
    desk = Desk(folder, url_of(folder), writable=writable)
    server = create_app(BoardReader(url_of(folder)), desk, lambda: NOW).server
    return Site(folder, desk, server.test_client())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return small_project(tmp_path_factory.mktemp("made") / "project")


@pytest.fixture
def own(made: Folder, tmp_path: Path) -> Path:
    """A copy of the project to do with as one likes."""
    shutil.copytree(made.root, tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def site(own: Path) -> Site:
    return site_of(own)


@pytest.fixture
def reading(own: Path) -> Site:
    """The same, where nobody shall review in the browser."""
    return site_of(own, writable=False)


def told(answer: TestResponse) -> str:
    """Return the sentence of a refusal of the content, which is a proper answer."""
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    body = answer.get_json()
    assert body["ok"] is False and set(body) == {"ok", "message"}
    assert body["message"] and "Traceback" not in body["message"]
    return str(body["message"])


def done(answer: TestResponse) -> dict[str, object]:
    assert answer.status_code == 200
    body: dict[str, object] = answer.get_json()
    assert body["ok"] is True, body
    return body


# ---- who may post, and where ----


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://evil.example", "https://evil.example:443", "http://localhost.evil.example",
     "http://localhost@evil.example", "http://evil.example/http://localhost", "http://localhost:8051",
     "http://[", "http://℀.example", "localhost", "//localhost", "http:localhost", "\u00ff"],
)  # fmt: skip
def test_a_post_that_does_not_come_from_our_own_page_is_refused(
    site: Site, origin: str | None
) -> None:
    before, key = kept(site.folder), site.id_of(55)
    for address in POSTS:
        fields = FORM | {"decision": "accept", "statement_id": key, "reviewer": "张三"}
        answer = site.send(address, origin=origin, **fields)
        assert answer.status_code == 403 and "Traceback" not in answer.text
    assert kept(site.folder) == before


def test_a_proxy_may_change_the_scheme_and_never_the_host(site: Site) -> None:
    done(site.post("load", origin="https://localhost"))


@pytest.mark.parametrize("address", POSTS)
def test_an_address_for_posts_shows_nothing(site: Site, address: str) -> None:
    before = kept(site.folder)
    for call in (site.client.get, site.client.put, site.client.delete, site.client.patch):
        answer = call(f"/plans/{address}", headers={"Origin": HOME})
        assert answer.status_code in (404, 405), answer.status
    assert kept(site.folder) == before


@pytest.mark.parametrize(
    "address", ["", "nothing", f"{ID}", f"{ID}/original", f"{ID}/change/x", "../load"]
)
def test_a_post_to_any_other_address_is_refused(site: Site, address: str) -> None:
    assert site.post(address).status_code in (403, 404, 405)


def test_the_callback_of_the_pages_still_takes_only_navigation(site: Site) -> None:
    answer = site.client.post(CALLBACK, json=navigation(f"/plans/{ID}"))
    assert answer.status_code == 200 and "常住人口城镇化率" in answer.get_data(as_text=True)
    foreign = {"Origin": "http://evil.example"}
    assert site.client.post(CALLBACK, json=navigation(), headers=foreign).status_code == 403


def test_every_answer_to_a_post_carries_the_safety_headers(site: Site) -> None:
    for answer in (site.post("load"), site.post("load", origin=None), site.post(f"{ID}/decide")):
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


# ---- how much may be posted ----


@pytest.mark.parametrize("verb", ["decide", "change"])
def test_fields_of_more_than_a_megabyte_are_refused(site: Site, verb: str) -> None:
    before = kept(site.folder)
    fields = FORM | {"statement_id": site.id_of(55), "decision": "accept", "reviewer": "张三"}
    assert site.post(f"{ID}/{verb}", **fields, note="x" * 1_000_001).status_code == 413
    assert site.send(f"{ID}/{verb}", b"x" * 1_000_001, **fields).status_code == 413
    assert kept(site.folder) == before


@pytest.mark.parametrize("address", ["propose", "add"])
def test_a_file_may_be_larger_than_the_fields_and_has_a_limit_of_its_own(
    site: Site, address: str
) -> None:
    before = kept(site.folder)
    sent = "multipart/form-data; boundary=x"
    for length in (LARGEST_FILE + 1_000_001, 10**15):
        answer = site.client.post(
            f"/plans/{address}", data=b"--x", content_type=sent, headers={"Origin": HOME},
            environ_overrides={"CONTENT_LENGTH": str(length)},
        )  # fmt: skip
        assert answer.status_code == 413
    large = OTHER + "城".encode() * 400_000
    assert len(large) > 1_000_000
    done(site.send("propose", large))
    assert kept(site.folder) == before


def test_a_file_over_the_limit_is_a_sentence_and_not_a_blank_page(site: Site) -> None:
    assert "超过50MB的上限" in told(site.send("propose", b"x" * (LARGEST_FILE + 1)))


def test_a_thousand_fields_are_refused(site: Site) -> None:
    fields = {f"field{number}": "x" for number in range(1_100)}
    assert site.post(f"{ID}/decide", **fields).status_code in (400, 413)


# ---- taking a document in ----


def test_a_proposal_is_shown_and_nothing_kept(site: Site) -> None:
    before = kept(site.folder)
    title = "平凉市新型城镇化规划（2026—2030年）"
    found = done(
        site.send("propose", f"{title}\n\n到2030年，全市常住人口城镇化率达到60%。\n".encode())
    )
    fields = found["fields"]
    assert isinstance(fields, dict) and found["notices"] == []
    assert (fields["title"], fields["place_id"], fields["first_year"]) == (title, "620800", 2026)
    assert kept(site.folder) == before


def pdf(*, encrypt: str | None = None) -> bytes:
    """Return a PDF of one page that holds a picture and no text, as a scanner makes it."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=encrypt)
    canvas.drawInlineImage(Image.new("L", (120, 160), 200), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("verb", ["propose", "add"])
@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (pdf(), "扫描.pdf", "扫描.pdf：是扫描件"),
        (pdf(encrypt="secret"), "加密.pdf", "加密.pdf：PDF已加密"),
        (b"abc", "规划.xyz", "不认识“.xyz”文件"), (b"abc", "规划", "文件名没有后缀"),
        (b"", "规划.txt", "规划.txt：是空文件"), (b"PK\x03\x04 broken", "规划.docx", "规划.docx："),
        (b"%PDF-1.7 broken", "规划.pdf", "规划.pdf："), (as_docx(TEXT), "规划.pdf", "规划.pdf："),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "规划.doc", "旧版Word文档"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(
    site: Site, verb: str, data: bytes, name: str, said: str
) -> None:
    before = kept(site.folder)
    assert said in told(site.send(verb, data, name, **FORM))
    assert kept(site.folder) == before


@pytest.mark.parametrize("verb", ["propose", "add"])
@pytest.mark.parametrize("name", ["", "/", "..", ".", "a/", "a/.."])
def test_a_file_without_a_name_is_no_file(site: Site, verb: str, name: str) -> None:
    before = kept(site.folder)
    assert told(site.send(verb, OTHER, name, **FORM))
    assert "没有收到文件" in told(site.post(verb, **FORM))
    assert "没有收到文件" in told(site.post(verb, **FORM, document="../../etc/passwd"))
    assert kept(site.folder) == before


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=lambda name: ascii(name)[:24])
def test_a_hostile_file_name_never_leaves_the_folder_of_the_document(site: Site, name: str) -> None:
    around, before = sorted(site.folder.root.parent.iterdir()), set(kept(site.folder))
    answer = site.send("add", OTHER.decode().encode("gb18030"), name, **FORM)
    assert answer.status_code == 200 and "Traceback" not in answer.text
    assert sorted(site.folder.root.parent.iterdir()) == around
    new = set(kept(site.folder)) - before
    if answer.get_json()["ok"]:
        place = f"data/documents/{ID}-2"
        assert new == {
            place, f"{place}/document.yaml", f"{place}/text.txt", f"{place}/original.txt",
            f"data/statements/{ID}-2.csv",
        }  # fmt: skip
    else:
        assert new == set()
    assert inspect_project(site.folder)[1] == []


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [("title", "", "缺少"), ("place_id", "", "请填写文件所属地区"), ("place_id", "没有市", "没有“没有市”"),
     ("issued_on", "去年", "“去年”不是日期"), ("last_year", "2020", "止年2020早于起年2021"),
     ("first_year", "2021年", "整数年份"), ("kind", "paper", "不是文件种类")],
)  # fmt: skip
def test_a_wrong_field_of_a_document_is_told_in_a_sentence(
    site: Site, field: str, given: str, said: str
) -> None:
    before = kept(site.folder)
    assert said in told(site.send("add", **FORM | {field: given}))
    assert said in told(site.post(f"{ID}/change", **FORM | {field: given}))
    assert kept(site.folder) == before


def test_the_same_text_twice_is_told_with_the_title(site: Site) -> None:
    assert "《平凉市规划》" in told(site.send("add", TEXT.encode(), "b.txt", **FORM))


def test_a_document_comes_in_is_changed_and_leaves(site: Site) -> None:
    before = kept(site.folder)
    address = done(site.send("add", **FORM | {"place_id": "甘肃省"}))["goto"]
    assert address == "/plans/620000-plan-2021-2025"
    assert site.client.get(str(address)).status_code == 200
    name = str(address).rpartition("/")[2]
    assert done(site.post(f"{name}/change", **FORM | {"title": "新名称"}))["goto"] == address
    found = read_project(site.folder).documents[name]
    assert (found.title, found.place_id) == ("新名称", "620800")
    assert found.citation == "平凉市规划，平凉市人民政府，2021-05（文件“规划.txt”）"
    assert done(site.post(f"{name}/remove"))["goto"] == "/plans"
    assert site.client.get(str(address)).status_code == 404
    assert kept(site.folder) == before


def test_a_field_that_no_form_has_is_neither_lost_nor_taken(site: Site) -> None:
    path = site.folder.document(ID)
    path.write_text(
        path.read_text(encoding="utf-8") + "url: https://example.org\n", encoding="utf-8"
    )
    done(site.post(f"{ID}/change", **FORM, text="../../places.csv", original="x", sha256="x"))
    text = path.read_text(encoding="utf-8")
    assert 'url: "https://example.org"\n' in text and 'text: "text.txt"\n' in text
    assert "original" not in text and "sha256" not in text


# ---- documents that are not there ----


@pytest.mark.parametrize("document_id", ["no", "..", "%2e%2e", "..%2f..%2fx", "%00", "<b>", "规划"])
def test_what_is_not_there_is_neither_shown_nor_changed(site: Site, document_id: str) -> None:
    before = kept(site.folder)
    for verb in ("", "/original"):
        assert site.client.get(f"/plans/{document_id}{verb}").status_code == 404
    for verb in ("change", "remove", "decide"):
        fields = FORM | {"statement_id": site.id_of(55), "decision": "accept", "reviewer": "张三"}
        answer = site.post(f"{document_id}/{verb}", **fields)
        assert answer.status_code in (200, 400, 404, 405) and "Traceback" not in answer.text
        if answer.status_code == 200:
            assert "没有文件" in told(answer)
    assert kept(site.folder) == before


def test_a_document_with_decisions_is_not_removed(site: Site) -> None:
    done(site.decide(55))
    before = kept(site.folder)
    assert "已有审核决定" in told(site.post(f"{ID}/remove"))
    assert kept(site.folder) == before


# ---- deciding ----


def test_a_decision_is_answered_with_how_everything_stands(site: Site) -> None:
    body = done(site.decide(55, value="55.5", note="核对原文"))
    assert str(body["counts"]).startswith("共3条陈述：待审核2条，已采纳1条，不采纳0条")
    entries = body["entries"]
    assert isinstance(entries, list)
    (one,) = [entry for entry in entries if entry["id"] == site.id_of(55)]
    assert (one["state"], one["word"], one["mark"][0]) == ("amend", "修改后采纳", "◆")
    assert "55.5%" in one["words"] and "张三 2026-11-22" in one["remarks"]
    assert (one["reading"]["value"], one["reading"]["note"]) == ("55.5", "核对原文")
    (review,) = read_project(site.folder).reviews
    assert (review.value, review.reviewed_on) == (55.5, "2026-11-22")


def test_answers_are_english_where_the_page_is(site: Site) -> None:
    body = done(site.decide(55, lang="en"))
    assert str(body["counts"]).startswith("3 statements: 2 to review, 1 accepted, 0 rejected")
    assert {entry["word"] for entry in body["entries"]} == {"Pending", "Accepted"}  # type: ignore[attr-defined]
    assert "release 2" in str(done(site.post("load", lang="en"))["message"]).lower()
    assert "第2版" in str(done(site.post("load", lang="fr"))["message"])


@pytest.mark.parametrize("decision", ["", "perhaps", "ACCEPT", "accept ", "接受"])
def test_an_unknown_decision_is_no_request_of_ours(site: Site, decision: str) -> None:
    before = kept(site.folder)
    assert site.decide(55, decision).status_code == 400
    assert kept(site.folder) == before


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"reviewer": ""}, "请填写审核人姓名"), ({"value": "很多"}, "“很多”不是数"),
     ({"decision": "reject"}, "不采纳须写明理由"), ({"note": "=1+1"}, "表格软件会当成公式"),
     ({"statement_id": "0123456789ab"}, "请刷新本页"), ({"statement_id": ""}, "请刷新本页"),
     ({"unit": "万人"}, "单位“万人”不是"), ({"indicator_id": "rate"}, "“rate”不可用")],
    ids=str,
)  # fmt: skip
def test_a_refused_decision_is_a_sentence(site: Site, fields: dict[str, str], said: str) -> None:
    before = kept(site.folder)
    good = {"statement_id": site.id_of(55), "decision": "accept", "reviewer": "张三"}
    assert said in told(site.post(f"{ID}/decide", **good | fields))
    assert kept(site.folder) == before


def test_a_page_decides_only_on_statements_of_its_own_document(site: Site) -> None:
    other = str(done(site.send("add", **FORM))["goto"]).rpartition("/")[2]
    key, before = site.id_of(56), kept(site.folder)
    answer = site.post(f"{ID}/decide", statement_id=key, decision="accept", reviewer="张三")
    assert answer.status_code == 400 or not answer.get_json()["ok"]
    assert kept(site.folder) == before, other


def test_an_amendment_is_never_posted_as_such(site: Site) -> None:
    before = kept(site.folder)
    assert site.decide(55, "amend", value="60").status_code == 400
    assert kept(site.folder) == before


def test_a_load_brings_the_decisions_to_the_board(site: Site) -> None:
    done(site.decide(55))
    assert "监测结果已更新为第2版" in str(done(site.post("load"))["message"])
    assert not site.desk.is_ahead()
    assert "55%" in site.layout("/place/620800").get_data(as_text=True)


def broken_table(site: Site) -> TestResponse:
    path = site.folder.observations / "pingliang.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("46.12", "很多"), encoding="utf-8")
    return site.post("load")


def test_a_load_that_is_refused_is_a_sentence_and_the_board_stays(site: Site) -> None:
    assert "很多" in told(broken_table(site))
    assert site.client.get("/place/620800").status_code == 200


def test_a_load_that_is_refused_says_where(site: Site) -> None:
    said = told(broken_table(site))
    assert "pingliang.csv" in said and "第3行" in said


# ---- what a document says of itself is never markup ----


@pytest.mark.parametrize(
    "title", [HOSTILE_TITLE, "=HYPERLINK(1)", '"><img src=x onerror=alert(1)>']
)
def test_a_hostile_title_is_only_ever_text(site: Site, title: str) -> None:
    text = f"{title}\n\n到2025年，全市常住人口城镇化率达到56%。<script>alert(2)</script>\n"
    fields = FORM | {"title": title, "issuer": title}
    name = str(done(site.send("add", text.encode(), "x.txt", **fields))["goto"]).rpartition("/")[2]
    done(site.post("load"))
    for address in ("/plans", f"/plans/{name}", f"/plans/{name}?lang=en", "/", "/place/620800"):
        page = site.client.get(address)
        assert (page.status_code, page.mimetype) == (200, "text/html")
        assert "alert(" not in page.text and title not in page.text
        layout = site.layout(address)
        assert (layout.status_code, layout.mimetype) == (200, "application/json")
        assert layout.headers["X-Content-Type-Options"] == "nosniff"
    assert title in texts(json.loads(site.layout("/plans").text))
    assert title in texts(json.loads(site.layout(f"/plans/{name}").text))


def texts(part: object) -> list[str]:
    """Return every text that stands as a child of a component: what React escapes."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, list):
        return [text for one in part for text in texts(one)]
    if isinstance(part, dict):
        assert part.get("type") not in ("Markdown", "DangerouslySetInnerHTML", "Iframe")
        return texts(part.get("props", {}).get("children"))
    return []


def test_the_page_of_a_document_marks_its_passages(site: Site) -> None:
    layout = site.layout(f"/plans/{ID}").get_data(as_text=True)
    assert f'"data-document":"{ID}"' in layout.replace('": "', '":"')
    for quote in ("全市常住人口城镇化率达到55%", "百人大会次数达到3个"):
        assert quote in "".join(texts(json.loads(layout)))
    assert site.id_of(55) in layout


def test_a_folder_with_a_chinese_name_has_a_page(site: Site) -> None:
    shutil.copytree(site.folder.document(ID).parent, site.folder.documents / "平凉规划")
    extract_project(site.folder, ("平凉规划",))
    assert site.client.get("/plans/平凉规划").status_code == 200
    from urllib.parse import quote

    layout = site.layout(f"/plans/{quote('平凉规划')}").get_data(as_text=True)
    assert "全市常住人口城镇化率" in layout


@pytest.mark.parametrize("address", ["/plans", f"/plans/{ID}"])
def test_a_text_that_was_changed_by_hand_is_told_on_the_pages(site: Site, address: str) -> None:
    (site.folder.document(ID).parent / "text.txt").write_text("改了正文。\n", encoding="utf-8")
    assert "urban extract" in site.layout(address).text


# ---- originals ----


def test_an_original_is_a_download_and_never_a_page(site: Site) -> None:
    data = as_docx(OTHER.decode())
    address = str(done(site.send("add", data, "规划.docx", **FORM))["goto"])
    answer = site.client.get(f"{address}/original")
    assert (answer.status_code, answer.data) == (200, data)
    assert answer.mimetype == "application/octet-stream"
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f"attachment; filename={ID}-2.docx"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_web_page_that_was_taken_in_is_not_served_as_one(site: Site) -> None:
    page = f"<html><body><p>{OTHER.decode()}</p><script>alert(1)</script></body></html>".encode()
    address = str(done(site.send("add", page, "规划.html", **FORM))["goto"])
    answer = site.client.get(f"{address}/original")
    assert (answer.data, answer.mimetype) == (page, "application/octet-stream")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "alert(1)" not in site.layout(address).get_data(as_text=True)


@pytest.mark.parametrize("original", ["", "gone.pdf", "../../places.csv", "/etc/passwd", "..", "."])
def test_without_an_original_in_its_folder_there_is_no_download(site: Site, original: str) -> None:
    path = site.folder.document(ID)
    text = path.read_text(encoding="utf-8") + f"original: '{original}'\n"
    path.write_text(text, encoding="utf-8")
    assert site.client.get(f"/plans/{ID}/original").status_code == 404


# ---- where nobody shall review in the browser ----


@pytest.mark.parametrize("address", POSTS)
def test_a_desk_that_is_read_only_takes_nothing(reading: Site, address: str) -> None:
    before = kept(reading.folder)
    fields = FORM | {"statement_id": reading.id_of(55), "decision": "accept", "reviewer": "张三"}
    answer = reading.send(address, **fields)
    assert answer.status_code == 403 and answer.get_json()["ok"] is False
    assert "只读" in answer.get_json()["message"]
    assert kept(reading.folder) == before


def test_a_desk_that_is_read_only_shows_everything_but_the_forms(site: Site, reading: Site) -> None:
    forms = ('"propose"', '"add"', '"change"', '"decide"', '"load"')
    pages = "".join(site.layout(path).text for path in ("/plans", f"/plans/{ID}"))
    assert all(form in pages for form in forms)
    pages = "".join(reading.layout(path).text for path in ("/plans", f"/plans/{ID}"))
    assert not any(form in pages for form in forms)
    assert '"filter"' in pages and "平凉市规划" in pages


# ---- without a desk ----


def test_an_app_without_a_desk_has_no_plans(made: Folder) -> None:
    client = create_app(BoardReader(url_of(made))).server.test_client()
    for address in ("/plans", f"/plans/{ID}", f"/plans/{ID}/original"):
        assert client.get(address).status_code == 404
    for address in POSTS:
        assert client.post(f"/plans/{address}", headers={"Origin": HOME}).status_code == 405
    assert '"/plans"' not in client.get("/_dash-layout").get_data(as_text=True)


# ---- the law: no field whatever is a 500, and a refusal leaves no trace ----

WILD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "2025", "-1", "1e9", "9" * 15, "0.000001", "620000", "平凉市", "yes", "=1",
                     "binding", ">=", "annual_task", "urbanization_rate", "%", "全域", "plan", "0001"]),
)  # fmt: skip
DECIDE = (
    "decision", "statement_id", "reviewer", "note", "indicator_id", "place_id", "year", "value",
    "unit", "operator", "statement_kind", "target_kind", "nature", "scope", "stretch", "lang",
)  # fmt: skip


def lawful(site: Site, post: Callable[[], TestResponse]) -> None:
    """Look that a post is answered without an error of ours, and leaves a project that reads."""
    before = kept(site.folder)
    answer = post()
    assert answer.status_code in (200, 400), answer.status
    if answer.status_code == 400 or not answer.get_json()["ok"]:
        assert kept(site.folder) == before
    assert [one for one in inspect_project(site.folder)[1] if one.severity == "error"] == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(DECIDE), WILD))
def test_no_field_of_a_decision_whatever_breaks_the_project(
    site: Site, fields: dict[str, str]
) -> None:
    good = {"decision": "accept", "statement_id": site.id_of(55), "reviewer": "张三"}
    lawful(site, lambda: site.post(f"{ID}/decide", **good | fields))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from([*FORM, "citation", "url", "note", "text", "original"]), WILD)
)
def test_no_field_of_a_document_whatever_breaks_the_project(
    site: Site, fields: dict[str, str]
) -> None:
    lawful(site, lambda: site.post(f"{ID}/change", **FORM | fields))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=20), st.sampled_from(["GET", "POST"]))
def test_no_address_under_plans_is_an_error_of_ours(
    site: Site, first: str, second: str, method: str
) -> None:
    before = kept(site.folder)
    address = "/plans/" + "/".join(part for part in (first, second) if part)
    answer = site.client.open(address, method=method, headers={"Origin": HOME})
    assert answer.status_code < 500
    assert kept(site.folder) == before
