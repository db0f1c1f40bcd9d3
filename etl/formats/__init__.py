"""Turns the bytes of a document into the text that extraction reads.

Bytes and a file name in, values out: no path, no clock, no project. Nothing here may guess at
what a sentence means, follow a link, resolve an entity, or let a damaged file end in a traceback.
"""

from etl.formats.manuscript import Manuscript, numbering_of
from etl.formats.reading import SUFFIXES, read_manuscript

__all__ = ["SUFFIXES", "Manuscript", "numbering_of", "read_manuscript"]
