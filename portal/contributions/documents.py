"""Works as the search index knows them: only what everybody may see goes in."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from portal import search
from portal.contributions import queries
from portal.contributions.models import Contribution
from portal.contributions.queries import Filter
from portal.contributions.service import SUBJECT
from portal.database import db
from portal.people.queries import MemberName, names_of

BATCH = 500


def load(ids: Sequence[int]) -> list[search.Document]:
    """The documents of those of these works that everybody sees."""
    works = queries.works_by_id(ids)
    names = names_of({work.contributor_id for work in works})
    return [document(work, names.get(work.contributor_id)) for work in works]


def every_id() -> Iterator[int]:
    """The ids of all public works, in order, a few hundred at a time."""
    last = 0
    while True:
        query = queries.narrowed(select(Contribution.id), Filter()).where(Contribution.id > last)
        batch = list(db.session.scalars(query.order_by(Contribution.id).limit(BATCH)))
        if not batch:
            return
        yield from batch
        last = batch[-1]


def document(work: Contribution, who: MemberName | None) -> search.Document:
    """What can be found of a work; it holds no place."""
    spoken = {work.language: work} | {row.language: row for row in work.translations}
    people = tuple(name for name in (work.maker, who.name if who else "") if name)
    return search.Document(
        kind=SUBJECT,
        id=work.id,
        title={lang: said.title for lang, said in spoken.items()},
        body={lang: said.description for lang, said in spoken.items()},
        tags=tuple(tag.label for tag in work.tags),
        people=people,
        facets={
            "kind": (work.kind,),
            "licence": (work.licence,),
            "tag": tuple(tag.name for tag in work.tags),
            "person": (who.handle,) if who else (),
            "language": (work.language,),
        },
        year_start=work.starts_on.year if work.starts_on and work.starts_on.year > 1 else None,
        year_end=work.ends_on.year if work.ends_on and work.ends_on.year < 9999 else None,
        added=work.published_at or work.created_at,
    )


source = search.Source(load, every_id)
