"""A bucket of an S3-compatible object store, through obstore.

Endpoint and credentials come from the usual environment: AWS_ENDPOINT_URL, AWS_REGION,
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (https://docs.aws.amazon.com/sdkref/latest/guide).
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore import exceptions
from obstore.store import S3Store as Bucket

from portal.config import WrongSetting
from portal.kernel.errors import Conflict, NotFound, Unavailable
from portal.storage.disk import part_file
from portal.storage.keys import check_key, check_replacement, is_original
from portal.storage.store import CHUNK_BYTES, MARK, check_delete, check_range

# Three parts in flight at most: an upload of any size holds 24 MiB.
PART_BYTES = 8 * 1024 * 1024
PARTS_AT_ONCE = 3
PIECE_BYTES = 4 * CHUNK_BYTES
PATIENCE = timedelta(seconds=15)
_CREDENTIALS = (exceptions.PermissionDeniedError, exceptions.UnauthenticatedError)


class S3Store:
    """Objects below `s3://bucket/prefix`; `scratch` is a folder for files fetched for reading."""

    def __init__(self, url: str, scratch: Path | None = None) -> None:
        parts = urlsplit(url)
        self._scratch = scratch
        self._bucket = _bucket(parts.netloc, parts.path.strip("/"), tries=3)
        self._probe = _bucket(parts.netloc, parts.path.strip("/"), tries=0)

    def put(self, key: str, path: Path) -> None:
        check_key(key)
        if is_original(key) and (held := self._find_size(key)) is not None:
            if held == path.stat().st_size:
                return
            check_replacement(key, path)
        with _translated():
            obstore.put(
                self._bucket, key, path, chunk_size=PART_BYTES, max_concurrency=PARTS_AT_ONCE
            )

    def open(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        check_range(start, length)
        with _translated():
            meta = obstore.head(self._bucket, check_key(key))
        end = meta["size"] if length is None else min(meta["size"], start + length)
        return self._pieces(key, meta["e_tag"], start, end)

    def _pieces(self, key: str, e_tag: str | None, start: int, end: int) -> Iterator[bytes]:
        # A request for each piece: a slow reader holds no connection, and no memory but one piece.
        for first in range(start, end, PIECE_BYTES):
            options: obstore.GetOptions = {"range": (first, min(end, first + PIECE_BYTES))}
            if e_tag:
                options["if_match"] = e_tag
            with _translated():
                piece = bytes(obstore.get(self._bucket, key, options=options).bytes())
            yield piece

    def read(self, key: str) -> bytes:
        return b"".join(self.open(key))

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        if self._scratch:
            self._scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            path = Path(folder) / "object"
            with part_file(path), path.open("xb") as target:
                target.writelines(self.open(key))
            yield path

    def size(self, key: str) -> int:
        size = self._find_size(check_key(key))
        if size is None:
            raise NotFound
        return size

    def exists(self, key: str) -> bool:
        return self._find_size(check_key(key)) is not None

    def delete(self, key: str, *, expunge: bool = False) -> None:
        check_delete(check_key(key), expunge)
        try:
            with _translated():
                obstore.delete(self._bucket, key)
        except NotFound:
            pass  # some stores say so, others do not

    def keys(self, prefix: str = "") -> Iterator[str]:
        folder = check_key(prefix.rstrip("/")) if prefix else None
        with _translated():
            for batch in obstore.list(self._bucket, folder):
                for meta in batch:
                    if not meta["path"].rpartition("/")[2].startswith("."):
                        yield meta["path"]

    def answers(self) -> bool:
        try:
            with _translated():
                obstore.head(self._probe, MARK)
        except NotFound:
            return True
        except Unavailable:
            return False
        return True

    def mark(self, text: str) -> str:
        if self._find_size(MARK) is None:
            try:
                with _translated():
                    obstore.put(self._bucket, MARK, text.encode(), mode="create")
            except Conflict:
                pass  # another process was quicker: its mark holds
        with _translated():
            return bytes(obstore.get(self._bucket, MARK).bytes()).decode().strip()

    def _find_size(self, key: str) -> int | None:
        try:
            with _translated():
                return int(obstore.head(self._bucket, key)["size"])
        except NotFound:
            return None


def _bucket(name: str, prefix: str, tries: int) -> Bucket:
    endpoint = os.environ.get("AWS_ENDPOINT_URL") or ""
    if endpoint.startswith("http://") and not _is_here(endpoint):
        raise WrongSetting(
            f"AWS_ENDPOINT_URL is “{endpoint}”, but should begin with https:// unless it is here."
        )
    options: obstore.store.ClientConfig = {
        "allow_http": endpoint.startswith("http://"),
        "connect_timeout": timedelta(seconds=3),
        "timeout": timedelta(minutes=10) if tries else timedelta(seconds=2),
        "read_timeout": PATIENCE,
    }
    return Bucket(
        name,
        prefix=prefix or None,
        client_options=options,
        retry_config={"max_retries": tries, "retry_timeout": PATIENCE},
        virtual_hosted_style_request=False,
    )


def _is_here(endpoint: str) -> bool:
    """Whether the address is this machine: only there may bytes travel without TLS."""
    host = urlsplit(endpoint).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what the object store says into what it means."""
    try:
        yield
    except FileNotFoundError:
        raise NotFound from None
    except exceptions.AlreadyExistsError:
        raise Conflict("this object exists already") from None
    except _CREDENTIALS as error:
        raise Unavailable(
            "The object store refuses our credentials.", reason="store_refuses"
        ) from error
    except exceptions.BaseError as error:
        raise Unavailable("The object store does not answer.") from error
