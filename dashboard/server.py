"""What every answer of the web server keeps: headers, honest status codes, no trust in payloads.

Nothing here knows a number; it only decides what is let in and how a refusal reads.
"""

import html
import json
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, make_response, request

from dashboard.routes import Address, read_address
from dashboard.theme import FONT, css_variables
from dashboard.words import LANGUAGES, word
from etl.errors import DatabaseUnavailable, NoRelease

_LARGEST_BODY = 1_000_000
_CALLBACK = "/_dash-update-component"
_LONGEST_TEXT = 4_000
NAVIGATION = "..page.children...shown.data.."

Check = Callable[[Address], bool]
Limit = Callable[[str], int | None]


def new_server(name: str) -> Flask:
    """Return a bare server with our limits; compression reads its settings when it is attached."""
    server = Flask(name)
    server.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.config["COMPRESS_BR_LEVEL"] = 9
    return server


def harden(
    server: Flask, exists: Check, script_hashes: Callable[[], list[str]], largest_post: Limit
) -> None:
    """Add headers, the checks of what is posted and our own error pages to a server.

    `largest_post` says how many bytes an address takes, None where it takes no post.
    """

    @server.before_request
    def admit() -> Response | None:
        if request.method == "POST":
            return _refuse_post(largest_post)
        if request.endpoint in ("/", "/<path:path>") and not request.path.startswith("/_dash"):
            return _refuse_page(exists)
        return None

    @server.after_request
    def seal(response: Response) -> Response:
        _head(response, " ".join(["script-src 'self'", *script_hashes()]))
        return response

    @server.errorhandler(500)
    def failed(error: Exception) -> Response:
        return plain_page("failed_title", "failed", 500, current_address())

    @server.errorhandler(DatabaseUnavailable)
    def no_database(error: DatabaseUnavailable) -> Response:
        server.logger.error("%s", error)
        return plain_page("failed_title", "no_database", 503, current_address())

    @server.errorhandler(NoRelease)
    def no_release(error: NoRelease) -> Response:
        return plain_page("failed_title", "no_release", 503, current_address())


def _head(response: Response, scripts: str) -> None:
    """Set the headers of an answer, and remember a language that was asked for."""
    policy = (
        "default-src 'self'", "object-src 'none'", "base-uri 'self'", "form-action 'self'",
        "frame-ancestors 'self'", "img-src 'self' data: blob:",
        "style-src 'self' 'unsafe-inline'", scripts,
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = "; ".join(policy)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if request.path.startswith("/assets/") and "m" in request.args:
        # 地址里带修改时间，内容一变地址就变。
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        # 整个读入后才按上面的级别压缩，流式压缩大出一成。
        response.direct_passthrough = False
        response.get_data()
    lang = request.args.get("lang")
    if lang in LANGUAGES:
        response.set_cookie("lang", lang, max_age=31_536_000, samesite="Lax", httponly=True)


def current_address() -> Address:
    """Return the address the browser shows: of this request, or of the page it came from."""
    own = request.full_path
    if request.path.startswith("/_dash"):
        own = _path_of(request.headers.get("Referer", "/"))
    return read_address(own, request.cookies.get("lang"))


def _path_of(referer: str) -> str:
    host = request.host_url.rstrip("/")
    return referer[len(host) :] if referer.startswith(f"{host}/") else "/"


def _refuse_page(exists: Check) -> Response | None:
    address = current_address()
    return None if exists(address) else plain_page("not_found_title", "not_found", 404, address)


def _refuse_post(largest_post: Limit) -> Response | None:
    """Return a 4xx for a post from elsewhere or one that no page of ours makes."""
    limit, origin = largest_post(request.path), request.headers.get("Origin")
    # 改动数据的请求必须带来源；浏览器的POST总会带。反向代理会改协议，不会改主机名。
    needs_origin = limit is not None
    if (needs_origin and not origin) or (origin and origin.partition("://")[2] != request.host):
        return make_response("来源不符。", 403)
    if limit is not None:
        request.max_content_length = limit
        return None
    if request.path != _CALLBACK:
        return make_response("不接受这个请求。", 405)
    try:
        body = json.loads(request.get_data(cache=True))
    except (ValueError, RecursionError):
        return make_response("请求不是JSON。", 400)
    return None if _is_navigation(body) else make_response("请求的内容不符。", 400)


def _is_navigation(body: Any) -> bool:
    """Return whether a body is the one callback of the app, with texts of sane length."""
    if not isinstance(body, dict) or body.get("output") != NAVIGATION:
        return False
    inputs, state = body.get("inputs"), body.get("state", [])
    if not isinstance(inputs, list) or not isinstance(state, list):
        return False
    expected = [("url", "pathname"), ("url", "search"), ("shown", "data")]
    given = [*inputs, *state]
    return len(given) == len(expected) and all(
        isinstance(part, dict)
        and (part.get("id"), part.get("property")) == name
        and isinstance(part.get("value") or "", str)
        and len(part.get("value") or "") <= _LONGEST_TEXT
        for part, name in zip(given, expected, strict=True)
    )


def plain_page(title: str, text: str, status: int, address: Address) -> Response:
    """Return a page of one sentence that needs no script and no database."""
    lang = address.lang
    heading, sentence = (html.escape(word(key, lang)) for key in (title, text))
    back = html.escape(word("overview", lang))
    page = (
        f'<!DOCTYPE html><html lang="{"en" if lang == "en" else "zh-CN"}"><head>'
        f'<meta charset="utf-8"><title>{heading}</title><style>{css_variables()}'
        f"body{{font:16px/1.7 {FONT};background:var(--ground);color:var(--ink)}}"
        "main{max-width:640px;margin:14vh auto;padding:0 20px}a{color:var(--brand)}</style></head>"
        f'<body><main><h1>{heading}</h1><p>{sentence}</p><p><a href="/">{back}</a></p></main></body></html>'
    )
    return make_response(page, status)
