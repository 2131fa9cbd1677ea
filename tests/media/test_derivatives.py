import pytest
from PIL import Image, ImageChops, ImageCms

from portal.kernel.errors import Invalid
from portal.media import RECIPES, Recipe, examine, hash_distance, make_derivatives
from tests.media.pictures import FORMATS, TELLING, encoded, scene, shown, telling, write


def made(tmp_path, data, **options):
    return make_derivatives(write(tmp_path, data), tmp_path, **options)


def alike(a, b, most=12):
    """Whether two pictures of one size look the same from afar, per channel of 255."""
    far = [picture.convert("RGB").resize((8, 8), Image.Resampling.BOX) for picture in (a, b)]
    highest = [high for _, high in ImageChops.difference(*far).getextrema()]
    return a.size == b.size and max(highest) < most


@pytest.mark.parametrize("mime", FORMATS)
def test_every_kind_gives_three_sizes_in_two_formats(tmp_path, mime):
    found = made(tmp_path, encoded(mime, scene(2400, 1600)))
    sizes = {item.recipe: (item.width, item.height) for item in found}
    assert sizes["large.webp"] == sizes["large.jpg"] == (2048, 1365)
    assert sizes["medium.jpg"] == (1024, 683) and sizes["small.webp"] == (400, 267)
    for item in found:
        with Image.open(item.path) as image:
            assert (image.size, image.get_format_mimetype()) == (
                (item.width, item.height),
                item.mime,
            )
        assert item.bytes == item.path.stat().st_size


def test_a_small_picture_is_not_enlarged(tmp_path):
    assert {(item.width, item.height) for item in made(tmp_path, encoded("image/png"))} == {
        (120, 80)
    }


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("mime", ["image/jpeg", "image/png", "image/webp", "image/tiff"])
def test_the_picture_stands_upright(tmp_path, mime, orientation):
    data = telling(mime, orientation)
    for item in made(tmp_path, data, recipes=RECIPES[:2]):
        assert alike(Image.open(item.path), shown(data))


@pytest.mark.parametrize("mime", FORMATS)
def test_no_metadata_is_left_but_the_profile(tmp_path, mime):
    for item in made(tmp_path, telling(mime)):
        with Image.open(item.path) as image:
            assert not image.getexif() and not {"exif", "xmp", "comment"} & image.info.keys()
            assert bool(image.info.get("icc_profile")) == (mime != "image/gif")
        assert TELLING not in item.path.read_bytes()


def test_our_own_xmp_is_written_where_it_is_given(tmp_path):
    for item in made(tmp_path, telling("image/jpeg"), xmp=b"<x:xmpmeta/>"):
        with Image.open(item.path) as image:
            assert image.info["xmp"] == b"<x:xmpmeta/>"


def test_transparency_stays_in_webp_and_lies_on_white_in_jpeg(tmp_path):
    clear = Image.new("RGBA", (64, 64), (200, 0, 0, 0))
    webp, jpeg = (
        Image.open(item.path)
        for item in made(tmp_path, encoded("image/png", clear), recipes=RECIPES[:2])
    )
    assert webp.getpixel((9, 9))[3] == 0
    assert min(jpeg.getpixel((9, 9))) > 250


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F", "LAB", "YCbCr"]
)
def test_every_mode_becomes_what_it_looks_like(tmp_path, mode):
    grey = Image.linear_gradient("L").resize((64, 64))
    if mode in {"I;16", "I", "F"}:
        source = grey.convert("I").point(lambda value: value * 256)
        source = source.convert(mode)
    elif mode == "LAB":
        to_lab = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
        )
        source = ImageCms.applyTransform(grey.convert("RGB"), to_lab)
    else:
        source = grey.convert("RGB").convert(mode) if mode != "LA" else grey.convert("LA")
    for item in made(
        tmp_path,
        encoded("image/tiff", source) if mode not in {"P", "LA"} else encoded("image/png", source),
        recipes=RECIPES[:2],
    ):
        assert alike(Image.open(item.path), grey, 20)


def test_a_broken_profile_does_not_stop_a_picture(tmp_path):
    data = encoded("image/jpeg", scene(mode="CMYK"), icc_profile=b"\0" * 16 + b"CMYK" + b"\0" * 200)
    assert alike(Image.open(made(tmp_path, data)[0].path), scene(), 30)


def test_recipes_of_one_size_do_not_mix_their_settings(tmp_path):
    recipes = [Recipe(f"{q}-{n}.jpg", 120, "image/jpeg", q) for n in range(4) for q in (5, 95)]
    sizes = {
        item.recipe: item.bytes for item in made(tmp_path, encoded("image/png"), recipes=recipes)
    }
    assert len({size for name, size in sizes.items() if name.startswith("5-")}) == 1
    assert sizes["5-0.jpg"] * 2 < sizes["95-0.jpg"]


@pytest.mark.parametrize(
    "mime", ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "image/heic"]
)
def test_a_cut_off_picture_is_refused(tmp_path, mime):
    path = write(tmp_path, encoded(mime, scene(600, 400))[:-400])
    for reading in (examine, lambda path: make_derivatives(path, tmp_path)):
        with pytest.raises(Invalid) as refusal:
            reading(path)
        assert refusal.value.reason == "damaged"


def test_a_picture_and_its_smaller_copy_look_the_same(tmp_path):
    one = examine(write(tmp_path, encoded("image/png", scene(600, 400))))
    two = examine(
        write(tmp_path, encoded("image/jpeg", scene(600, 400).resize((300, 200)), quality=60))
    )
    other = examine(write(tmp_path, encoded("image/png", scene(600, 400).rotate(180))))
    assert hash_distance(one.dhash, two.dhash) <= 4
    assert hash_distance(one.dhash, other.dhash) > 16


def test_a_turned_copy_looks_the_same(tmp_path):
    one = examine(write(tmp_path, telling("image/jpeg", 6)))
    two = examine(write(tmp_path, encoded("image/png", shown(telling("image/jpeg", 6)))))
    assert hash_distance(one.dhash, two.dhash) <= 4


def test_the_hash_fits_a_signed_integer_of_64_bits(tmp_path):
    falling = Image.linear_gradient("L").rotate(90)
    one = examine(write(tmp_path, encoded("image/png", falling)))
    two = examine(write(tmp_path, encoded("image/png", falling.rotate(180))))
    assert {one.dhash, two.dhash} == {-1, 0} or {one.dhash, two.dhash} == {0, -1}
    assert hash_distance(one.dhash, two.dhash) == 64


def test_dark_and_flat_pictures_are_told(tmp_path):
    night = examine(write(tmp_path, encoded("image/png", scene().point(lambda value: value // 12))))
    fog = examine(write(tmp_path, encoded("image/png", Image.new("L", (90, 90), 200))))
    day = examine(write(tmp_path, encoded("image/png")))
    assert (night.is_dark, fog.is_dark, day.is_dark) == (True, False, False)
    assert (fog.is_flat, day.is_flat) == (True, False)
