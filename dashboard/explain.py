"""One number's whole way, station by station, from the passage in the plan to the picture."""

from collections.abc import Iterator, Sequence

from dashboard.board import Board
from dashboard.calculating import calculated, known_values
from dashboard.format import duties
from dashboard.forward import look, overdue_values, pair_of
from dashboard.opinions import opinions
from dashboard.records import Chain, Row
from etl.domain.asof import AsOf
from etl.domain.freshness import awaited_words
from etl.domain.judgements import Judgement
from etl.domain.outlook_words import outlook_words
from etl.domain.reason import plain, status_word
from etl.domain.records import Indicator, Place, Statement
from etl.domain.sums_choice import summands
from etl.errors import NotFound

_NOTHING = AsOf()


def explain(board: Board, place: Place, indicator: Indicator, as_of: AsOf | None) -> Iterator[str]:
    """Yield the lines about every chain of a pair, as loaded or as things stood by `as_of`.

    Raises NotFound where the pair has no target and no value.
    """
    pair, asked = (place.place_id, indicator.indicator_id), as_of or board.as_of or _NOTHING
    chains = _chains(board.rows(*pair, as_of))
    seen = board.observations(*pair)
    if not chains and not seen:
        raise NotFound(f"{place.name}没有“{indicator.name.zh}”的目标，也没有实际值。")
    at = _at(as_of) if as_of else ""
    yield f"{place.name}（{place.place_id}） {indicator.name.zh}（{indicator.indicator_id}）{at}"
    for chain in chains:
        yield from _chain(board, chain, asked)
    if not chains:
        yield "没有已审核的目标；实际值："
        for part in filter(asked.knows, seen):
            yield f"  {part.as_of or part.period}  {part.printed}{part.printed_unit}  {part.source}"
    yield from _rolled_up(board, place, indicator)
    release = board.release
    yield f"数据库  第{release.id}版，{release.loaded_at[:19]}装载，内容摘要{release.content_digest}"


def _chains(rows: Sequence[Row]) -> list[Chain]:
    """Return rows of one pair as the paths they were on then, the newest first."""
    paths: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.target.year or 0):
        paths.setdefault(row.target.chain_id, []).append(row)
    chains = [Chain(tuple(path), (), {}) for path in paths.values()]
    return sorted(chains, key=lambda chain: -(chain.current.target.year or 0))


def _at(as_of: AsOf) -> str:
    said = [f"{as_of.year}年的实际值"] if as_of.year is not None else []
    if as_of.known_on is not None:
        said.append(f"{as_of.known_on}已公布的数值")
    return f"（按{'、'.join(said)}）"


def _chain(board: Board, chain: Chain, as_of: AsOf) -> Iterator[str]:
    rows, first = chain.rows, chain.rows[0]
    source, aim = first.source, first.target
    yield ""
    told = " ".join(filter(None, (f"《{source.title}》", source.issuer, source.issued_on)))
    yield f"1 规划文件  {told}  [{source.document_id}]"
    for passage in board.passages(chain):
        yield f"2 原文陈述  {_passage(passage)}"
    for base in board.base_passage(chain):
        yield f"2 基期陈述  {_passage(base)}"
    reviewers = board.reviewers(chain)
    for row in rows:
        who = "；".join(dict.fromkeys(reviewers[key] for key in row.target.statement_ids))
        yield f"3 审核目标  {_target(row)}  审核：{who}"
    yield from _stations(board, chain, as_of)
    yield f"9 页面  /place/{aim.place_id}  /indicator/{aim.indicator_id}?place={aim.place_id}"


def _passage(passage: Statement) -> str:
    return (
        f"“{passage.quote}”  {passage.section} 第{passage.start}—{passage.stop}字"
        f"  规则{passage.rule} 置信{plain(passage.confidence, 2)}  [{passage.statement_id}]"
    )


def _target(row: Row) -> str:
    aim, say = row.target, row.wording()
    year = f"{aim.year}年" if aim.year else "无年份，"
    base = "规划未给基期值" if aim.base is None else f"基期{aim.base_year}年{say.value(aim.base)}"
    owner = f"，责任单位：{duties(aim.responsible, aim.lead, 'zh')}" if aim.responsible else ""
    return f"{year}{row.aim()}，{base}{owner}  [{aim.target_id}]"


