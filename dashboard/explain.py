"""One number's whole way, station by station, from the passage in the plan to the picture."""

from collections.abc import Iterator

from dashboard.board import Board
from dashboard.format import duties
from dashboard.records import Chain, Row
from etl.domain.assess import AsOf
from etl.domain.reason import plain
from etl.domain.records import Indicator, Place, Statement
from etl.errors import NotFound


def explain(board: Board, place: Place, indicator: Indicator, as_of: AsOf | None) -> Iterator[str]:
    """Yield the lines about every chain of a pair, as loaded or as things stood by `as_of`.

    Raises NotFound where the pair has no target and no value.
    """
    rows = {
        row.target.target_id: row
        for row in board.rows(place.place_id, indicator.indicator_id, as_of)
    }
    chains = board.chains(place.place_id, indicator.indicator_id)
    if not chains and not board.observations(place.place_id, indicator.indicator_id):
        raise NotFound(f"{place.name}没有“{indicator.name.zh}”的目标，也没有实际值。")
    at = _at(as_of) if as_of else ""
    yield f"{place.name}（{place.place_id}） {indicator.name.zh}（{indicator.indicator_id}）{at}"
    for chain in chains:
        yield from _chain(board, chain, [rows[row.target.target_id] for row in chain.rows])
    if not chains:
        yield "没有已审核的目标；实际值："
        for part in board.observations(place.place_id, indicator.indicator_id):
            yield f"  {part.as_of or part.period}  {part.printed}{part.printed_unit}  {part.source}"
    yield from _rolled_up(board, place, indicator)
    release = board.release
    yield f"数据库  第{release.id}版，{release.loaded_at[:19]}装载，内容摘要{release.content_digest}"


def _at(as_of: AsOf) -> str:
    said = [f"{as_of.year}年的实际值"] if as_of.year is not None else []
    if as_of.known_on is not None:
        said.append(f"{as_of.known_on}已公布的数值")
    return f"（按{'、'.join(said)}）"


def _chain(board: Board, chain: Chain, rows: list[Row]) -> Iterator[str]:
    first = rows[0]
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
    yield from _stations(chain, rows)
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
    return f"{year}{say.target(aim.operator, aim.value)}，{base}{owner}  [{aim.target_id}]"


def _stations(chain: Chain, rows: list[Row]) -> Iterator[str]:
    for row in rows:
        say, seen = row.wording(), row.observation
        yield f"— {row.target.year or '无年份'}年目标 —"
        if seen is None:
            yield "4 实际值  缺数据"
        else:
            verified = "，待核" if seen.trust == "C" else ""
            yield (
                f"4 实际值  {seen.as_of or seen.period}  {seen.printed}{seen.printed_unit}  版本{seen.vintage}"
                f"  可信{seen.trust}{verified}  {seen.released_on or '公布日期不详'}  {seen.source}"
            )
        if row.expected is not None:
            yield f"5 目标轨迹  {row.indicator.path}：{_knots(chain)}；此时应达{say.value(row.expected)}"
        for line in _sums(row):
            yield f"6 计算  {line}"
        yield f"7 评估  {row.status_word()}（规则schedule）"
        yield f"8 理由  {row.reason()}"


def _knots(chain: Chain) -> str:
    aim = chain.rows[0].target
    say = chain.rows[0].wording()
    knots = [] if aim.base is None else [f"{aim.base_year}年{say.number(aim.base)}"]
    knots += [f"{row.target.year}年{say.number(row.target.value)}" for row in chain.rows]
    return " → ".join(knots)


def _sums(row: Row) -> Iterator[str]:
    """Yield the sums that can be redone on paper, with the numbers put in."""
    say, aim = row.wording(), row.target
    if row.actual is None:
        return
    actual, target = say.number(row.actual), say.number(aim.value)
    if row.level_completion is not None:
        yield f"水平完成率 {actual} ÷ {target} = {plain(row.level_completion, 2)}%"
    if row.distance_completion is None or row.schedule_completion is None or row.expected is None:
        return
    base = say.number(aim.base or 0.0)
    yield f"增量完成率 ({actual} − {base}) ÷ ({target} − {base}) = {plain(row.distance_completion, 2)}%"
    due = plain(row.expected / say.factor, row.indicator.decimals + 1)
    yield f"序时进度 ({due} − {base}) ÷ ({target} − {base}) = {plain(row.schedule_completion, 2)}%"
    yield (
        f"进度差 {plain(row.distance_completion, 2)} − {plain(row.schedule_completion, 2)}"
        f" = {plain(row.gap_points or 0.0, 2)}个百分点"
    )


def _rolled_up(board: Board, place: Place, indicator: Indicator) -> Iterator[str]:
    found = board.roll_up(place.place_id, indicator.indicator_id)
    if found:
        year, whole = found
        yield (
            f"汇总核对  {year}年{len(whole.members)}个下级地区按人口加权{plain(whole.rate, 2)}%"
            f"（合计{whole.denominator:,.0f}人，版本{whole.vintage}；简单平均{plain(whole.simple_mean, 2)}%不可用）"
        )
