"""The extractor: text of a plan document in, statements with quotes and offsets out.

Pure: no file, no clock, no database. Everything it must know of places and indicators is given.
"""

from etl.text.names import Names
from etl.text.profile import Profile, guess_profile
from etl.text.script import to_simplified
from etl.text.statements import extract

__all__ = ["Names", "Profile", "extract", "guess_profile", "to_simplified"]