def _stations(board: Board, chain: Chain, as_of: AsOf) -> Iterator[str]:
    aim, day = chain.rows[0].target, as_of.day or board.day
    about = {"place_id": aim.place_id, "indicator_id": aim.indicator_id}
    judged = board.decisions.judgements_in_force(day, **about)
    for row in chain.rows:
        yield f"— {row.target.year or '无年份'}年目标 —"
        yield from _values(board, row, as_of)
        if row.expected is not None:
            yield f"5 目标轨迹  {row.indicator.path}：{_knots(chain)}；此时应达{row.wording().value(row.expected)}"
        for line in calculated(board, row, chain.rows, as_of=as_of):
            yield f"6 计算  {line.line}"
        yield f"7 评估  {row.status_word()}（规则schedule）"
        yield f"8 理由  {row.reason()}"
        yield from _beside(board, row, judged.get(row.target.target_id), as_of)


def _values(board: Board, row: Row, as_of: AsOf) -> Iterator[str]:
    """Yield the value judged on, or the yearly values that add up to it."""
    used = row.observation
    if used is None:
        yield "4 实际值  缺数据"
        return
    for seen in summands(row.target, used, known_values(board, row, as_of), board.registry) or [
        used
    ]:
        verified = "，待核" if seen.trust == "C" else ""
        yield (
            f"4 实际值  {seen.as_of or seen.period}  {seen.printed}{seen.printed_unit}  版本{seen.vintage}"
            f"  可信{seen.trust}{verified}  {seen.released_on or '公布日期不详'}  {seen.source}"
        )


def _beside(board: Board, row: Row, judged: Judgement | None, as_of: AsOf) -> Iterator[str]:
    """Yield what stands beside a verdict: other rules, the forward look, persons, newer plans."""
    if row.status != "unknown":
        found = opinions(board, row, "zh", as_of)
        each = "；".join(f"{one.name}：{one.status}" for one in found.said)
        yield f"8 规则对照  {found.sentence or found.why_not}{each}"
        year = as_of.year or int((as_of.day or board.day)[:4])
        told = outlook_words(look(board, row, year, as_of), row.wording())
        ahead = (told.cause, told.pace, told.projection, told.arrival, told.strength)
        yield f"8 前瞻  {''.join(ahead)}"
    if judged:
        until = f"，有效期至{judged.until}" if judged.until else ""
        who = f"{judged.who} {judged.decided_on}{until}"
        yield f"8 人工研判  {status_word(judged.status)}：{judged.reason}（{who}）"
    newer = board.sources.get(row.target.superseded_by)
    if newer:
        yield f"8 已被新规划取代  《{newer.title}》对同一年份另定目标，本目标不计入统计"


def awaited(board: Board, rows: Sequence[Row], lang: str) -> dict[str, str]:
    """Return in words which years' values of running rows are overdue, by target id."""
    places = {row.place.place_id for row in rows}
    year, month = int(board.day[:4]), int(board.day[5:7])
    late = {one.key: one.awaited for one in overdue_values(board, year, month, places)}
    found = {}
    for row in rows:
        years = late.get(pair_of(row), ())
        due = tuple(one for one in years if one <= (row.target.year or 0))
        if due and not row.target.superseded_by:
            found[row.target.target_id] = awaited_words(due, lang)
    return found


def _knots(chain: Chain) -> str:
    aim = chain.rows[0].target
    say = chain.rows[0].wording()
    knots = [] if aim.base is None else [f"{aim.base_year}年{say.number(aim.base)}"]
    knots += [f"{row.target.year}年{say.number(row.target.value)}" for row in chain.rows]
    return " → ".join(knots)


def _rolled_up(board: Board, place: Place, indicator: Indicator) -> Iterator[str]:
    found = board.roll_up(place.place_id, indicator.indicator_id)
    if found:
        year, whole = found
        yield (
            f"汇总核对  {year}年{len(whole.members)}个下级地区按人口加权{plain(whole.rate, 2)}%"
            f"（合计{whole.denominator:,.0f}人，版本{whole.vintage}；简单平均{plain(whole.simple_mean, 2)}%不可用）"
        )
