"""BottleCRM: its own release on its own PostgreSQL and Redis, with an organization and a token."""

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.servers.processes import free_port, listens, process, wait_for

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))

BEGIN = """
from django.db import connection
from common.models import Org, Profile, User
org = Org.objects.create(name="Team")
def on(user, role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.current_org', %s, false)", [str(org.id)])
    return Profile.objects.create(user=user, org=org, role=role, is_active=True)
ana = User.objects.create_user(email="ana@team.example", password="open-sesame-1")
ben = User.objects.create_user(email="ben@team.example", password="open-sesame-2")
admin, other = on(ana, "ADMIN"), on(ben, "USER")
from rest_framework_simplejwt.tokens import AccessToken
from common.serializer import OrgAwareRefreshToken
token = OrgAwareRefreshToken.for_user_and_org(ana, org, admin)
print("TOKEN", token.access_token)
"""


class Running(NamedTuple):
    """BottleCRM as it runs.

    Attributes:
        url: Of its API.
        token: Of an administrator, as connectors send it.
        redis: Stops (False) and starts (True) its Redis.
    """

    url: str
    token: str
    redis: Callable[[bool], None]

    def ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401  # JSON
        """One request to its own API; what it answered."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(  # this machine
            f"{self.url}{path}", data=data, headers=headers, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")


@contextmanager
def bottlecrm(installed: Path, work: Path) -> Iterator[Running]:
    """It runs until the context ends.

    Args:
        installed: Where `.ci/servers` has put it.
        work: A folder for what it writes.
    """
    python = installed / "bottlecrm" / "bin" / "python"
    shutil.chown(work, "postgres") if os.getuid() == 0 else None
    work.chmod(0o755)
    with ExitStack() as stack:
        db_port, redis_port, port = free_port(), free_port(), free_port()
        environ = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "crm.settings",
            "SECRET_KEY": "for-tests-alone-and-long-enough-to-be-one-50-characters",
            "DBNAME": "crm", "DBUSER": "crm", "DBPASSWORD": "crm", "DBHOST": "127.0.0.1",
            "DBPORT": str(db_port),
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{redis_port}/0",
            "CELERY_RESULT_BACKEND": f"redis://127.0.0.1:{redis_port}/0",
            "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
            "ENV_TYPE": "dev",
        }  # fmt: skip
        stack.enter_context(_postgres(installed, work, db_port))
        redis = stack.enter_context(_redis(work, redis_port))
        admin = [str(python), "-m", "django"]
        token = _prepared(admin, environ, work)
        serve = [*admin, "runserver", "--noreload", f"127.0.0.1:{port}"]
        log = work / "bottlecrm.log"
        stack.enter_context(process(serve, log, environ))
        wait_for(lambda: listens(port), "BottleCRM", log)
        yield Running(f"http://127.0.0.1:{port}/api", token, redis)


def _as_owner(command: list[str]) -> list[str]:
    """Run as somebody whom PostgreSQL does not refuse."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command] if (
        os.getuid() == 0
    ) else command  # fmt: skip


@contextmanager
def _postgres(installed: Path, work: Path, port: int) -> Iterator[None]:
    data, log, tools = work / "pg", work / "pg.log", POSTGRES[-1]
    log.touch()
    init = [str(tools / "initdb"), "-D", str(data), "-U", "owner", "--auth=trust", "-E", "UTF8",
            "--no-sync", "--locale=C.UTF-8"]  # fmt: skip
    subprocess.run(_as_owner(init), check=True, capture_output=True, cwd=work)
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"]
    serve = [str(tools / "postgres"), "-D", str(data), "-p", str(port)]
    serve += [word for option in options for word in ("-c", option)]
    with process(_as_owner(serve), log, os.environ):
        wait_for(lambda: listens(port), "PostgreSQL", log)
        # Row level security does not hold for a superuser, so its role is none.
        for sql in (
            "CREATE ROLE crm LOGIN PASSWORD 'crm' CREATEDB",
            "CREATE DATABASE crm OWNER crm",
        ):
            ask = ["psql", "-h", "127.0.0.1", "-p", str(port), "-U", "owner", "postgres", "-c", sql]
            wait_for(lambda: subprocess.run(ask, capture_output=True).returncode == 0, sql, log)  # noqa: B023  # at once
        yield


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def _redis(work: Path, port: int) -> Iterator[Callable[[bool], None]]:
    log = work / "redis.log"
    serve = [
        "redis-server",
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        str(work),
    ]
    with ExitStack() as stack:
        running = [stack.enter_context(process(serve, log, os.environ))]

        def switch(on: bool) -> None:
            if not on:
                running.pop().terminate()
                wait_for(lambda: not listens(port), "Redis to end", log)
            else:
                running.append(stack.enter_context(process(serve, log, os.environ)))
                wait_for(lambda: listens(port), "Redis", log)

        wait_for(lambda: listens(port), "Redis", log)
        yield switch


def _prepared(admin: list[str], environ: dict[str, str], work: Path) -> str:
    """The database migrated, with an organization of two; the administrator's token."""
    done = subprocess.run(
        [*admin, "migrate", "-v", "0"], env=environ, cwd=work, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    done = subprocess.run(
        [*admin, "shell", "-v", "0", "-c", BEGIN],
        env=environ,
        cwd=work,
        capture_output=True,
        text=True,
    )
    words = done.stdout.split()
    if "TOKEN" not in words:
        raise RuntimeError(done.stderr[-3000:])
    return words[words.index("TOKEN") + 1]
