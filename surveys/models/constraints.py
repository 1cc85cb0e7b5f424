from django.db.models.constraints import BaseConstraint


class SameAsParent(BaseConstraint):
    """A foreign key over two columns: a value that a row copied from its parent is the parent's, always.

    `fields` are the foreign key and the copied column; the parent has a unique constraint on its id and that column.
    Django makes no such keys itself. As long as a child copied the value, the parent cannot change it. Like Django's
    own keys it is looked at when the transaction ends.
    """

    def __init__(self, *, fields, name):
        self.fields = tuple(fields)
        super().__init__(name=name)

    def constraint_sql(self, model, schema_editor):
        pointer, copied = (model._meta.get_field(name) for name in self.fields)
        parent = pointer.remote_field.model
        quoted = schema_editor.quote_name
        return (
            f"CONSTRAINT {quoted(self.name)} FOREIGN KEY ({quoted(pointer.column)}, {quoted(copied.column)}) "
            f"REFERENCES {quoted(parent._meta.db_table)} "
            f"({quoted(parent._meta.pk.column)}, {quoted(parent._meta.get_field(copied.name).column)}) "
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def create_sql(self, model, schema_editor):
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model, schema_editor):
        quoted = schema_editor.quote_name
        return f"ALTER TABLE {quoted(model._meta.db_table)} DROP CONSTRAINT {quoted(self.name)}"

    def validate(self, model, instance, exclude=None, using=None):
        """The database guards it; no form asks for the copied column."""

    def __eq__(self, other):
        return isinstance(other, SameAsParent) and (self.name, self.fields) == (other.name, other.fields)

    def __hash__(self):
        return hash((self.name, self.fields))

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields}
