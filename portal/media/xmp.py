"""The licence inside a published file: an XMP packet (ISO 16684-1) with the Creative Commons
and rights-management schemas (https://wiki.creativecommons.org/wiki/XMP)."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from portal.kernel.text import clean, clean_line, shorten

LONGEST_XMP = 65_000  # bytes; one JPEG segment has 65,533 and its name needs some
_LONGEST_NAME = 500
_LONGEST_TERMS = 1_000  # characters; four languages, twice, all escaped, still fit
_LONGEST_URL = 500
_MOST_LANGUAGES = 4

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:cc="http://creativecommons.org/ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
{body}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def licence_xmp(
    *,
    licence_url: str,
    attribution_name: str,
    attribution_url: str,
    more_permissions: str | None,
    usage_terms: Mapping[str, str],
    marked: bool = True,
) -> bytes:
    """A packet of at most `LONGEST_XMP` bytes of UTF-8.

    `usage_terms`: language tag → sentence, up to four; the first one is also the default.
    `marked` is False for what is in the public domain. Control characters and what XML cannot
    hold are dropped, long texts shortened.
    """
    fields = [
        _link("cc:license", licence_url),
        _text("cc:attributionName", _line(attribution_name, _LONGEST_NAME)),
        _link("cc:attributionURL", attribution_url),
        _link("cc:morePermissions", more_permissions or ""),
        _text("xmpRights:Marked", "True" if marked else "False"),
        _text("xmpRights:WebStatement", _line(attribution_url, _LONGEST_URL)),
        _languages("xmpRights:UsageTerms", usage_terms),
        _languages("dc:rights", usage_terms),
    ]
    return _PACKET.format(body="\n".join(filter(None, fields))).encode()


def _line(text: str, longest: int) -> str:
    return shorten(_writable(clean_line(text)), longest)


def _writable(text: str) -> str:
    """Without the two code points that are characters to Unicode and none to XML 1.0."""
    return text.replace("\ufffe", "").replace("\uffff", "")


def _text(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _link(name: str, url: str) -> str:
    url = _line(url, _LONGEST_URL)
    return f"<{name} rdf:resource={quoteattr(url)}/>" if url else ""


def _languages(name: str, texts: Mapping[str, str]) -> str:
    entries = list(texts.items())[:_MOST_LANGUAGES]
    if not entries:
        return ""
    items = [("x-default", entries[0][1]), *entries]
    lines = (f"<rdf:li xml:lang={quoteattr(_line(t, 35))}>{_terms(s)}</rdf:li>" for t, s in items)
    return f"<{name}><rdf:Alt>{''.join(lines)}</rdf:Alt></{name}>"


def _terms(text: str) -> str:
    return escape(shorten(_writable(clean(text)), _LONGEST_TERMS))
