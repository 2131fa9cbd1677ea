import pytest

from portal.media import HEAD, sniff
from tests.media.pictures import FORMATS, encoded


@pytest.mark.parametrize("mime", FORMATS)
def test_a_picture_is_known_by_its_content(mime):
    assert sniff(encoded(mime)[:HEAD]) == mime


def test_a_general_heif_brand_leaves_the_choice_to_the_compatible_ones():
    ftyp = b"\0\0\0\x1cftypmif1\0\0\0\0mif1"
    assert sniff(ftyp + b"avifmiaf") == "image/avif"
    assert sniff(ftyp + b"heicmiaf") == "image/heic"
    assert sniff(ftyp + b"miafMiHB") == "image/heif"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xd8",
        b"%PDF-1.7",
        b"<svg>",
        b"RIFF\0\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftypmp42\0\0\0\0",
    ],
)
def test_anything_else_is_no_kind_that_is_taken(head):
    assert sniff(head) is None
