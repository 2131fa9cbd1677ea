"""Structured logs without personal data: one JSON line for each event."""

import json
import logging
import sys
import time

from flask import Flask, Response, g, request


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start_logging() -> None:
    """Send the portal's log to standard error; called once by each process."""
    root = logging.getLogger("portal")
    if root.handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False


def register(app: Flask) -> None:
    log = logging.getLogger("portal.requests")

    def begin() -> None:
        g.began = time.monotonic()

    def write(response: Response) -> Response:
        # The endpoint, never the path or the address of the asker: those can name people.
        spent = round((time.monotonic() - g.get("began", time.monotonic())) * 1000)
        facts = {"endpoint": request.endpoint, "status": response.status_code, "ms": spent}
        level = logging.WARNING if response.status_code >= 500 else logging.DEBUG
        log.log(level, request.method, extra={"facts": facts})
        return response

    app.before_request(begin)
    app.after_request(write)
