"""Which code a release was built by: the version and the text of what judges and reads."""

import hashlib
from functools import cache
from pathlib import Path

import etl


@cache
def code_version() -> str:
    """Return the version with eight hex digits over the source of this package.

    Another rule under the same version number is another code, and loads anew.
    """
    root = Path(etl.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{etl.__version__}+{digest.hexdigest()[:8]}"
