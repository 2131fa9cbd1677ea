"""The OpenAPI document, cut into what a page shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.api.document import name_of

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """A parameter or a member of a shape; `shape` is another shape that it is made of."""

    name: str
    where: str
    kind: str
    shape: str | None
    says: str
    is_required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A status, what it means, and the shape that comes with it."""

    status: str
    says: str
    shape: str | None


@dataclass(frozen=True)
class Operation:
    """One method at one address."""

    id: str
    method: str
    path: str
    summary: str
    says: str
    scope: str | None
    fields: tuple[Field, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Shape:
    """A JSON object by name, or a text that is one of some."""

    name: str
    says: str
    fields: tuple[Field, ...]
    choices: tuple[str, ...]


def operations_of(document: Schema) -> dict[str, list[Operation]]:
    """Operations by tag, in the order of the addresses."""
    groups: dict[str, list[Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in sorted(document["paths"].items()):
        for method in ("get", "post", "patch", "delete"):
            if method in methods:
                said = methods[method]
                groups[said["tags"][0]].append(_operation(path, method, said))
    return groups


def shapes_of(document: Schema) -> list[Shape]:
    """Every shape by name; what is asked in an address stands with its operation already."""
    schemas: Mapping[str, Schema] = document["components"]["schemas"]
    return [
        Shape(name, schema.get("description", ""), tuple(_members(schema, "")), _choices(schema))
        for name, schema in sorted(schemas.items())
        if not name.endswith(("Query", "Form"))
    ]


def _operation(path: str, method: str, said: Schema) -> Operation:
    needed = said["security"][0].get("key", [])
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said["summary"],
        says=said["description"],
        scope=needed[0] if needed else None,
        fields=(*map(_parameter, said["parameters"]), *_body(said)),
        answers=tuple(_answer(status, shown) for status, shown in said["responses"].items()),
    )


def _parameter(said: Schema) -> Field:
    return _field(said["name"], said["in"], said["schema"], said["description"], said["required"])


def _body(said: Schema) -> Iterator[Field]:
    for media_type, content in said.get("requestBody", {}).get("content", {}).items():
        schema = content["schema"]
        if "$ref" in schema:
            yield _field(media_type, "body", schema, "", True)
        else:
            yield from _members(schema, "part")


def _members(schema: Schema, where: str) -> Iterator[Field]:
    required = schema.get("required", [])
    for name, member in schema.get("properties", {}).items():
        yield _field(name, where, member, member.get("description", ""), name in required)


def _field(name: str, where: str, schema: Schema, says: str, is_required: bool) -> Field:
    kind, shape = _kind(schema)
    return Field(name, where, kind, shape, says, is_required, _choices(schema))


def _choices(schema: Schema) -> tuple[str, ...]:
    allowed = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return tuple(str(choice) for choice in allowed if choice != "")


def _kind(schema: Schema) -> tuple[str, str | None]:
    """The type in a word, and the shape that is inside, if any."""
    if "$ref" in schema:
        return "object", name_of(schema["$ref"])
    for several in ("anyOf", "allOf"):
        if several in schema:
            kinds = [_kind(part) for part in schema[several]]
            shape = next((name for _kind_name, name in kinds if name), None)
            return " | ".join(kind for kind, _name in kinds), shape
    kind = str(schema.get("type", "object"))
    inner = schema.get("items") or schema.get("additionalProperties")
    if isinstance(inner, Mapping):
        inner_kind, shape = _kind(inner)
        return f"{kind} of {inner_kind}", shape
    return kind if "format" not in schema else f"{kind} ({schema['format']})", None


def _answer(status: str, shown: Schema) -> Answer:
    contents = list(shown.get("content", {}).values())
    reference = contents[0]["schema"].get("$ref") if contents else None
    return Answer(status, shown["description"], name_of(reference) if reference else None)
