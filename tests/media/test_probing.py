import math
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.media import exif as reading
from portal.media import probe, refusals
from tests.media.pictures import FORMATS, encoded, exif, scene, srgb, write

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def probed(tmp_path, tags, mime="image/jpeg", **options):
    return probe(write(tmp_path, encoded(mime, exif=tags.tobytes(), **options)))


@pytest.mark.parametrize(
    "mime", ["image/jpeg", "image/png", "image/webp", "image/avif", "image/heic"]
)
def test_place_time_and_device_are_read_from_every_kind(tmp_path, mime):
    facts = probed(tmp_path, exif(), mime)
    assert facts.point.latitude == pytest.approx(48.39, abs=1e-5)
    assert facts.point.longitude == pytest.approx(-4.486, abs=1e-5)
    assert (facts.taken_at.isoformat(), facts.utc_offset) == ("2019-07-14T12:30:05", 120)
    assert (facts.accuracy_m, facts.direction, facts.altitude) == (8, 270, 52)
    assert facts.device == "Canon EOS 80D"


@pytest.mark.parametrize("mime", FORMATS)
def test_the_kind_and_the_size_are_told(tmp_path, mime):
    facts = probe(write(tmp_path, encoded(mime)))
    assert (facts.mime, facts.width, facts.height, facts.frames) == (mime, 120, 80, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_that_of_the_turned_picture(tmp_path, orientation):
    facts = probed(tmp_path, exif(orientation))
    assert facts.orientation == orientation
    assert (facts.width, facts.height) == ((120, 80) if orientation < 5 else (80, 120))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_tiff_has_the_size_of_the_turned_picture(tmp_path, orientation):
    data = encoded("image/tiff", tiffinfo={274: orientation})
    facts = probe(write(tmp_path, data))
    assert (facts.width, facts.height) == ((120, 80) if orientation < 5 else (80, 120))


def test_frames_alpha_and_profile_are_told(tmp_path):
    data = encoded("image/gif", save_all=True, append_images=[scene().rotate(180)])
    assert probe(write(tmp_path, data)).frames == 2
    facts = probe(write(tmp_path, encoded("image/png", scene(mode="RGBA"), icc_profile=srgb())))
    assert facts.has_alpha and facts.has_profile


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        (1, "\0"),
        (1, "X"),
        (2, (IFDRational(0, 0),) * 3),
        (2, (IFDRational(95, 1), IFDRational(0, 1), IFDRational(0, 1))),
        (4, (IFDRational(4, 1), IFDRational(0, 0), IFDRational(0, 1))),
        (4, (IFDRational(200, 1), IFDRational(0, 1), IFDRational(0, 1))),
    ],
)
def test_a_broken_place_is_no_place(tmp_path, tag, value):
    tags = exif()
    tags.get_ifd(0x8825)[tag] = value
    facts = probed(tmp_path, tags)
    assert (facts.point, facts.accuracy_m) == (None, None)
    assert facts.device == "Canon EOS 80D"


def test_null_island_is_no_place(tmp_path):
    assert probed(tmp_path, exif(latitude=0, longitude=0)).point is None
    assert probed(tmp_path, exif(latitude=0, longitude=6.5)).point is not None


anything = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.binary(max_size=5),
    st.builds(IFDRational, st.integers(-9, 400), st.integers(-2, 99)),
)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([1, 2, 3, 4, 5, 6, 17, 31]), anything | st.tuples(*[anything] * 3)
    )
)
def test_no_gps_value_raises_or_leaves_the_earth(gps):
    point = reading.find_point(gps)
    assert point is None or abs(point.latitude) <= 90
    direction = reading.find_direction(gps)
    assert direction is None or 0 <= direction < 360
    for metres in (reading.find_accuracy(gps), reading.find_altitude(gps)):
        assert metres is None or math.isfinite(metres)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([0x9003, 0x9011, 0x9004, 0x010F, 0x0110]), anything))
def test_no_date_or_device_value_raises(tags):
    reading.find_moment(tags)
    reading.find_device(tags)


@pytest.mark.parametrize(
    "text",
    [
        "0000:00:00 00:00:00",
        "1825:12:31 10:00:00",
        "2026:05:03 12:00:00",
        "2019:13:01 10:00:00",
        "x",
    ],
)
def test_an_impossible_date_is_ignored(text):
    with clock.frozen(NOON):
        assert reading.find_moment({0x9003: text}) == (None, None)


def test_the_latest_zone_may_be_ahead_of_our_clock():
    with clock.frozen(NOON):
        assert reading.find_moment({0x9003: "2026:05:02 01:00:00"})[0] is not None
        late = {0x9003: "2026:05:02 01:00:00", 0x9011: "+00:00"}
        assert reading.find_moment(late) == (None, None)


def test_make_and_model_are_not_said_twice():
    assert reading.find_device({0x10F: "NIKON CORPORATION", 0x110: "NIKON D90"}) == "NIKON D90"
    assert reading.find_device({0x10F: "Apple", 0x110: "iPhone 12\0"}) == "Apple iPhone 12"
    assert reading.find_device({}) is None


def test_title_and_description_come_from_xmp_in_its_default_language(tmp_path):
    packet = """<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:RDF><rdf:Description><dc:title>
      <rdf:Alt><rdf:li xml:lang="fr">Le pont</rdf:li>
      <rdf:li xml:lang="x-default">The bridge</rdf:li>
      </rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"""
    tags = Image.Exif()
    tags[0x010E] = "Recouvrance in the fog"
    facts = probed(tmp_path, tags, xmp=packet.encode())
    assert (facts.title, facts.description) == ("The bridge", "Recouvrance in the fog")


def test_what_cameras_write_by_themselves_is_no_description(tmp_path):
    tags = Image.Exif()
    tags[0x010E] = "OLYMPUS DIGITAL CAMERA"
    assert probed(tmp_path, tags).description is None


def test_an_xmp_bomb_is_ignored(tmp_path):
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert probe(write(tmp_path, encoded("image/jpeg", xmp=bomb))).title is None


def test_a_png_with_a_long_editing_history_is_taken(tmp_path):
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", "x" * 3_000_000, zip=True)
    assert probe(write(tmp_path, encoded("image/png", pnginfo=info))).width == 120


def test_another_kind_is_refused_with_its_reason(tmp_path):
    with pytest.raises(Invalid) as refusal:
        probe(write(tmp_path, b"%PDF-1.7 hello"))
    assert refusal.value.reason == "not_this_kind"


def test_too_many_pixels_are_refused_before_decoding(tmp_path, monkeypatch):
    monkeypatch.setattr(refusals, "MAX_PIXELS", 9_000)
    with pytest.raises(Invalid) as refusal:
        probe(write(tmp_path, encoded("image/png")))
    assert refusal.value.reason == "too_many_pixels"


def test_a_missing_file_is_no_fault_of_the_picture(tmp_path):
    with pytest.raises(FileNotFoundError):
        probe(tmp_path / "absent")


def test_a_web_process_loads_pillow_only_when_it_opens_a_picture():
    code = (
        "import sys, portal.media; sys.exit('PIL' in sys.modules or 'pillow_heif' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
