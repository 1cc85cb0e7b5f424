"""Modules, editions with their half-days, and who registers for them: seats, waiting list, moves and cancellations.

Reports calls it for the home page and the demo.
It leans on members for people, places, touchpoints and to-dos, and on portal for the outbox.
"""
