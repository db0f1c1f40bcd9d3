"""Opens a zipped document and its XML parts without trusting either.

The directory of the zip is judged before anything is unpacked; a part with a DOCTYPE is refused,
so that no entity is ever resolved.
"""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from etl.formats.kinds import damaged, refusal

_LARGEST_UNPACKED = 100_000_000
_GREATEST_RATIO, _HARMLESS = 100, 5_000_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip
_OFFICE_DOCUMENT = "/officeDocument"


class Package:
    """The parts of an Office document, found by their relations."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the zip; raises DocumentUnreadable for a damaged one and for a bomb."""
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise damaged(name) from None
        unpacked = sum(part.file_size for part in self._archive.infolist())
        is_dense = unpacked > max(_HARMLESS, _GREATEST_RATIO * len(data))
        if unpacked > _LARGEST_UNPACKED or is_dense:
            size = f"解压后达{unpacked / 1e6:.0f}MB，可能是压缩炸弹"
            raise refusal(name, size, "请用Word打开核实后另存为新的.docx再读")
        self._main = self._target("", _OFFICE_DOCUMENT) or "word/document.xml"

    def main(self) -> etree._Element:
        """Return the root of the main document."""
        return self._read(self._main)

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of a part by the kind of its relation (`numbering`, `styles`)."""
        target = self._target(self._main, f"/{kind}")
        return self._read(target) if target and self._has(target) else None

    def _target(self, part: str, kind: str) -> str:
        folder, own = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{own}.rels")
        if not self._has(relations):
            return ""
        for relation in self._read(relations):
            if str(relation.get("Type", "")).endswith(kind):
                target = str(relation.get("Target", ""))
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return ""

    def _has(self, part: str) -> bool:
        return part in self._archive.NameToInfo

    def _read(self, part: str) -> etree._Element:
        try:
            data = self._archive.read(part)
        except _BROKEN:
            raise damaged(self._name) from None
        return parse_xml(data, self._name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML part; raises DocumentUnreadable for damage and for a DOCTYPE."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _has_entities(name)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        raise damaged(name) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _has_entities(name)
    return root


def _has_entities(name: str) -> Exception:
    return refusal(name, "含有XML实体声明，可能有危险", "请用Word打开核实后另存为新的.docx再读")
