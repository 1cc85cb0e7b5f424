"""Pages and files that show several apps at once: the home page, dossiers, reports, the demo data.

Nobody calls it but people and the command line.
It leans on every app below.
"""
