"""Where the charts and tables of a slide stand in the report, so that a speaker can say it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.export.numbering import Numbering
from dashboard.report.records import Chart, Heading, Paragraph, Report, Section, Table


@dataclass(frozen=True, slots=True)
class Origin:
    """A chart or table in its place: under which heading, under which number, after which words.

    `lead` is the paragraph that leads to it, "" where something else stands there: of a table the
    first one since the heading or table before, which sums it up; of a chart the one directly before.
    """

    block: Chart | Table
    heading: str
    number: str
    lead: str

    @property
    def short(self) -> str:
        """Return where it stands as one sentence."""
        return f"出处：报告“{self.heading}”{self.number}。"

    @property
    def said(self) -> str:
        """Return where it stands and what it is called there as one sentence."""
        return f"出处：报告“{self.heading}”{self.number}“{self.block.caption}”。"


def origins(report: Report) -> Iterator[Origin]:
    """Yield the charts and tables in order; numbers run through the report as in every format."""
    numbering = Numbering()
    for section in report.sections:
        before: list[str] = []
        for block in section.blocks:
            if isinstance(block, Chart | Table):
                led = before[-1:] if isinstance(block, Chart) else before[:1]
                number = numbering.label(block)
                yield Origin(block, heading_of(section), number, "".join(led))
            before = [*before, block.text] if isinstance(block, Paragraph) else []


def heading_of(section: Section) -> str:
    """Return the heading of a section with its number, as it is printed."""
    return next((block.text for block in section.blocks if isinstance(block, Heading)), "")


def paragraphs_of(section: Section) -> list[str]:
    """Return the paragraphs of a section."""
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]
