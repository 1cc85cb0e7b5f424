"""The survey engine: questionnaires, invitations, answers, breakdowns and their disclosure control.

Trainings will call it for evaluations, trajectories for measurements, reports for analyses.
It leans on members for the population and the ledger, on communications for the planner, on portal for the outbox.
"""
