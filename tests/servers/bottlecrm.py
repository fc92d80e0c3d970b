"""BottleCRM: its own release on its own PostgreSQL and Redis, with an organization and a token."""

import json
import os
import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.servers.processes import free_port, listens, process, wait_for

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))

BEGIN = """
from django.db import connection
from common.models import Org, Profile, User
org = Org.objects.create(name="Team")
with connection.cursor() as cursor:
    cursor.execute("SELECT set_config('app.current_org', %s, false)", [str(org.id)])
for name, role in (("ana", "ADMIN"), ("ben", "USER")):
    user = User.objects.create_user(email=name + "@team.example", password="open-sesame-1")
    Profile.objects.create(user=user, org=org, role=role, is_active=True)
"""
TOKEN = """
from django.db import connection
from common.models import Org, Profile, User
from common.serializer import OrgAwareRefreshToken
org, ana = Org.objects.get(name="Team"), User.objects.get(email="ana@team.example")
with connection.cursor() as cursor:
    cursor.execute("SELECT set_config('app.current_org', %s, false)", [str(org.id)])
profile = Profile.objects.get(user=ana)
print("TOKEN", OrgAwareRefreshToken.for_user_and_org(ana, org, profile).access_token)
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
        admin = [str(python), "-m", "django"]
        _copied(installed, work, db_port, admin, environ)
        stack.enter_context(_postgres(work, db_port))
        redis = stack.enter_context(_redis(work, redis_port))
        said = _run(admin, environ, work, "shell", "-v", "0", "-c", TOKEN)
        token = said[said.index("TOKEN") + 1]
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


def _copied(
    installed: Path, work: Path, port: int, admin: list[str], environ: dict[str, str]
) -> None:
    """A database of our own, migrated and with an organization of two.

    Migrating takes minutes, so it is done once and copied from then on.
    """
    kept = installed / "bottlecrm-data"
    if not kept.exists():
        tools, data = POSTGRES[-1], work / "pg"
        init = [str(tools / "initdb"), "-D", str(data), "-U", "owner", "--auth=trust"]
        init += ["-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
        subprocess.run(_as_owner(init), check=True, capture_output=True, cwd=work)
        with _postgres(work, port):
            ask = ["psql", "-h", "127.0.0.1", "-p", str(port), "-U", "owner", "postgres", "-c"]
            # Row level security does not hold for a superuser, so its role is none.
            role = "CREATE ROLE crm LOGIN PASSWORD 'crm' CREATEDB"
            for sql in (role, "CREATE DATABASE crm OWNER crm"):
                subprocess.run([*ask, sql], check=True, capture_output=True)
            _run(admin, environ, work, "migrate", "-v", "0")
            _run(admin, environ, work, "shell", "-v", "0", "-c", BEGIN)
        shutil.copytree(data, f"{kept}.new")
        os.replace(f"{kept}.new", kept)
        shutil.rmtree(data)
    shutil.copytree(kept, work / "pg")
    for path in (work / "pg", *(work / "pg").rglob("*")):
        shutil.copystat(kept / path.relative_to(work / "pg"), path)
        if os.getuid() == 0:
            shutil.chown(path, "postgres", "postgres")


@contextmanager
def _postgres(work: Path, port: int) -> Iterator[None]:
    log, tools = work / "pg.log", POSTGRES[-1]
    log.touch()
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"]
    serve = [str(tools / "postgres"), "-D", str(work / "pg"), "-p", str(port)]
    serve += [word for option in options for word in ("-c", option)]
    with process(_as_owner(serve), log, os.environ, end=signal.SIGINT):
        ready = [str(tools / "pg_isready"), "-h", "127.0.0.1", "-p", str(port)]
        wait_for(lambda: _works(ready), "PostgreSQL", log)
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


def _run(admin: list[str], environ: dict[str, str], work: Path, *words: str) -> list[str]:
    """One command of its administration; the words it printed."""
    done = subprocess.run(
        [*admin, *words], env=environ, cwd=work, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout.split()


def seed(crm: Running, accounts: int, people: int, deals: int) -> dict[str, list[str]]:
    """So many records, made through its own API; their ids."""
    me = crm.ask("GET", "/profile/")["user_obj"]["id"]

    def account(number: int) -> str:
        body = {"name": f"Account {number:03}", "assigned_to": [me], "currency": "EUR"}
        return str(crm.ask("POST", "/accounts/", body)["id"])

    with ThreadPoolExecutor(4) as pool:
        made = [*pool.map(account, range(accounts))]

        def person(number: int) -> str:
            body = {"first_name": "Person", "last_name": f"{number:03}", "email": f"p{number}@x.io"}
            body["account"] = made[number % accounts]
            return str(crm.ask("POST", "/contacts/", body)["id"])

        def deal(number: int) -> str:
            body = {
                "name": f"Deal {number:03}", "account": made[number % accounts], "amount": "100.50",
                "stage": "PROSPECTING", "currency": "EUR", "closed_on": "2026-12-05",
                "assigned_to": [me], "probability": 10,
            }  # fmt: skip
            return str(crm.ask("POST", "/opportunities/", body)["id"])

        return {
            "accounts": made,
            "people": [*pool.map(person, range(people))],
            "deals": [*pool.map(deal, range(deals))],
        }
