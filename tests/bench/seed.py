"""A big portal in seconds: works straight into the tables, in batches, and the index built.

What people do goes through services; here the rows those would leave are written at once.
"""

import json
import random
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert

from portal import media, search, storage
from portal.contributions.content import tag_name
from portal.contributions.models import Contribution, Photo, Tag, TranslationRow
from portal.contributions.rules import Precision, State, published_place
from portal.database import db, transaction
from portal.history import Revision
from portal.kernel import edtf, geo
from portal.kernel.geo import Point
from portal.media.painting import MOTIFS, paint_scene
from portal.people.models import Member
from portal.uploads.models import Derivative, File
from tests.bench.search_bench import LANGUAGES, make_words

BATCH = 500
MEMBERS = 200
PICTURES = 5  # shared by all works
BREST = Point(48.39, -4.49)
LICENCES = ("CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0", "CC-BY-NC-SA-4.0", "PPL")
FIRST = datetime(2021, 1, 1, tzinfo=UTC)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


@dataclass(frozen=True)
class _Picture:
    sha256: str
    size: int
    facts: Row
    derivatives: tuple[Row, ...]


def seed(app: Flask, works: int = 10_000, seed: int = 7) -> list[int]:
    """Fill an empty portal; the ids of the works, oldest first."""
    chance = random.Random(seed)
    with app.app_context():
        pictures = [_store_picture(number) for number in range(PICTURES)]
        with transaction():
            members = _add_members(chance)
        maker = _Works(chance, members, pictures)
        numbers: list[int] = []
        for start in range(0, works, BATCH):
            with transaction():
                numbers += maker.add(range(start, min(start + BATCH, works)))
        sources = app.extensions["portal.documents"]
        search.current_index().rebuild(search.everything(sources))
        db.session.remove()
    return numbers


def _store_picture(number: int) -> _Picture:
    """One painted picture and its sizes, in the store under keys of its own."""
    store = storage.current_store()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        original = folder / "original"
        original.write_bytes(paint_scene(number, MOTIFS[number % len(MOTIFS)], (1800, 1200)))
        received = storage.spool(original.open("rb"), folder, original.stat().st_size)
        store.put(storage.original_key(received.sha256), received.path)
        rows = []
        for made in media.make_derivatives(original, folder):
            key = storage.derivative_key(number + 1, made.recipe)
            store.put(key, made.path)
            size = {"width": made.width, "height": made.height, "size": made.bytes}
            rows.append({"recipe": made.recipe, "key": key, "mime": made.mime, **size})
        facts = {"width": 1800, "height": 1200, "mime": "image/jpeg"}
        return _Picture(received.sha256, received.size, facts, tuple(rows))


def _add_members(chance: random.Random) -> list[int]:
    names = [word.capitalize() for word in make_words(2 * MEMBERS, 3)]
    rows = [
        {
            "id": _id_at(FIRST + timedelta(minutes=number), chance),
            "email": f"member{number}@example.org",
            "handle": f"member-{number}",
            "name": f"{names[number]} {names[-number - 1]}",
            "language": LANGUAGES[number % 4],
            "confirmed_at": FIRST,
            "joined": FIRST,
        }
        for number in range(MEMBERS)
    ]
    db.session.execute(insert(Member), rows)
    return [row["id"] for row in rows]


def _id_at(moment: datetime, chance: random.Random) -> int:
    milliseconds = (moment - EPOCH) // timedelta(milliseconds=1)
    return milliseconds << 22 | chance.getrandbits(22)


