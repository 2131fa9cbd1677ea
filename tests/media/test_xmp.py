from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.media import licence_xmp, publish_original
from portal.media.xmp import LONGEST_XMP
from tests.media.pictures import encoded, write

CC = "{http://creativecommons.org/ns#}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
texts = st.text(max_size=3_000)


def packet(**changes):
    fields = {
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "attribution_name": "Anna",
        "attribution_url": "https://commons.example.org/contributions/1",
        "more_permissions": None,
        "usage_terms": {"fr": "Citez Anna", "en": "Credit Anna"},
    }
    return licence_xmp(**fields | changes)


def test_licence_name_and_terms_are_found_where_programs_look():
    root = ElementTree.fromstring(packet())
    licence = root.find(f".//{CC}license")
    assert licence.get(RDF + "resource") == "https://creativecommons.org/licenses/by/4.0/"
    assert root.find(f".//{CC}attributionName").text == "Anna"
    assert root.find(f".//{RIGHTS}Marked").text == "True"
    terms = [item.text for item in root.find(f".//{RIGHTS}UsageTerms").iter(RDF + "li")]
    assert terms == ["Citez Anna", "Citez Anna", "Credit Anna"]


def test_more_permissions_are_absent_unless_there_are_some():
    assert b"morePermissions" not in packet()
    assert b'morePermissions rdf:resource="https://a.example/"' in packet(
        more_permissions="https://a.example/"
    )


@settings(deadline=None)
@given(texts, texts, st.dictionaries(st.text(max_size=50), texts, max_size=6))
def test_any_text_stays_text_and_the_packet_small(name, url, terms):
    made = packet(
        attribution_name=name, attribution_url=url, more_permissions=url, usage_terms=terms
    )
    ElementTree.fromstring(made)
    assert len(made) <= LONGEST_XMP


def test_the_longest_packet_fits():
    worst = "&" * 9_000
    terms = {f"l{n}": worst for n in range(9)}
    assert (
        len(
            packet(
                attribution_name=worst,
                attribution_url='"' * 9_000,
                more_permissions='"' * 900,
                usage_terms=terms,
            )
        )
        <= LONGEST_XMP
    )


def test_a_packet_that_fits_no_file_is_a_mistake_of_ours(tmp_path):
    source = write(tmp_path, encoded("image/jpeg"))
    with pytest.raises(ValueError, match="does not fit"):
        publish_original(source, tmp_path / "out", b"x" * (LONGEST_XMP + 1), "image/jpeg")
