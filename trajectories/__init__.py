"""Guidance and quality trajectories, from request to handover and the check a year later.

Reports will call it; trainings is its neighbour and neither knows the other.
It leans on surveys for measurements and on members for people and their agenda.
"""
