"""人工研判 on the screen: what a person holds a status to be, beside the computed one.

Nothing here replaces a computed status; what a person wrote is only ever text.
"""

from collections.abc import Sequence

from dash import html

from dashboard.board import Board
from dashboard.components import Part, card, chip, status_chip
from dashboard.desk import Desk
from dashboard.fields import field, select, status_line, text_input, update_bar
from dashboard.format import NOTHING
from dashboard.records import Row
from dashboard.words import word
from etl.domain.judgements import Judgement, in_force
from etl.domain.reason import STATUS_WORDS


def judgement_panel(board: Board, row: Row, desk: Desk | None, lang: str) -> html.Section:
    """Return the card of human judgement on one target: both statuses, all lines, the forms."""
    target_id = row.target.target_id
    lines = [
        line
        for line in board.decisions.judgements(target_ids=[target_id])
        if line.decided_on <= board.day
    ]
    standing = in_force(lines, board.day).get(target_id)
    parts: list[Part] = [
        html.H2(word("judgement", lang)),
        html.P(word("judgement_rule", lang), className="note"),
        decided_line(),
        _both(row, standing, lang),
    ]
    if lines:
        listed = html.Ol([_line(line, lang) for line in reversed(lines)], className="plain-list")
        parts += [html.H3(word("judgement_history", lang)), listed]
    return card(*parts, *_forms(board, desk, target_id, lines, lang), className="judgement")


def judged_chip(judgement: Judgement | None, lang: str) -> Part:
    """Return the judged status as a chip, a dash where there is none."""
    if judgement is None:
        return NOTHING
    return status_chip(judgement.status, STATUS_WORDS[judgement.status][lang == "en"])


def may_decide(board: Board, desk: Desk | None) -> bool:
    """Return whether decisions are taken here: on a desk that is written to, and only for today."""
    return desk is not None and desk.writable and board.as_of is None


def why_not(board: Board, desk: Desk | None, lang: str) -> Part:
    """Return the line that says why nothing can be recorded, None where there is nothing to say."""
    if desk is None or may_decide(board, desk):
        return None
    return html.P(
        word("decisions_of_today" if desk.writable else "read_only", lang), className="note"
    )


def passage_input(name: str) -> html.Textarea:
    """Return a native input of some lines."""
    return html.Textarea(name=name, rows="3")


def decided_line() -> html.P:
    """Return the line on which the browser repeats, after the page is drawn anew, what was recorded."""
    return html.P("", className="said decided", role="status", **{"data-slot": "decided"})


def _both(row: Row, standing: Judgement | None, lang: str) -> html.Dl:
    judged: list[Part] = [word("judgement_none", lang)]
    if standing:
        judged = [
            judged_chip(standing, lang),
            html.P(standing.reason),
            html.Small(_signed(standing, lang)),
        ]
    return html.Dl(
        [
            html.Dt(word("judgement_computed", lang)),
            html.Dd([chip(row, lang), html.P(row.reason(lang))]),
            html.Dt(word("judgement", lang)),
            html.Dd(judged),
        ],
        className="facts pair",
    )  # fmt: skip


def _signed(line: Judgement, lang: str) -> str:
    """Return who decided and when: "张三 2026-11-23，有效期至2026-12-31"."""
    said = f"{line.who} {line.decided_on}"
    if not line.until:
        return said
    return said + word("comma", lang) + word("judgement_until_day", lang).format(day=line.until)


def _line(line: Judgement, lang: str) -> html.Li:
    if line.action == "withdraw":
        what: Part = html.Span(word("judgement_withdrawn", lang), className="chip tone-none")
    else:
        what = judged_chip(line, lang)
    return html.Li([what, f"　{line.reason}　", html.Small(_signed(line, lang))])


def _forms(
    board: Board, desk: Desk | None, target_id: str, lines: Sequence[Judgement], lang: str
) -> list[Part]:
    """Return the forms, or why there are none; a withdrawal only where something stands."""
    if desk is None or not may_decide(board, desk):
        return [why_not(board, desk, lang)]
    parts: list[Part] = [update_bar(desk, lang), _judge_form(target_id, lang)]
    if lines and lines[-1].action == "add":
        parts.append(_withdraw_form(target_id, lang))
    return parts


def _judge_form(target_id: str, lang: str) -> html.Details:
    words = [(one, said[lang == "en"]) for one, said in STATUS_WORDS.items()]
    choices = [("", word("judgement_choose", lang)), *words]
    form = html.Form(
        [
            text_input("target_id", kind="hidden", value=target_id),
            field(word("judgement_status", lang), select("status", choices)),
            field(word("judgement_who", lang), text_input("who", autoComplete="name")),
            field(word("judgement_until", lang), text_input("until", placeholder="2026-12-31")),
            field(word("judgement_reason", lang), passage_input("reason"), wide=True),
            *_submit("judgement_new", lang),
        ],
        className="form-grid", **{"data-form": "judge"},
    )  # fmt: skip
    return html.Details([html.Summary(word("judgement_new", lang)), form], open=True)


def _withdraw_form(target_id: str, lang: str) -> html.Details:
    form = html.Form(
        [
            text_input("target_id", kind="hidden", value=target_id),
            field(word("judgement_who", lang), text_input("who", autoComplete="name")),
            field(word("judgement_reason", lang), passage_input("reason"), wide=True),
            *_submit("judgement_withdraw", lang),
        ],
        className="form-grid", **{"data-form": "withdraw"},
    )  # fmt: skip
    return html.Details([html.Summary(word("judgement_withdrawal", lang)), form])


def _submit(key: str, lang: str) -> list[Part]:
    button = html.Button(word(key, lang), type="submit", className="primary")
    return [html.Div(button, className="buttons wide"), html.P(status_line(), className="wide")]
