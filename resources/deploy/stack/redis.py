"""Redis from Debian's packages: the queue between Airflow's scheduler and Celery's workers."""

from __future__ import annotations

import shutil
import socket

from resources.deploy.stack.place import Place
from resources.deploy.stack.service import Service, StackError


def make_redis(place: Place) -> Service:
    """Return the service, which keeps its queue on disk over a restart."""
    program = shutil.which("redis-server")
    if program is None:
        raise StackError("Redis is not installed: apt-get install redis-server")
    folder = place.folder("redis")
    configuration = folder / "redis.conf"
    configuration.touch(mode=0o600)
    lines = [
        f"port {place.port('redis')}",
        "bind 127.0.0.1",
        f"requirepass {place.secret('REDIS_PASSWORD')}",
        f"dir {folder}",
        "appendonly yes",
    ]
    configuration.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Service(
        name="redis",
        command=[program, str(configuration)],
        environment=place.environment,
        logs=place.logs,
        healthy=lambda: _listens(place.port("redis")),
    )


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
    except OSError:
        return False
