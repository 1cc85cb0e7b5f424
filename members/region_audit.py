"""Invariants of regions and areas, counted again from the rows; yields sentences."""

from itertools import pairwise

from members.models import NetworkAreaMembership, RegionSupport


def regions():
    """A municipality lies in one network area at a time; a youth region gets one level of support at a time."""
    for rows, owner in (
        (NetworkAreaMembership.objects.order_by("municipality", "starts_on"), "municipality_id"),
        (RegionSupport.objects.order_by("region", "starts_on"), "region_id"),
    ):
        for row, after in pairwise(rows):
            is_of_one = getattr(row, owner) == getattr(after, owner)
            if is_of_one and (row.ends_on is None or row.ends_on > after.starts_on):
                yield f"{row._meta.model_name} {row.pk} and {after.pk}: both hold on {after.starts_on}"
