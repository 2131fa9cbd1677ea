from types import SimpleNamespace

from flask import Flask

from portal.search import current_index, register


def test_the_app_knows_its_index(tmp_path):
    app = Flask("test")
    index = register(app, SimpleNamespace(search_dir=tmp_path / "search"))
    with app.app_context():
        assert current_index() is index
    assert not (tmp_path / "search").exists()
