"""Municipalities through time, people and their dated roles, what they may do, what they did and must do.

Every app above calls it: access for rights, touchpoints for the past, todo for what somebody must do.
It leans on portal alone.
"""
