"""Sets up Inquit in this folder and runs it, on a machine that has nothing but Python.

    python3 run.py demo     read the sample stories and print who said what
    python3 run.py serve    open the pages of a ledger in a browser; options of inquit serve may follow
    python3 run.py test     lint, types and tests
    python3 run.py bench    measure how fast pages are read; options of benchmarks/read_pages.py may follow

Everything is installed into `.venv` beside this file; delete that folder to start afresh.
"""

# Only the standard library, and only syntax that Python 3.6 can parse: an old Python gets a message, not a SyntaxError.

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON_TRIED = 14
WINDOWS = os.name == "nt"

# What pip brings for each extra, in MB, on Linux with Python 3.11 (November 2026); other systems differ by a few MB.
DOWNLOAD_MB = {"": 80, "dev": 260, "web": 85}
DISK_MB = {"": 320, "dev": 980, "web": 335}

BENCH_PAGES = 200
STATE = "inquit-run.json"
LOG = "inquit-install.log"
_DOWNLOADING = re.compile(r"\s*Downloading (?P<name>[\w.]+?)-\d.*\((?P<size>[\d.]+ MB)\)")


class SetupError(Exception):
    """Ends the program with a message that says what to do now."""


def main(arguments: "list[str]") -> int:
    commands = {"demo": run_demo, "serve": run_serve, "test": run_test, "bench": run_bench}
    if not arguments or arguments[0] not in commands:
        print(__doc__, file=sys.stdout if arguments in (["-h"], ["--help"]) else sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        check_python(arguments[0])
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # a pipe on Windows cannot take all that pip or a path may hold
        return commands[arguments[0]](arguments[1:])
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nInterrupted. To go on: {command_line(*arguments)}", file=sys.stderr)
        return 130


# The commands


def run_demo(arguments: "list[str]") -> int:
    no_more(arguments)
    prepare("")
    status = run(tool("inquit"), "demo")
    if status == 0:
        activate = ".venv\\Scripts\\activate" if WINDOWS else "source .venv/bin/activate"
        say(
            f"\nHere, inquit is {shown(tool('inquit'))}; after this it is inquit alone:\n  {activate}\n"
            f"Lint, types and tests of the whole project:\n  {command_line('test')}"
        )
    return status


def run_serve(arguments: "list[str]") -> int:
    prepare("web")
    return run(tool("inquit"), "serve", *arguments)


def run_test(arguments: "list[str]") -> int:
    no_more(arguments)
    prepare("dev")
    say("Checking and testing; this takes a few minutes.")
    python = tool("python")
    if run(python, "-c", "import sys, importlib.util as u; sys.exit(u.find_spec('torch') is None)") != 0:
        say("Tests of training/ that need torch are skipped: torch is not installed (it is not needed to read).")
    coverage = ("--cov", "--cov-report=term:skip-covered", "--cov-fail-under=90")
    steps = [
        ("ruff check", ("-m", "ruff", "check")),
        ("ruff format --check", ("-m", "ruff", "format", "--check")),
        ("mypy", ("-m", "mypy")),
        # A file's tests stay together: they share what a fixture made.
        ("pytest", ("-m", "pytest", "-rs", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", *coverage)),
    ]
    results = []
    for name, step in steps:
        say(f"\n== {name}")
        results.append((name, run(python, *step) == 0))
    say("")
    for name, passed in results:
        say(f"{'passed' if passed else 'FAILED'}  {name}")
    if not all(passed for _, passed in results):
        return 1
    say(f"\nAll passed. What to try next:\n  {command_line('demo')}\n  {command_line('bench')}")
    return 0


def run_bench(arguments: "list[str]") -> int:
    prepare("")
    pages = ROOT / "build" / "bench-pages"
    say(f"Making {BENCH_PAGES} pages in {pages} (35 MB), then reading them several times; this takes some minutes.")
    made = run(tool("python"), "-m", "benchmarks.make_pages", "--pages", str(BENCH_PAGES), "--out", str(pages))
    return made or run(tool("python"), "-m", "benchmarks.read_pages", str(pages), *arguments)


def no_more(arguments: "list[str]") -> None:
    if arguments:
        raise SetupError(f"Not understood: {' '.join(arguments)}. Only bench and serve take options.")


# Is this machine fit?


def check_python(command: str) -> None:
    """Stop where this Python is too old, and name a newer one if the machine has it."""
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return
    wanted = ".".join(map(str, OLDEST_PYTHON))
    have = ".".join(map(str, sys.version_info[:3]))
    for minor in range(NEWEST_PYTHON_TRIED, OLDEST_PYTHON[1] - 1, -1):
        # A name on the PATH may be a version manager's stand-in for a Python that is not there: ask it.
        newer = f"python3.{minor}"
        if shutil.which(newer) and subprocess.call([newer, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            advice = f"This machine has a newer one:\n  {newer} run.py {command}"
            break
    else:
        advice = "Get a newer one from your system's packages or from https://www.python.org/downloads/"
    raise SetupError(f"Inquit needs Python {wanted} or newer; this is Python {have} ({sys.executable}).\n{advice}")


def check_venv() -> None:
    """Stop where Python came without the parts that make a virtual environment with pip, as Debian's does."""
    # Imported, not looked up: some systems ship a half of it that only fails on import.
    code = "import venv, ensurepip"
    if subprocess.call([sys.executable, "-c", code], stderr=subprocess.DEVNULL) == 0:
        return
    if shutil.which("apt-get"):
        sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        advice = f"Install them with:\n  {sudo}apt-get install python{version}-venv"
    else:
        advice = "Install the whole of Python from https://www.python.org/downloads/"
    raise SetupError(f"This Python ({sys.executable}) came without venv or pip.\n{advice}\nThen run the same again.")


# The virtual environment


def prepare(extra: str) -> None:
    """Make `.venv` and install Inquit with one extra into it; do nothing where that is done already.

    The state file says how far an earlier run came: it reads "installing" from before the first file is written until
    the last is, so that what an interrupted run left behind is known and made again from nothing.
    """
    state = read_state()
    key = fingerprint()
    if state.get("key") == key and extra in state.get("extras", []) and tool("python").is_file():
        return
    mb = DOWNLOAD_MB[extra]
    say(
        f"Installing Inquit into {venv_folder()}: downloads about {mb} MB, takes a minute or two,"
        f" {DISK_MB[extra]} MB on disk. Later runs start at once."
    )
    if state.get("python") != python_version() or not tool("python").is_file():
        make_venv()
    write_state({"state": "installing"})
    # Editable: what is run is what stands in this folder, also after an update of it.
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    # The model of `inquit search --meaning`, without which its tests are skipped.
    beside = ["--editable", str(ROOT / "packages" / "inquit-meaning")] if extra == "dev" else []
    pip_install("--constraint", str(ROOT / "constraints.txt"), *beside, "--editable", target)
    extras = sorted({"", extra, *(state.get("extras", []) if state.get("key") == key else [])})
    write_state({"state": "ready", "key": key, "python": python_version(), "extras": extras})


def make_venv() -> None:
    check_venv()
    folder = venv_folder()
    if folder.exists():
        if not (folder / STATE).is_file():
            raise SetupError(
                f"{folder} is there, but was not made by run.py. Rename or remove it, then run the same again;"
                ' or install into it yourself: pip install -c constraints.txt ".[dev]"'
            )
        try:
            empty(folder)
        except OSError as error:
            raise SetupError(
                f"{folder} cannot be made anew: {error}. Close what uses it, then run the same again."
            ) from error
    folder.mkdir(exist_ok=True)
    write_state({"state": "installing"})
    if run(sys.executable, "-m", "venv", str(folder)) != 0:
        raise SetupError(f"Could not make {folder}; the lines above say why.")


def empty(folder: Path) -> None:
    """Remove what an earlier run made, all but the state file: it says that the folder is ours if this is cut short."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(str(entry))
        elif entry.name != STATE:
            entry.unlink()


def pip_install(*arguments: str) -> None:
    """Run pip; show the large downloads while it works, keep the rest in a log, show its end if it fails."""
    command = [str(tool("python")), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    lines = []
    with subprocess.Popen(
        command + list(arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip("\r\n"))
            downloading = _DOWNLOADING.match(line)
            if downloading:
                say("  {:<20} {:>8}".format(*downloading.group("name", "size")))
            elif line.startswith("Installing collected packages"):
                say("  installing")
    log = venv_folder() / LOG
    log.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if process.returncode != 0:
        errors = [line.strip() for line in lines if "error:" in line.lower()]
        tail = "\n".join(f"  {line}" for line in errors[-4:] or lines[-4:])
        raise SetupError(
            f"pip could not install Inquit (the whole of what it said is in {log}):\n{tail}\n"
            "If the network is the cause, check it (behind a proxy set HTTPS_PROXY), then run the same again."
        )


def venv_folder() -> Path:
    return ROOT / ".venv"


def tool(name: str, windows: bool = WINDOWS) -> Path:
    """Path of a program in the virtual environment."""
    return venv_folder() / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)


def fingerprint() -> str:
    """Changes whenever an installation must be brought up to date: its description, the pins, the Python, the place."""
    digest = hashlib.sha256(f"{python_version()} {ROOT}".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def python_version() -> str:
    return ".".join(map(str, sys.version_info[:2]))


def read_state() -> dict:
    """What the last run left; empty where there was none, it was interrupted, or the file is damaged."""
    try:
        state = json.loads((venv_folder() / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) and state.get("state") == "ready" else {}


def write_state(state: dict) -> None:
    beside = venv_folder() / (STATE + ".new")
    beside.write_text(json.dumps(state), encoding="utf-8")
    beside.replace(venv_folder() / STATE)


# Talking and calling


def say(text: str) -> None:
    print(text, flush=True)  # before what the programs below print, also through a pipe


def run(program: "str | Path", *arguments: str) -> int:
    return subprocess.call([str(program), *arguments], cwd=str(ROOT))


def shown(path: Path) -> str:
    """A program's path as a user in this folder types it."""
    return str(path.relative_to(ROOT)) if Path.cwd() == ROOT else str(path)


def command_line(*arguments: str) -> str:
    """How to call this script, as a user types it here."""
    return " ".join(["py" if WINDOWS else "python3", shown(Path(__file__).resolve()), *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
