"""The page of proofs keeps one section for each proof."""

from tests.soak.proofs import record


def test_a_section_is_written_with_date_and_commit(tmp_path):
    record("Kills", ["200 uploads, 12 kills, 0 lost"], tmp_path / "p.md")
    text = (tmp_path / "p.md").read_text()
    assert text.startswith("# ")
    assert "## Kills" in text
    assert "- 200 uploads, 12 kills, 0 lost" in text
    assert "commit " in text


def test_the_same_proof_again_replaces_its_section_only(tmp_path):
    for figure in ("old", "new"):
        record("Kills", [figure], tmp_path / "p.md")
        record("Floods", ["high"], tmp_path / "p.md")
    text = (tmp_path / "p.md").read_text()
    assert text.count("## Kills") == text.count("## Floods") == 1
    assert "- new" in text
    assert "- old" not in text
