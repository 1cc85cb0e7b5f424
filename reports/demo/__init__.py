"""Demo data: real municipalities, invented people; made through the actions, so it obeys the rules."""

from reports.demo.seeding import EDITIONS, SIZES, Scene, on_working_days, seed

__all__ = ["EDITIONS", "SIZES", "Scene", "on_working_days", "seed"]
