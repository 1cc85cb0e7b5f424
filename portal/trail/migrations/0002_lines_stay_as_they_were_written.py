"""The database itself refuses to change or delete a line of the trail."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER trail_line_is_never_{done} BEFORE {deed} ON trail_line
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$;
CREATE TRIGGER trail_line_is_never_touched BEFORE UPDATE OR DELETE ON trail_line
FOR EACH ROW EXECUTE FUNCTION trail_refuses();
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE.format(done="changed", deed="UPDATE"))
        schema_editor.execute(SQLITE.format(done="deleted", deed="DELETE"))
    else:
        schema_editor.execute(POSTGRESQL)


def let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER trail_line_is_never_changed")
        schema_editor.execute("DROP TRIGGER trail_line_is_never_deleted")
    else:
        schema_editor.execute("DROP TRIGGER trail_line_is_never_touched ON trail_line")
        schema_editor.execute("DROP FUNCTION trail_refuses()")


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(guard, let_go)]
