"""Files that nobody on this project made; skipped where the folder is not there."""

from pathlib import Path

import pytest

from portal.kernel.errors import Invalid
from portal.media import examine, make_derivatives, probe, publish_original

SHARED = next(
    (
        found
        for up in Path(__file__).resolve().parents
        if (found := up / "shared" / "data").is_dir()
    ),
    Path("absent"),
)
FILES = sorted(path for path in SHARED.glob("photos*/*") if path.is_file())
REASONS = {"not_this_kind", "damaged", "too_many_pixels"}


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="../shared/data is not here")
def test_every_real_file_is_a_picture_or_a_refusal_with_a_reason(tmp_path):
    taken = 0
    for path in FILES:
        try:
            facts = probe(path)
            examine(path)
            assert len(make_derivatives(path, tmp_path)) == 6
            publish_original(path, tmp_path / "out", None, facts.mime)
            assert facts.point is None or (facts.point.latitude, facts.point.longitude) != (0, 0)
            taken += 1
        except Invalid as refusal:
            assert refusal.reason in REASONS, path
    assert taken > len(FILES) / 3
