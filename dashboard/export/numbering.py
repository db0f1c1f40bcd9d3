"""The numbers of charts and tables, which are the same in every format."""

from dataclasses import dataclass

from dashboard.report.records import Chart, Table


@dataclass(slots=True)
class Numbering:
    """Numbers charts and tables as they come; holds how many there were."""

    charts: int = 0
    tables: int = 0

    def label(self, block: Chart | Table) -> str:
        """Return the label of the next chart or table: 图1, 表1, or an annex's own."""
        if isinstance(block, Chart):
            self.charts += 1
            return f"图{self.charts}"
        self.tables += not block.label
        return block.label or f"表{self.tables}"
