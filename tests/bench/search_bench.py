"""Figures of the search engine: `python -m tests.bench.search_bench [documents] [folder]`."""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.search import Document, SearchQuery, WhooshIndex

LANGUAGES = ("fr", "br", "nl", "en")
ROUNDS = 40
_PARTS = ("ba", "ker", "lo", "men", "ti", "pors", "ga", "vel", "ru", "ches", "do", "lan", "si")


def make_words(count: int, seed: int) -> list[str]:
    """Made-up words, the first ones to be the commonest."""
    chance = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(chance.choices(_PARTS, k=chance.randint(2, 4)))] = None
    return list(words)


def make_documents(count: int, seed: int = 7) -> Iterator[Document]:
    """Documents of forty words in four languages, words and tags by Zipf's law."""
    chance = random.Random(seed)
    words = make_words(20_000, seed)
    heavy = [1 / (rank + 3) for rank in range(len(words))]
    tags, people = (
        words[300:2300],
        [f"{a} {b}" for a, b in zip(words[::7], words[3::7], strict=False)],
    )
    for number in range(count):
        drawn = chance.choices(words, heavy, k=46)
        language = LANGUAGES[number % 4]
        tag_choice = tuple(dict.fromkeys(chance.choices(tags, heavy[:2000], k=3)))
        person = chance.choice(people)
        year = chance.randint(1880, 2025)
        yield Document(
            kind="photo",
            id=number,
            title={language: " ".join(drawn[:6])},
            body={language: " ".join(drawn[6:])},
            tags=tag_choice,
            people=(person,),
            facets={"kind": ("photo",), "language": (language,), "tag": tag_choice,
                    "person": (person,), "licence": (f"L{number % 5}",)},
            year_start=year,
            year_end=year + chance.randint(0, 9),
            added=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        )  # fmt: skip


def measure(name: str, ask: Callable[[int], object]) -> None:
    """Print p50 and p95 over ROUNDS different questions, and the first one."""
    times = []
    for turn in range(ROUNDS):
        begin = time.perf_counter()
        ask(turn)
        times.append((time.perf_counter() - begin) * 1000)
    cuts = statistics.quantiles(times, n=20)
    sys.stdout.write(f"{name:34} {cuts[9]:7.1f} {cuts[18]:7.1f}  first {times[0]:.1f} ms\n")


def questions(index: WhooshIndex) -> dict[str, Callable[[int], object]]:
    """What is measured: each takes the turn and asks something else."""
    words = make_words(20_000, 7)

    def search(text: str, **more: object) -> object:
        return index.search(SearchQuery(text, **more))  # type: ignore[arg-type]

    return {
        "everything, newest": lambda _: search(""),
        "common word": lambda n: search(words[n]),
        "rare word": lambda n: search(words[5000 + n]),
        "two common words": lambda n: search(f"{words[n]} {words[n + 1]}"),
        "eight words": lambda n: search(" ".join(words[n * 3 : n * 3 + 8])),
        "phrase of common words": lambda n: search(f'"{words[n % 5]} {words[n]}"'),
        "common word, filter, years": lambda n: search(
            words[n], filters={"language": ("fr",)}, years=(1930, 1945)
        ),
        "wrong letter": lambda n: search("x" + words[n][1:]),
        "suggest one letter": lambda n: index.suggest(words[n][:1]),
        "suggest three letters": lambda n: index.suggest(words[n][:3]),
        "suggest two words": lambda n: index.suggest(f"{words[n]} {words[n + 1][:2]}"),
    }


def main(count: int, folder: Path) -> None:
    index = WhooshIndex(folder)
    begin = time.perf_counter()
    index.rebuild(make_documents(count))
    sys.stdout.write(f"{count} documents built in {time.perf_counter() - begin:.1f} s\n")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    sys.stdout.write(f"size {size / 1e6:.0f} MB\n{'':34}     p50     p95\n")
    for name, ask in questions(index).items():
        measure(name, ask)
    some = list(make_documents(120))
    measure("update one, then search", lambda n: _update_and_search(index, some[n : n + 1]))
    begin = time.perf_counter()
    index.update(some[:100])
    sys.stdout.write(f"update of 100 {(time.perf_counter() - begin) * 1000:.0f} ms\n")
    peak = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line
    )
    sys.stdout.write(f"{peak}\n")


def _update_and_search(index: WhooshIndex, documents: list[Document]) -> None:
    index.update(documents)
    index.search(SearchQuery("kerlo"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, Path(temporary) / "search")
