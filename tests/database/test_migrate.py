"""The revisions and the models say the same, on both databases."""

import pytest
from sqlalchemy import inspect

from portal.database import db, migrate
from portal.database.session import Base
from tools.revise import import_tables

import_tables()


def test_a_new_database_is_current_and_as_the_models_say(app):
    assert migrate.is_current(app)
    assert migrate.differences(app) == []


def test_every_model_has_its_table(inside):
    assert set(Base.metadata.tables) <= set(inspect(db.engine).get_table_names())


def test_revisions_run_down_to_nothing_and_up_again(app):
    migrate.downgrade(app, "base")
    with app.app_context():
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
    assert not migrate.is_current(app)
    migrate.upgrade(app)
    assert migrate.differences(app) == []


def test_a_revision_that_fails_leaves_the_tables_as_they_were(app, monkeypatch):
    migrate.downgrade(app, "base")

    def fail(*_args, **_more):
        raise RuntimeError("the power went")

    monkeypatch.setattr(migrate, "_finish", fail)
    with pytest.raises(RuntimeError):
        migrate.upgrade(app)
    with app.app_context():
        assert inspect(db.engine).get_table_names() == ["alembic_version"]


def test_a_missing_column_is_noticed(app):
    table = next(iter(Base.metadata.sorted_tables))
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN forgotten INTEGER")
    assert any("forgotten" in str(step) for step in migrate.differences(app))
