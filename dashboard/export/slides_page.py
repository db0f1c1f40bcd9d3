"""What every slide has: topic, title, source, footer with the stamp, page number, words for the speaker.

Whoever fills a slide gets it from here, so that none is without a title or without its stamp.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE, MSO_VERTICAL_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu

from dashboard.export.slides_base import FOOTER_AT, OPEN, PAGE_AT, SOURCE, TITLE, TOPIC, page_field
from dashboard.export.slides_text import Area, Text, fitted, lines_of, shortened, write
from dashboard.report.clean import clean

_TITLES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
_TOPICS = (14.0, 12.0, 11.0)
_SOURCES = (12.0, 11.0, 10.5)
_ELSEWHERE = "全文见本页备注。"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the content: `title` what it shows, `topic` what it is about.

    `notes` are the paragraphs for the speaker.
    """

    topic: str
    title: str
    source: str
    notes: tuple[str, ...]

    @property
    def fitting_title(self) -> Text:
        """Return the title in the size in which it fits; one too long gives way to the topic."""
        for said in (self.title, self.topic):
            found = fitted([Text(said, 0, is_bold=True)], _TITLES, TITLE)
            if found:
                return found[0]
        size = _TITLES[-1]
        return Text(lines_of(self.topic, size, TITLE.width)[0] + "…", size, is_bold=True)

    @property
    def fitting_topic(self) -> Text:
        """Return the topic on one line, without its second half where that is too long."""
        for said in (self.topic, self.topic.partition("　")[0]):
            found = fitted([Text(said, 0, "brand", is_bold=True)], _TOPICS, TOPIC)
            if found and len(lines_of(said, found[0].size, TOPIC.width)) == 1:
                return found[0]
        return Text("", _TOPICS[-1])

    @property
    def fitting_source(self) -> Text:
        """Return the source in the size in which it fits, and no half sentence of a longer one."""
        found = fitted([Text(self.source, 0, "ink-2")], _SOURCES, SOURCE)
        if found:
            return found[0]
        size = _SOURCES[-1]
        room = SOURCE._replace(height=SOURCE.height - Text("", size).leading)
        return Text(shortened(self.source, size, room) + _ELSEWHERE, size, "ink-2")


def add_slide(deck: Deck, head: Head, stamp: str, layout: int = OPEN) -> Slide:
    """Return a new slide with everything but its content."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[layout])
    title = slide.shapes.title
    assert title is not None
    title.name = "标题"
    fill(title.text_frame, [head.fitting_title])
    topic = head.fitting_topic
    if topic.text and not head.title.startswith(topic.text):
        add_text(slide, "主题", TOPIC, [topic])
    add_source(slide, head)
    add_footing(slide, stamp, len(deck.slides), 10.5)
    add_notes(slide, head)
    return slide


def fill(frame: TextFrame, texts: Sequence[Text]) -> None:
    """Put paragraphs into a frame that does not grow and does not shrink them."""
    frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, True
    write(frame._txBody, texts)


def add_text(slide: Slide, name: str, area: Area, texts: Sequence[Text]) -> TextFrame:
    """Return the frame of a new text box without margins."""
    box = slide.shapes.add_textbox(*area.box)
    box.name = name
    frame: TextFrame = box.text_frame
    none = Emu(0)
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = none
    fill(frame, texts)
    return frame


def describe(frame: Any, text: str) -> None:  # Charts come without a type.
    """Say what a chart or table shows to who cannot see it."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(text))


def add_source(slide: Slide, head: Head) -> None:
    """Put the source note at the foot of the content."""
    frame = add_text(slide, "来源", SOURCE, [head.fitting_source])
    frame.vertical_anchor = MSO_VERTICAL_ANCHOR.BOTTOM


def add_footing(slide: Slide, stamp: str, number: int, size: float) -> None:
    """Put the stamp and the number of the page into placeholders of the footer."""
    for name, kind, at, texts in (
        ("页脚", "ftr", FOOTER_AT, [Text(stamp, size, "ink-2")]),
        ("页码", "sldNum", PAGE_AT, [Text(str(number), 10.5, "ink-2", align="right")]),
    ):
        holder = parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            f'<p:cNvPr id="{max(one.shape_id for one in slide.shapes) + 1}" name="{name}"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{at}"/></p:nvPr></p:nvSpPr><p:spPr/>'
            "<p:txBody><a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
        slide.shapes._spTree.append(holder)
        body = holder.find(qn("p:txBody"))
        write(body, texts)
        if kind == "sldNum":
            _number(body, number)


def _number(body: Any, number: int) -> None:  # One of python-pptx's untyped elements.
    """Turn the run that says the number into the field that follows when slides are moved."""
    run = body.find(f".//{qn('a:r')}")
    field = parse_xml(page_field(number).replace("<a:fld ", f"<a:fld {nsdecls('a')} ", 1))
    field.replace(field.find(qn("a:rPr")), run.find(qn("a:rPr")))
    run.getparent().replace(run, field)


def add_notes(slide: Slide, head: Head) -> None:
    """Put what the speaker is asked for onto the notes page."""
    notes = slide.notes_slide
    for holder in list(notes.placeholders):
        if holder.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            notes.shapes._spTree.remove(holder.element)
    frame = notes.notes_text_frame
    assert frame is not None
    write(frame._txBody, [Text(said, 12, before=4) for said in head.notes])
