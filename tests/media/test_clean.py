import io
import json
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.kernel.errors import Invalid
from portal.media import probe, publish_original
from portal.media.clean import CLEANERS, Put
from portal.media.xmp import LONGEST_XMP, licence_xmp
from tests.media.pictures import FORMATS, TELLING, encoded, scene, shown, telling, write

XMP = licence_xmp(
    licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    attribution_name="Anna <& Yann>",
    attribution_url="https://commons.example.org/contributions/1",
    more_permissions=None,
    usage_terms={"fr": "Partagez", "en": "Share"},
)
TAILS = b"\xff\xd8\xff\xe1 a second picture SECRET-NAME"


def cleaned(tmp_path, data, mime, xmp=None):
    out = tmp_path / "out"
    publish_original(write(tmp_path, data), out, xmp, mime)
    return out.read_bytes()


@pytest.mark.parametrize("mime", FORMATS)
def test_nothing_telling_is_left_and_no_pixel_changes(tmp_path, mime):
    data = telling(mime)
    assert TELLING in data
    out = cleaned(tmp_path, data, mime)
    assert TELLING not in out and b"Canon" not in out
    assert shown(out).tobytes() == shown(data).tobytes()


@pytest.mark.parametrize("mime", FORMATS)
def test_the_profile_stays(tmp_path, mime):
    data = telling(mime)
    out = cleaned(tmp_path, data, mime)
    profiles = [Image.open(io.BytesIO(d)).info.get("icc_profile") for d in (data, out)]
    assert profiles[0] == profiles[1] and bool(profiles[0]) == (mime != "image/gif")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    "mime", ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/heic"]
)
def test_it_stands_upright_as_before(tmp_path, mime, orientation):
    data = telling(mime, orientation)
    out = cleaned(tmp_path, data, mime, XMP)
    assert shown(out).tobytes() == shown(data).tobytes()


@pytest.mark.parametrize(
    "mime", ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]
)
def test_what_hangs_behind_the_picture_is_dropped(tmp_path, mime):
    assert TELLING not in cleaned(tmp_path, encoded(mime) + TAILS, mime)


@pytest.mark.parametrize("mime", ["image/jpeg", "image/png", "image/webp", "image/tiff"])
def test_our_licence_is_inside(tmp_path, mime):
    out = cleaned(tmp_path, telling(mime), mime, XMP)
    assert XMP in out
    assert Image.open(io.BytesIO(out)).info["xmp"] == XMP


def test_a_film_hidden_in_a_heic_is_blanked(tmp_path):
    film = b"SECRET-NAME film"
    box = (len(film) + 8).to_bytes(4, "big") + b"mpvd" + film
    data = encoded("image/heic") + box
    out = cleaned(tmp_path, data, "image/heic")
    assert len(out) == len(data) and TELLING not in out


def test_every_frame_of_an_animation_stays(tmp_path):
    for mime in ("image/gif", "image/webp", "image/png"):
        frames = [scene().rotate(90 * n) for n in (1, 2, 3)]
        data = encoded(mime, save_all=True, append_images=frames, duration=80, loop=0)
        out = probe(write(tmp_path, cleaned(tmp_path, data, mime)))
        assert out.frames == 4


def test_pages_of_a_tiff_stay_and_previews_go(tmp_path):
    data = encoded(
        "image/tiff", save_all=True, append_images=[scene(60, 40)], compression="tiff_lzw"
    )
    with Image.open(io.BytesIO(cleaned(tmp_path, data, "image/tiff", XMP))) as image:
        image.seek(1)
        assert image.tobytes() == scene(60, 40).tobytes()


def test_another_kind_than_said_leaves_nothing_behind(tmp_path):
    with pytest.raises(Invalid) as refusal:
        cleaned(tmp_path, encoded("image/png"), "image/jpeg")
    assert refusal.value.reason == "not_this_kind" and not (tmp_path / "out").exists()


@pytest.mark.parametrize("mime", FORMATS)
def test_a_cut_off_file_leaves_nothing_behind(tmp_path, mime):
    data = encoded(mime)
    with pytest.raises(Invalid):
        cleaned(tmp_path, data[: len(data) // 3], mime)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is the judge and is not here")
@pytest.mark.parametrize("mime", FORMATS)
def test_exiftool_finds_nothing_about_people(tmp_path, mime):
    cleaned(tmp_path, telling(mime, 6), mime, XMP)
    command = ["exiftool", "-a", "-G1", "-j", str(tmp_path / "out")]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)[0]
    groups = {name.split(":")[0] for name in found}
    assert not groups & {"GPS", "ExifIFD", "MakerNotes", "IFD1", "IPTC", "Photoshop", "XMP-tiff"}
    assert not [
        name
        for name in found
        if name.split(":")[-1] in {"Make", "Software", "Artist", "Comment", "Warning"}
    ]
    assert "SECRET" not in json.dumps(found)


@pytest.mark.parametrize("mime", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_changed_bytes_are_cleaned_or_refused(mime, data):
    file = bytearray(_telling(mime))
    for _ in range(data.draw(st.integers(1, 8))):
        # The structure stands mostly in front.
        at = data.draw(st.integers(0, min(len(file), 1_500) - 1) | st.integers(0, len(file) - 1))
        file[at] = data.draw(st.integers(0, 255))
    file = file[: data.draw(st.integers(1, len(file)) | st.just(len(file)))]
    try:
        out = b"".join(CLEANERS[mime](bytes(file), Put(6, XMP)))
    except Invalid as refusal:
        assert refusal.reason == "damaged"
    else:
        assert len(out) <= 3 * len(file) + LONGEST_XMP


_MADE: dict[str, bytes] = {}


def _telling(mime):
    if mime not in _MADE:
        _MADE[mime] = telling(mime)
    return _MADE[mime]
