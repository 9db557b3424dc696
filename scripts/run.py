"""`make run`: the whole site on this machine, in one command that Ctrl-C stops."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import suppress
from threading import Thread

from scripts.command_steps import ROOT, shown
from scripts.environment import BIN, DISK_FOR_RUNNING, check_disk, compile_modules, ensure_environment
from scripts.patience import Patience, processor_seconds
from scripts.preparation import Preparation, site_environment
from scripts.processes import Child, Children
from scripts.refusal import RefusalError, run_command

HOST = "127.0.0.1"
ACCOUNTS = """
  Comptes de démonstration, mot de passe : demo-extranet
    coordination@example.org              coordination départementale
    territoire.cahors@example.org         animation territoriale (aussi figeac, gourdon)
    animateur1@example.org                animateur d’un EPM (jusqu’à animateur180)
    carte 46-0001, code 2580              apprenant, sur http://{host}:{port}/carte/
"""


def main(arguments: list[str]) -> int:
    if arguments:
        raise RefusalError("make run ne prend pas d’argument ; le port se choisit par PORT=8123 make run.")
    port = chosen_port(os.environ.get("PORT", "8000"))
    check_port(port)
    check_disk(DISK_FOR_RUNNING)
    print("Extranet des médiateurs numériques : préparation", flush=True)
    is_left_to_compile = ensure_environment(dev=False)
    var, env = site_environment()
    env.setdefault("EXTRANET_ORIGIN", f"http://{HOST}:{port}")
    preparation = Preparation(var, env)
    if is_left_to_compile:
        Thread(target=compile_modules, daemon=True).start()
    preparation.run()
    serve(port, env, is_demo=preparation.is_demo)
    return 0


def chosen_port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise RefusalError(f"PORT={text} n’est pas un numéro de port : choisissez un nombre entre 1024 et 65535.")
    return int(text)


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise RefusalError(f"Le port {port} est réservé au système : essayez PORT=8123 make run.") from None
        except OSError:
            raise RefusalError(f"Le port {port} est déjà pris : essayez PORT={port + 1} make run.") from None


def serve(port: int, env: dict[str, str], *, is_demo: bool) -> None:
    """Run until Ctrl-C, SIGTERM, or a child that cannot live."""
    with Children(Child("Le site", site_command(port), env)) as children:
        with shown("Serveur web et processus de fond"):
            wait_until_ready(port, env, children)
        print(f"\n  Le site est prêt : http://{HOST}:{port}/", flush=True)
        if is_demo:
            print(ACCOUNTS.format(host=HOST, port=port), flush=True)
        print("  Ctrl-C pour tout arrêter.", flush=True)
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(0.5)
                children.revive()
    print("\n  Le serveur web et le processus de fond sont arrêtés.", flush=True)


def site_command(port: int) -> list:
    """Return the command of the web server, the worker and the periodic jobs, which share what they load."""
    return [BIN / "python", "manage.py", "serve", "--all", "--host", HOST, "--port", port, "--verbosity", "0"]


def wait_until_ready(port: int, env: dict[str, str], children: Children) -> None:
    """Wait while the site computes. Raises `RefusalError` with its last answer once it is stuck."""
    patience, answer = Patience(lambda: processor_seconds(*children.numbers())), "aucune réponse"
    while not patience.is_over():
        time.sleep(0.25)
        children.revive()
        answer = health(port, env)
        if not answer:
            return
    raise RefusalError(f"Le site ne devient pas prêt : /sante/ répond « {answer} ».")


def health(port: int, env: dict[str, str]) -> str:
    """Return why the site may not be opened, or an empty string.

    A periodic job that fails for long makes the answer of `/sante/` a 503, and keeps nobody from using the site.
    """
    request = urllib.request.Request(f"http://{HOST}:{port}/sante/", headers={"Accept": "application/json"})
    # The address is on this machine: a company's proxy must not be used.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10) as response:
            return "" if response.status == 200 else str(response.status)
    except urllib.error.HTTPError:
        # The answer tells the public no more than that; the command tells its operator.
        command = [str(part) for part in (BIN / "python", "manage.py", "health", "--json")]
        report = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False).stdout
        return "" if only_jobs_fail(report) else report[:2000]
    except OSError as error:
        return str(error)


def only_jobs_fail(body: str) -> bool:
    try:
        checks = json.loads(body)["checks"]
    except (ValueError, KeyError):
        return False
    return [name for name, check in checks.items() if not check["ok"]] == ["travaux périodiques"]


if __name__ == "__main__":
    run_command(main)
