"""Office files made the same to the byte: no entry of their zip remembers when it was written."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first day a zip can name.
_DAY = (1980, 1, 1, 0, 0, 0)


def undated(blob: bytes) -> bytes:
    """Return an Office file with the same parts in the same order and no time of writing."""
    out = BytesIO()
    with ZipFile(BytesIO(blob)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, _DAY)
            entry.compress_type = ZIP_DEFLATED
            # Who may read it once unpacked is not what the file says of itself.
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
