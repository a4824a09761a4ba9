"""Triggers that keep rows as they were written: the database itself refuses the change."""

from __future__ import annotations

from collections.abc import Collection

from django.db.migrations import RunSQL

_REFUSE = """
CREATE OR REPLACE FUNCTION registry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: rows are append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""


def append_only(table: str, *, deletes: bool = False) -> RunSQL:
    """Refuse UPDATE and TRUNCATE on ``table``, and DELETE too unless ``deletes`` are allowed."""
    operations = "UPDATE" if deletes else "UPDATE OR DELETE"
    return RunSQL(
        sql=f"""{_REFUSE}
        CREATE TRIGGER {table}_rows_stay BEFORE {operations} ON {table}
          FOR EACH ROW EXECUTE FUNCTION registry_refuse();
        CREATE TRIGGER {table}_table_stays BEFORE TRUNCATE ON {table}
          FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse();""",
        reverse_sql=f"""DROP TRIGGER {table}_rows_stay ON {table};
        DROP TRIGGER {table}_table_stays ON {table};""",
    )


def frozen_unless(table: str, *, column: str, values: Collection[str], free: Collection[str]) -> RunSQL:
    """Refuse a change of any column but the ``free`` ones while ``column`` holds none of ``values``."""
    allowed = ", ".join(f"'{value}'" for value in values)
    loose = ", ".join(f"'{name}'" for name in free)
    return RunSQL(
        sql=f"""
        CREATE OR REPLACE FUNCTION {table}_freeze() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.{column} NOT IN ({allowed})
             AND (to_jsonb(NEW) - ARRAY[{loose}]) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY[{loose}]) THEN
            RAISE EXCEPTION 'the declaration of % is frozen', TG_TABLE_NAME
              USING ERRCODE = 'restrict_violation';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER {table}_freezes BEFORE UPDATE ON {table}
          FOR EACH ROW EXECUTE FUNCTION {table}_freeze();""",
        reverse_sql=f"DROP TRIGGER {table}_freezes ON {table}; DROP FUNCTION {table}_freeze();",
    )
