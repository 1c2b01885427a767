"""A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on a free port."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/pgsql-*/bin")


def programs() -> Path | None:
    """The folder with PostgreSQL's server programs, newest first."""
    for pattern in _PLACES:
        root, _, rest = pattern.lstrip("/").partition("/")
        found = sorted(Path("/", root).glob(f"{rest}/initdb"))
        if found:
            return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Run a server and give its address, without a database name. ``durable``: commits reach the disk."""
    bin_ = programs()
    assert bin_ is not None
    with tempfile.TemporaryDirectory(prefix="inroad-pg-") as folder:
        user = _unprivileged(Path(folder))
        data, port = Path(folder) / "data", free_port()
        _run([bin_ / "initdb", "-D", data, "-U", "inroad", "-A", "trust", "-N"], user)
        options = (
            f"-p {port} -h 127.0.0.1 -k {folder} -c fsync={'on' if durable else 'off'} -c max_connections=200"
        )
        log = Path(folder) / "log"
        _run([bin_ / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"], user)
        try:
            yield f"postgresql://inroad@127.0.0.1:{port}"
        finally:
            _run([bin_ / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user)


def _run(command: list[str | Path], user: str | None) -> None:
    subprocess.run(
        command, user=user, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd="/"
    )


def _unprivileged(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: then the folder and the processes belong to somebody else."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "nobody")
    return "nobody"


def free_port() -> int:
    """A port on loopback that nobody has just now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port
