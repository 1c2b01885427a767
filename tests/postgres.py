"""A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on a free port."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that can be stopped and started. ``address``: without a database name."""

    folder: Path
    port: int
    user: str | None
    durable: bool

    @property
    def address(self) -> str:
        return f"postgresql://inroad@127.0.0.1:{self.port}"

    def start(self) -> None:
        fsync = "on" if self.durable else "off"
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c fsync={fsync} -c max_connections=200"
        self._control("start", "-l", self.folder / "log", "-o", options)

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def initialise(self) -> None:
        self._run("initdb", "-U", "inroad", "-A", "trust", "-N")

    def _control(self, *arguments: str | Path) -> None:
        self._run("pg_ctl", "-w", *arguments)

    def _run(self, program: str, *arguments: str | Path) -> None:
        bin_ = programs()
        assert bin_ is not None
        _run([bin_ / program, "-D", self.folder / "data", *arguments], self.user)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Run a new cluster. ``durable``: commits reach the disk."""
    with tempfile.TemporaryDirectory(prefix="inroad-pg-") as folder:
        made = Cluster(Path(folder), free_port(), _unprivileged(Path(folder)), durable)
        made.initialise()
        made.start()
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Run a server and give its address, without a database name. ``durable``: commits reach the disk."""
    with cluster(durable=durable) as made:
        yield made.address


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
