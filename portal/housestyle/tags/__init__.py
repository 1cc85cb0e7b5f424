"""The components of the house style as template tags; seen together at /huisstijl/."""

from portal.housestyle.tags import blocks, choosing, figures, shell, small
from portal.housestyle.tags.library import register

__all__ = ["blocks", "choosing", "figures", "register", "shell", "small"]
