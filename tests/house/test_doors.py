"""Views, templates, tests and commands: what has a name has it everywhere."""

import ast
import re

import click
import pytest

from portal import cli
from portal.config import Settings
from tests.house.files import ROOT, parse, project_files, read, source_files

INLINE = (
    re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", re.I),
    re.compile(r"<style\b", re.I),
    re.compile(r"<[a-z][^>{]*\sstyle\s*=", re.I),
    re.compile(r"<[a-z][^>{]*\son[a-z]+\s*=", re.I),
    re.compile(r"javascript:", re.I),
)
# Letters are not pages: mail programs know no style sheets, and no script runs there.
TEMPLATES = [n for n in source_files(".html") if "/templates/" in n and "/mail/" not in n]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_inline_script_or_style(name):
    text = re.sub(r"\{#.*?#\}", "", read(name), flags=re.S)
    assert [pattern.pattern for pattern in INLINE if pattern.search(text)] == []


def _rendered(node):
    is_render = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "render_template"
    first = node.args[0] if is_render and node.args else None
    return first.value if isinstance(first, ast.Constant) else None


def test_every_template_that_a_view_renders_is_there(app):
    missing = []
    for name in source_files(".py"):
        if name.startswith("portal/"):
            rendered = filter(None, map(_rendered, ast.walk(parse(name))))
            missing += [f"{name}: {t}" for t in rendered if not _is_there(app, t)]
    assert missing == []


def _is_there(app, template):
    return template in app.jinja_env.list_templates() or bool(
        app.jinja_env.get_or_select_template(template)
    )


def test_a_view_renders_templates_of_its_own_feature():
    """`trails.show` renders trails/…: endpoint, template and package share a name."""
    strangers = []
    for name in source_files(".py"):
        parts = name.split("/")
        if parts[0] != "portal" or len(parts) < 3 or parts[1] == "web":
            continue
        for template in filter(None, map(_rendered, ast.walk(parse(name)))):
            strangers += [f"{name}: {template}"] if template.split("/")[0] != parts[1] else []
    assert strangers == []


def test_every_endpoint_belongs_to_a_feature(app):
    loose = [rule.endpoint for rule in app.url_map.iter_rules() if "." not in rule.endpoint]
    assert loose == []


def test_every_setting_is_documented():
    named = set(re.findall(r"PORTAL_[A-Z]+(?:_[A-Z]+)*", read("portal/config.py")))
    said = set(re.findall(r"PORTAL_[A-Z]+(?:_[A-Z]+)*", read("docs/configuration.md")))
    assert len(named) >= len(Settings.__dataclass_fields__) - 4
    assert said == named


def _commands(group, path="portal"):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


def test_every_command_is_documented_and_explains_itself():
    text = read("docs/operating.md")
    for name, command in _commands(cli.portal):
        assert f"`{name}" in text, name
        assert command.help, name


def _skips(tree):
    """(line, whether a reason is given) of everything that leaves a test out."""
    told = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            has_reason = any(k.arg == "reason" for k in node.keywords)
            told[node.func] = has_reason or (_attribute(node.func) == "skip" and bool(node.args))
    for node in ast.walk(tree):
        if _attribute(node) in {"skip", "skipif", "xfail"}:
            yield node.lineno, told.get(node, False)


def _attribute(node):
    return node.attr if isinstance(node, ast.Attribute) else ""


def test_every_test_that_is_left_out_says_why():
    tests = [name for name in source_files(".py") if name.startswith("tests/")]
    silent = [f"{n}:{line}" for n in tests for line, says in _skips(parse(n)) if not says]
    assert silent == []


def test_no_file_names_a_registry():
    # Split, so that this file does not name them either.
    hosts = [a + "." + b for a, b in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]
    hosts += ["npmjs" + ".com", "registry." + "yarnpkg.com"]
    found = []
    for name in project_files():
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        found += [f"{name}: {host}" for host in hosts if host in text]
    assert found == []


def test_lock_files_carry_no_index_and_every_package_a_hash():
    for name in ("run", "dev", "node"):
        text = read(f"requirements/{name}.lock")
        assert "://" not in text
        assert not re.search(r"^-", text, re.M)
        packages = re.split(r"^(?=[a-z0-9])", text, flags=re.M | re.I)[1:]
        assert all("--hash=sha256:" in package for package in packages)
