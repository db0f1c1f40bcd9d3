"""The year of a column and what kind of statement stands under it.

What the head says goes before what the document is; a year that lies behind the document is
never an aim unless the head calls it one.
"""

import re
from dataclasses import dataclass

from etl.text.outline import Section
from etl.text.profile import Profile
from etl.text.script import to_plain
from etl.text.table_cells import is_attribute
from etl.text.table_grid import Table
from etl.text.table_heads import Column

_PLANS = ("plan", "scheme", "action_plan")
_STATISTICS = re.compile("公报|年鉴|统计|月报|快报")
_AIMS = re.compile("目标|任务|规划|预期|计划|安排")


@dataclass(frozen=True, slots=True)
class Times:
    """Tells years and kinds of one table of a document."""

    table: Table
    section: Section
    profile: Profile

    def year_of(self, column: Column) -> int | None:
        """Return the year of a column: its own, its caption's, or what its words imply."""
        profile = self.profile
        if column.year is not None:
            return column.year
        if column.mood == "base":
            return self._base
        if self.table.caption.year is not None:
            return self.table.caption.year
        if column.mood in ("goal", "annual"):
            return profile.last_year or self._latest
        if self._is_plan:
            if column.mood == "growth" and self._latest:
                return self._latest
            past = self.section.mood == "base" or column.mood == "actual"
            return self._base if past else None
        return profile.first_year or profile.working_year

    def kind_of(self, column: Column, year: int | None, *, grows: bool, named: bool) -> str:
        """Return the kind of a value in a column.

        `grows` says that cell or column make it a change, `named` that the row's noun is one: in a
        plan the base of GDP增长 is a baseline like any other.
        """
        if column.mood in ("goal", "annual") or self._is_ahead(column, year):
            annual = not self._is_plan and year is not None and year == self._working
            return "annual_task" if annual else "target"
        if grows or (named and not self._is_plan):
            return "growth"
        at_base = year is None or year == self._base
        return "baseline" if self._is_plan and at_base else "actual"

    def _is_ahead(self, column: Column, year: int | None) -> bool:
        if column.mood in ("base", "actual"):
            return False
        present = self._present
        if year is not None and present is not None:
            return year > present
        if self.section.mood == "base":
            return False
        aims = _AIMS.search(self.table.caption.title) or self.section.mood == "goal"
        return (
            self._is_plan
            or bool(aims)
            or (self.profile.is_annual and self.profile.kind != "report")
        )

    @property
    def _is_plan(self) -> bool:
        """Whether the document plans, or the table alone says 预期性 and 约束性."""
        return self._plans or self._has_attributes

    @property
    def _plans(self) -> bool:
        return self.profile.kind in _PLANS and not self.profile.is_annual

    @property
    def _has_attributes(self) -> bool:
        at = [i for i, column in enumerate(self.table.columns) if column.role == "attribute"]
        return any(is_attribute(row[index].text) for row in self.table.rows[:3] for index in at)

    @property
    def _years(self) -> list[int]:
        return [c.year for c in self.table.columns if c.role == "value" and c.year is not None]

    @property
    def _latest(self) -> int | None:
        return max(self._years, default=None)

    @property
    def _base(self) -> int | None:
        if self._plans:
            return self.profile.base_year
        return min(self._years, default=None) if self._has_attributes else self.profile.base_year

    @property
    def _present(self) -> int | None:
        """Return the last year that lies behind the document."""
        profile = self.profile
        if self._is_plan:
            return self._base
        if _STATISTICS.search(to_plain(profile.title)) or profile.kind in ("news", "other"):
            years = [profile.first_year, profile.working_year]
            return max((year for year in years if year), default=None)
        return profile.first_year - 1 if profile.first_year else profile.working_year

    @property
    def _working(self) -> int | None:
        return self.profile.first_year or self.profile.working_year
