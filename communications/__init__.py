"""What goes out to members: the planner, audiences, the shelf of materials, newsletters.

Surveys and trainings announce their plans here; trajectories and reports will.
It leans on members for people and on portal for the outbox.
"""
