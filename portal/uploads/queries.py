"""Reads of files and of what was made from them."""

from collections.abc import Iterable

from sqlalchemy import or_, select

from portal import media
from portal.database import db
from portal.kernel.errors import NotFound
from portal.uploads.models import Derivative, File, Intake, PictureHash


def get_file(file_id: int) -> File:
    """The file; NotFound when there is none."""
    file = db.session.get(File, file_id)
    if file is None:
        raise NotFound
    return file


def find_files_by_content(sha256: str) -> list[File]:
    """Every received file with these very bytes."""
    return list(db.session.scalars(select(File).where(File.sha256 == sha256).order_by(File.id)))


def derivatives_of(file_ids: Iterable[int]) -> dict[int, dict[str, Derivative]]:
    """What was made of each file, by recipe."""
    wanted = list(file_ids)
    found: dict[int, dict[str, Derivative]] = {file_id: {} for file_id in wanted}
    rows = db.session.scalars(select(Derivative).where(Derivative.file_id.in_(wanted)))
    for row in rows:
        found[row.file_id][row.recipe] = row
    return found


def find_derivative(file_id: int, recipe: str) -> Derivative | None:
    return db.session.get(Derivative, (file_id, recipe))


def similar_files(file_id: int) -> list[int]:
    """Files whose picture is nearly the same, nearest first."""
    own = db.session.get(PictureHash, file_id)
    if own is None:
        return []
    shares_a_part = or_(
        PictureHash.quarter_a == own.quarter_a,
        PictureHash.quarter_b == own.quarter_b,
        PictureHash.quarter_c == own.quarter_c,
        PictureHash.quarter_d == own.quarter_d,
    )
    rows = db.session.execute(
        select(PictureHash.file_id, PictureHash.dhash)
        .where(shares_a_part, PictureHash.file_id != file_id)
        .limit(5000)
    )
    near = [(media.hash_distance(own.dhash, dhash), other) for other, dhash in rows]
    return [other for apart, other in sorted(near) if apart <= media.NEAR]


def list_refusals(member_id: int) -> list[Intake]:
    """What this member sent that could not be taken and that they have not put away."""
    return list(
        db.session.scalars(
            select(Intake)
            .where(Intake.member_id == member_id, Intake.reason.is_not(None), ~Intake.seen)
            .order_by(Intake.id)
            .limit(200)
        )
    )