class _Works:
    """Draws works: words and tags by Zipf's law, places around the city, dates of all kinds."""

    def __init__(self, chance: random.Random, members: list[int], pictures: list[_Picture]) -> None:
        self.chance, self.members, self.pictures = chance, members, pictures
        self.words = make_words(8_000, 7)
        self.tags = [word.capitalize() for word in make_words(1_600, 9)]
        self.heavy = [1 / (rank + 3) for rank in range(8_000)]

    def add(self, numbers: range) -> list[int]:
        rows = [self._work(number) for number in numbers]
        files = [self._file(row) for row in rows]
        db.session.execute(insert(File), [file for file, _ in files])
        db.session.execute(insert(Contribution), rows)
        db.session.execute(insert(Photo), [_photo(row) for row in rows])
        db.session.execute(insert(Derivative), [one for _, made in files for one in made])
        tags = {row["id"]: self._tags(row["id"]) for row in rows}
        db.session.execute(insert(Tag), [tag for some in tags.values() for tag in some])
        spoken = [self._translation(row) for row in rows if self.chance.random() < 0.1]
        if spoken:
            db.session.execute(insert(TranslationRow), spoken)
        db.session.execute(insert(Revision), [_revision(row, tags[row["id"]]) for row in rows])
        return [row["id"] for row in rows]

    def _work(self, number: int) -> Row:
        moment = FIRST + timedelta(hours=number, seconds=self.chance.randint(0, 3000))
        work_id = _id_at(moment, self.chance)
        return {
            "id": work_id,
            "kind": "photo",
            "state": State.VISIBLE,
            "contributor_id": self.chance.choice(self.members),
            "title": " ".join(self._draw(5)).capitalize(),
            "description": " ".join(self._draw(45)).capitalize(),
            "language": LANGUAGES[number % 4],
            "ownership": "mine",
            "licence": LICENCES[number % 5],
            "revision": 1,
            "cover_file_id": work_id,
            "created_at": moment,
            "changed_at": moment,
            "published_at": moment,
            **self._place(),
            **self._date(),
        }

    def _draw(self, count: int) -> list[str]:
        return self.chance.choices(self.words, self.heavy, k=count)

    def _place(self) -> Row:
        exact = Point(
            round(self.chance.gauss(BREST.latitude, 0.03), 6),
            round(self.chance.gauss(BREST.longitude, 0.06), 6),
        )
        precision = self.chance.choice((Precision.EXACT, Precision.STREET, Precision.STREET))
        shown = published_place(exact, precision) or exact
        return {
            "latitude": exact.latitude,
            "longitude": exact.longitude,
            "precision": precision,
            "published_latitude": shown.latitude,
            "published_longitude": shown.longitude,
            "cell_key": geo.cell_key(shown),
        }

    def _date(self) -> Row:
        year = self.chance.randint(1880, 2025)
        text = self.chance.choice((f"{year}", f"{year}~", f"{year // 10}X", f"{year}-05-12", ""))
        period = edtf.parse(text) if text else None
        starts, ends = (period.start, period.end) if period else (None, None)
        return {"edtf": text, "starts_on": starts, "ends_on": ends}

    def _file(self, row: Row) -> tuple[Row, list[Row]]:
        picture = self.chance.choice(self.pictures)
        file = {
            "id": row["id"],
            "sha256": picture.sha256,
            "size": picture.size,
            "mime": "image/jpeg",
            "name": "seeded.jpg",
            "received_by": row["contributor_id"],
            "received_at": row["created_at"],
            "facts": picture.facts,
        }
        made_at = row["created_at"]
        return file, [{"file_id": row["id"], "made_at": made_at, **d} for d in picture.derivatives]

    def _tags(self, work_id: int) -> list[Row]:
        drawn = dict.fromkeys(self.chance.choices(self.tags, self.heavy[: len(self.tags)], k=3))
        return [
            {"contribution_id": work_id, "name": tag_name(tag), "label": tag, "position": position}
            for position, tag in enumerate(drawn)
        ]

    def _translation(self, row: Row) -> Row:
        other = next(code for code in LANGUAGES if code != row["language"])
        title, story = " ".join(self._draw(5)), " ".join(self._draw(45))
        said = {"title": title.capitalize(), "description": story.capitalize()}
        return {"contribution_id": row["id"], "language": other, **said}


def _photo(row: Row) -> Row:
    return {"contribution_id": row["id"], "file_id": row["id"], "width": 1800, "height": 1200}


def _revision(row: Row, tags: list[Row]) -> Row:
    kept = ("title", "description", "language", "ownership", "licence", "edtf", "precision")
    place = {"latitude": row["latitude"], "longitude": row["longitude"]}
    snapshot = {name: row[name] for name in kept} | place | {"tags": [tag["label"] for tag in tags]}
    return {
        "id": row["id"],
        "subject_type": "contribution",
        "subject_id": row["id"],
        "number": 1,
        "author_id": row["contributor_id"],
        "reason": "",
        "made_at": row["published_at"],
        "action": "create",
        "snapshot": json.loads(json.dumps(snapshot)),
        "changed": {},
        "expunged": [],
    }
