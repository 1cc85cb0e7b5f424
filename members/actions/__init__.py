"""The deeds of the register, one file per noun."""

from members.actions.memberships import join
from members.actions.mergers import record_merger
from members.actions.people import assign_role, end_role, give_account

__all__ = ["assign_role", "end_role", "give_account", "join", "record_merger"]
