"""Why a report is refused: each a sentence that says what to do."""

from etl.errors import UrbanError


class NothingToReport(UrbanError):
    """A place without targets, or a year without values: there is nothing to write about."""

    code = "nothing-to-report"


class UnknownSection(UrbanError):
    """A section that no report has; names those there are."""

    code = "unknown-section"


class NotAddingUp(UrbanError):
    """A sentence whose parts do not make up its total: no report is written."""

    code = "not-adding-up"
