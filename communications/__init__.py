"""What goes out to members: the planner, audiences, the shelf of materials, newsletters.

Surveys, trainings, trajectories and reports will announce their plans here.
It leans on members for people and on portal for the outbox.
"""
