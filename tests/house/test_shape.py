"""The shape of the house: short files and functions, names that say what."""

import ast
import re

from tests.house.files import parse, project_files, read, source_files

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def test_no_file_is_longer_than_300_lines():
    written = source_files(".py", ".js", ".mjs", ".css", ".html", ".sh")
    long = {n: len(read(n).splitlines()) for n in written}
    assert {n: lines for n, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines():
    long = []
    for name in source_files(".py"):
        for node in ast.walk(parse(name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                long += [f"{name}:{node.name} {lines}"] if lines > LONGEST_FUNCTION else []
    assert long == []


def test_no_file_or_folder_has_a_name_that_says_nothing():
    found = {n for n in project_files() for part in re.split(r"[/.]", n) if part in FORBIDDEN}
    assert found == set()


def test_no_function_or_class_has_a_name_that_says_nothing():
    found = []
    for name in source_files(".py"):
        for node in ast.walk(parse(name)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found += [f"{name}:{node.name}"] if node.name.lower() in FORBIDDEN else []
    assert found == []


def test_what_is_named_find_may_return_nothing_and_get_raises():
    found = []
    for name in source_files(".py"):
        if not name.startswith("portal/"):
            continue
        # Only functions: what a method is called may be the business of the class above.
        for node in parse(name).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("get_") and node.returns:
                found += [f"{name}:{node.name}"] if "None" in ast.unparse(node.returns) else []
    assert found == []


def test_nothing_is_left_to_do():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    written = source_files(".py", ".js", ".mjs", ".css", ".html", ".md", ".cfg", ".toml")
    found = [n for n in written if marks.search(read(n)) and n != "tests/house/test_shape.py"]
    assert found == []


def test_every_module_and_package_says_what_it_is():
    ours = [n for n in source_files(".py") if n.startswith(("portal/", "tools/")) and read(n)]
    silent = [name for name in ours if not ast.get_docstring(parse(name))]
    assert silent == []
