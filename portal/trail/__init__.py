"""The trail: who decided, changed, exported or overrode what, in sentences that anybody can read.

Every app writes with `trail.actions.write` in the transaction of the deed; nothing is changed or taken out afterwards.
It leans on pointers for what a line is about, so that names are looked up when it is read and never stored.
"""
