"""Letting rows of one person point at another, and back: what every app does when two records are one human."""

from django.db import IntegrityError, transaction


def repoint(rows, field, kept, gone):
    """Let the rows that point at `gone` through `field` point at `kept`; returns their ids.

    A row of which `kept` has its like already, as a constraint says, stays where it is.
    """
    pks = list(rows.filter(**{field: gone}).order_by("pk").values_list("pk", flat=True))
    try:
        with transaction.atomic():
            rows.filter(pk__in=pks).update(**{field: kept})
        return pks
    except IntegrityError:
        return [pk for pk in pks if _repoint_one(rows, pk, field, kept)]


def _repoint_one(rows, pk, field, kept):
    try:
        with transaction.atomic():
            return bool(rows.filter(pk=pk).update(**{field: kept}))
    except IntegrityError:
        return False


def point_back(rows, field, kept, gone, pks):
    """Undo `repoint`: of the rows with these ids, those that still point at `kept` point at `gone` again."""
    rows.filter(pk__in=pks, **{field: kept}).update(**{field: gone})


class Repointed:
    """What an app supplies to the person_merge door: rows of these (model, field) pairs follow the kept record."""

    def __init__(self, *pointing):
        self.pointing = pointing

    def preview(self, kept, gone):
        """How many rows would follow, as (words, number)."""
        return [
            (model._meta.verbose_name_plural, model._default_manager.filter(**{field: gone}).count())
            for model, field in self.pointing
        ]

    def do(self, kept, gone):
        """Let them follow; returns the ids by model and field."""
        return {
            f"{model._meta.label}.{field}": repoint(model._default_manager, field, kept, gone)
            for model, field in self.pointing
        }

    def undo(self, kept, gone, moved):
        for model, field in self.pointing:
            point_back(model._default_manager, field, kept, gone, moved.get(f"{model._meta.label}.{field}", ()))
