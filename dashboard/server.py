"""What every answer of the web server keeps: headers, honest status codes, no trust in payloads.

Nothing here knows a number; it only decides what is let in and how a refusal reads.
"""

import html
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, make_response, request

from dashboard.format import link
from dashboard.routes import Address, read_address
from dashboard.theme import THEMES, asked_theme, css_variables
from dashboard.words import LANGUAGES, word
from etl.errors import DatabaseUnavailable, NoRelease

_LARGEST_BODY = 1_000_000
_CALLBACK = "/_dash-update-component"
_LONGEST_TEXT = 4_000
NAVIGATION = "..page.children...shown.data.."
SCREEN, HEARTBEAT = "/screen", "/heartbeat"
_RETRY_SECONDS = 10
_REFUSAL = """<!DOCTYPE html>
<html lang="{lang}" data-theme="{theme}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,"><style>{tokens}
body{{margin:0;font:{size}/1.7 var(--font);background:var(--ground);color:var(--ink)}}
header{{background:var(--brand-dark);padding:1em max(1.25em,calc(50% - 20em))}}
header a{{color:var(--masthead-ink)}}
main{{max-width:40em;margin:12vh auto 0;padding:0 1.25em}}
h1{{font-size:1.6em;line-height:1.3;margin:0 0 .5em;padding-left:.5em;border-left:.2em solid var(--bad)}}
</style></head><body><header><a href="{home}">{back}</a></header>
<main><h1>{title}</h1><p>{text}</p>{heals}</main></body></html>
"""

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
        return _unavailable("failed", 500)

    @server.errorhandler(DatabaseUnavailable)
    def no_database(error: DatabaseUnavailable) -> Response:
        if request.path != HEARTBEAT:  # Every screen asks every other second.
            server.logger.error("%s", error)
        return _unavailable("no_database", 503)

    @server.errorhandler(NoRelease)
    def no_release(error: NoRelease) -> Response:
        return _unavailable("no_release", 503)


def _unavailable(text: str, status: int) -> Response:
    if request.path == HEARTBEAT:
        return plain_answer(text, status, current_address())
    return plain_page("failed_title", text, status, current_address())


def _head(response: Response, scripts: str) -> None:
    """Set the headers of an answer, and remember language and theme that were asked for."""
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
    theme = next((name for name in request.args.getlist("theme") if name in THEMES), None)
    if theme and request.path != SCREEN:
        # 页面上的开关不重新打开页面就改深浅，所以脚本要能写这个cookie。
        response.set_cookie("theme", theme, max_age=31_536_000, samesite="Lax", httponly=False)


def current_address() -> Address:
    """Return the address the browser shows: of this request, or of the page it came from."""
    own = request.full_path
    if request.path.startswith("/_dash"):
        own = _path_of(request.headers.get("Referer", "/"))
    return read_address(own, request.cookies.get("lang"))


def current_theme() -> str:
    """Return the theme of this request: the one its address names, else that of the cookie."""
    return asked_theme(request.args.getlist("theme"), request.cookies.get("theme"))


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
    """Return a page of one sentence that needs no script and no database.

    The screen's own fills the wall and tries again by itself: nobody stands there to reload it.
    """
    lang, on_wall = address.lang, request.path == SCREEN
    heals = on_wall and status >= 500
    page = _REFUSAL.format(
        lang="en" if lang == "en" else "zh-CN",
        theme=asked_theme(request.args.getlist("theme"), "dark") if on_wall else current_theme(),
        size="clamp(20px,2.6vw,100px)" if on_wall else "16px",
        tokens=css_variables(),
        title=html.escape(word(title, lang)),
        text=html.escape(word(text, lang)),
        heals=f"<p>{html.escape(word('heals', lang))}</p>" if heals else "",
        home=html.escape(link("/", lang), quote=True),
        back=html.escape(word("back_home", lang)),
    )
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    if heals:
        # 要写明不带#的地址：从带#的地址回到自己，浏览器不会重新打开。
        there = quote(request.query_string, safe="=&%+")
        answer.headers["Refresh"] = f"{_RETRY_SECONDS}; url={SCREEN}?{there}"
    return answer


def plain_answer(text: str, status: int, address: Address) -> Response:
    """Return a refusal as JSON: a screen tells by that who answers it, us or a login portal."""
    answer = make_response({"error": word(text, address.lang)}, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
