"""A portal and its store know each other."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Settings, WrongSetting
from portal.storage import LocalStore, current_store, instance_id, register


def settings(tmp_path: Path) -> Settings:
    return Settings.from_env({"PORTAL_DATA_DIR": str(tmp_path / "data")})


def test_the_id_of_a_portal_is_made_once(tmp_path: Path):
    assert instance_id(tmp_path / "new") == instance_id(tmp_path / "new")


def test_processes_that_start_together_agree_on_the_id(tmp_path: Path):
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(instance_id, [tmp_path] * 64))) == 1


def test_portals_that_start_together_agree_on_the_owner(tmp_path: Path):
    store = LocalStore(tmp_path)
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(store.mark, map(str, range(64))))) == 1


def test_the_application_finds_its_store(tmp_path: Path):
    app = Flask("test")
    register(app, settings(tmp_path), "portal-a")
    with app.app_context():
        assert current_store().answers()


def test_a_foreign_store_stops_the_start(tmp_path: Path):
    register(Flask("a"), settings(tmp_path), "portal-a")
    with pytest.raises(WrongSetting, match="PORTAL_MEDIA_URL"):
        register(Flask("b"), settings(tmp_path), "portal-b")
