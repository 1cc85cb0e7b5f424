"""The rotation: which module ran when, what is due, what stands out, and a cycle copied onto a later one.

The planner's pages, the module page and the actions of the rotation call it. It reads editions, remarks and interest;
nothing here is stored: what is due follows from what ran.
"""

from trainings.rotation.copying import Copy, copies, seal
from trainings.rotation.findings import findings
from trainings.rotation.history import History, Status, public_history, staff_history
from trainings.rotation.matrix import matrix
from trainings.rotation.refusals import RotationRefusal
from trainings.rotation.returning import returns
from trainings.rotation.suggesting import suggestions

__all__ = [
    "Copy",
    "History",
    "RotationRefusal",
    "Status",
    "copies",
    "findings",
    "matrix",
    "public_history",
    "returns",
    "seal",
    "staff_history",
    "suggestions",
]
