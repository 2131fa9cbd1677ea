"""Title and description that travel inside a picture, as a proposal for the form."""

from collections.abc import Iterable, Mapping

from defusedxml import DefusedXmlException, ElementTree

from portal.kernel.text import clean, clean_line, shorten
from portal.media.refusals import HOSTILE

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 5_000
_LONGEST_XMP = 512 * 1024  # bytes; a larger packet holds pictures, not captions

_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_IMAGE_DESCRIPTION, _XP_TITLE = 0x010E, 0x9C9B
_OBJECT_NAME, _CAPTION = (2, 5), (2, 120)  # IPTC-IIM 4.2

# What cameras and programs write by themselves tells nothing about the picture.
_NOISE = ("digital camera", "dcim", "dsc", "img_", "samsung", "default", "untitled", "written by")
_LONGEST_NOISE = 40

Iptc = Mapping[tuple[int, int], object]


def find_captions(
    tags: Mapping[int, object], xmp: bytes, iptc: Iptc
) -> tuple[str | None, str | None]:
    """Title and description from XMP, else IPTC, else EXIF; cleaned and of bounded length."""
    in_xmp = _dublin_core(xmp)
    title = (in_xmp.get("title"), _text(iptc.get(_OBJECT_NAME)), _utf16(tags.get(_XP_TITLE)))
    description = (
        in_xmp.get("description"),
        _text(iptc.get(_CAPTION)),
        _text(tags.get(_IMAGE_DESCRIPTION)),
    )
    return _first(map(_as_title, title)), _first(map(_as_description, description))


def _first(texts: Iterable[str]) -> str | None:
    return next((text for text in texts if text and not _is_noise(text)), None)


def _is_noise(text: str) -> bool:
    folded = text.casefold()
    return len(text) <= _LONGEST_NOISE and any(noise in folded for noise in _NOISE)


def _as_title(text: str | None) -> str:
    return shorten(clean_line(text or ""), LONGEST_TITLE)


def _as_description(text: str | None) -> str:
    return shorten(clean(text or ""), LONGEST_DESCRIPTION)


def _text(value: object) -> str:
    """UTF-8 where it is, else Latin-1, which old programs wrote without saying so."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _utf16(value: object) -> str:
    """The Windows XP tags hold UTF-16 little endian."""
    if isinstance(value, tuple) and all(part in range(256) for part in value):
        value = bytes(value)
    return value.decode("utf-16-le", "ignore") if isinstance(value, bytes) else ""


def _dublin_core(xmp: bytes) -> dict[str, str]:
    """dc:title and dc:description in the packet's default language (ISO 16684-1)."""
    if not xmp or len(xmp) > _LONGEST_XMP:
        return {}
    try:
        root = ElementTree.fromstring(xmp.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (*HOSTILE, DefusedXmlException):
        return {}
    found = {}
    for name in ("title", "description"):
        items = [item for field in root.iter(_DC + name) for item in field.iter(_RDF + "li")]
        items.sort(key=lambda item: item.get(_XML_LANG) != "x-default")
        found[name] = (items[0].text or "") if items else ""
    return found
