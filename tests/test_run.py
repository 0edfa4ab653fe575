"""run.py, without the network: pip and the programs it calls are replaced by records of the calls."""

from __future__ import annotations

import ast
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "run.py"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script as a module, at home in an empty project; `run.calls` lists what it would have run."""
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text(name)
    shutil.copy(SCRIPT, tmp_path)
    module = load(tmp_path / "run.py")
    module.real_pip_install = module.pip_install

    calls: list[str] = []

    def call(program: str | Path, *arguments: str) -> int:
        calls.append(" ".join([Path(program).name, *arguments]))
        if arguments[:2] == ("-m", "venv"):
            module.tool("python").parent.mkdir(parents=True)
            module.tool("python").touch()
        return 0

    def pip_install(*arguments: str) -> None:
        calls.append(" ".join(["pip install", *arguments]))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "run", call)
    monkeypatch.setattr(module, "check_venv", lambda: None)
    monkeypatch.setattr(module, "pip_install", pip_install)
    module.calls = calls
    yield module


def made(run: ModuleType) -> list[str]:
    """What the calls so far did to the environment; forgets the calls."""
    kinds = [
        "venv" if " -m venv " in call else call.rpartition(" ")[2].replace(str(run.ROOT), ".")
        for call in run.calls
        if " -m venv " in call or call.startswith("pip install")
    ]
    run.calls.clear()
    return kinds


def test_python_3_6_can_parse_it() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize("arguments", [[], ["server"], ["Demo"]])
def test_a_wrong_call_shows_the_commands_and_exits_2(
    run: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run.main(arguments) == 2
    assert "python3 run.py demo     read the sample stories" in capsys.readouterr().err
    assert run.calls == []


def test_help_is_no_error(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    assert "python3 run.py demo     read the sample stories" in capsys.readouterr().out


# An old Python, or half of one


def old_python(run: ModuleType, monkeypatch: pytest.MonkeyPatch, *, newer: set[str]) -> None:
    monkeypatch.setattr(
        run, "sys", SimpleNamespace(version_info=(3, 8, 18), executable="/opt/py/python", stderr=sys.stderr)
    )
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/bin/{name}" if name in newer else None)
    monkeypatch.setattr(run.subprocess, "call", lambda *_, **__: 0)


def test_an_old_python_is_told_which_newer_one_the_machine_has(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old_python(run, monkeypatch, newer={"python3.11", "python3.13", "python3.9"})

    assert run.main(["demo"]) == 1
    assert capsys.readouterr().err == (
        "\nInquit needs Python 3.11 or newer; this is Python 3.8.18 (/opt/py/python).\n"
        "This machine has a newer one:\n  python3.13 run.py demo\n"
    )
    assert run.calls == []


def test_an_old_python_alone_is_told_where_to_get_a_newer_one(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old_python(run, monkeypatch, newer=set())

    assert run.main(["demo"]) == 1
    assert capsys.readouterr().err == (
        "\nInquit needs Python 3.11 or newer; this is Python 3.8.18 (/opt/py/python).\n"
        "Get a newer one from your system's packages or from https://www.python.org/downloads/\n"
    )


@pytest.mark.parametrize(
    ("apt", "user", "advice"),
    [
        (True, 1000, "Install them with:\n  sudo apt-get install python3.12-venv"),
        (True, 0, "Install them with:\n  apt-get install python3.12-venv"),
        (False, 0, "Install the whole of Python from https://www.python.org/downloads/"),
    ],
)
def test_a_python_without_venv_gets_the_one_command(
    monkeypatch: pytest.MonkeyPatch, apt: bool, user: int, advice: str
) -> None:
    script = load(SCRIPT)
    monkeypatch.setattr(script, "sys", SimpleNamespace(version_info=(3, 12, 1), executable="/usr/bin/python3"))
    monkeypatch.setattr(script, "os", SimpleNamespace(geteuid=lambda: user))
    monkeypatch.setattr(script.shutil, "which", lambda name: "/usr/bin/apt-get" if apt else None)
    monkeypatch.setattr(script.subprocess, "call", lambda *_, **__: 1)

    with pytest.raises(script.SetupError) as caught:
        script.check_venv()

    assert str(caught.value) == (
        f"This Python (/usr/bin/python3) came without venv or pip.\n{advice}\nThen run the same again."
    )


# The virtual environment


def test_the_first_run_makes_the_environment_and_says_the_download_first(
    run: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["demo"]) == 0
    assert run.calls == [
        f"{Path(sys.executable).name} -m venv {run.ROOT / '.venv'}",
        f"pip install --constraint {run.ROOT / 'constraints.txt'} --editable {run.ROOT}",
        f"{run.tool('inquit').name} demo",
    ]
    assert capsys.readouterr().out.startswith(
        f"Installing Inquit into {run.ROOT / '.venv'}: downloads about 80 MB, takes a minute or two, 320 MB on disk."
    )


def test_the_next_run_installs_nothing(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    run.main(["demo"])
    run.calls.clear()
    capsys.readouterr()

    assert run.main(["demo"]) == 0
    assert run.calls == [f"{run.tool('inquit').name} demo"]
    assert "Installing" not in capsys.readouterr().out


def test_the_test_tools_are_added_once_and_serve_the_demo_too(run: ModuleType) -> None:
    run.main(["demo"])
    assert made(run) == ["venv", "."]

    run.main(["test"])
    assert made(run) == [".[dev]"]

    run.main(["demo"])
    run.main(["test"])
    assert made(run) == []


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_description_installs_again_into_the_same_environment(run: ModuleType, name: str) -> None:
    run.main(["test"])
    made(run)

    (run.ROOT / name).write_text("changed")
    run.main(["demo"])

    assert made(run) == ["."]
    run.main(["test"])
    assert made(run) == [".[dev]"]  # the tools too are brought up to date


def test_an_interrupted_install_is_made_again_from_nothing(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: str) -> None:
        (run.venv_folder() / "half-installed").touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run, "pip_install", interrupted)
        assert run.main(["demo"]) == 130
    assert capsys.readouterr().err.startswith("\nInterrupted. To go on: ")
    made(run)

    assert run.main(["demo"]) == 0
    assert made(run) == ["venv", "."]
    assert not (run.venv_folder() / "half-installed").exists()


def test_a_damaged_state_file_counts_as_interrupted(run: ModuleType) -> None:
    run.main(["demo"])
    made(run)

    (run.venv_folder() / run.STATE).write_text('{"state": "rea')
    run.main(["demo"])

    assert made(run) == ["venv", "."]


def test_another_python_makes_the_environment_anew(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    run.main(["demo"])
    made(run)

    monkeypatch.setattr(run, "python_version", lambda: "3.99")
    run.main(["demo"])

    assert made(run) == ["venv", "."]


def test_an_environment_of_somebody_else_is_left_alone(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    theirs = run.venv_folder() / "theirs"
    theirs.mkdir(parents=True)

    assert run.main(["demo"]) == 1
    assert theirs.exists()
    assert made(run) == []
    assert capsys.readouterr().err == (
        f"\n{run.venv_folder()} is there, but was not made by run.py. Rename or remove it, then run the same again; or"
        ' install into it yourself: pip install -c constraints.txt ".[dev]"\n'
    )


@pytest.mark.parametrize(("windows", "expected"), [(False, "bin/inquit"), (True, "Scripts/inquit.exe")])
def test_programs_stand_where_the_system_puts_them(run: ModuleType, windows: bool, expected: str) -> None:
    assert run.tool("inquit", windows=windows) == run.ROOT / ".venv" / expected


# pip and the checks


def pip_that(run: ModuleType, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let a Python script stand in for the pip program."""
    popen = subprocess.Popen
    monkeypatch.setattr(
        run.subprocess, "Popen", lambda command, **options: popen([sys.executable, "-c", script], **options)
    )
    monkeypatch.setattr(run, "pip_install", run.real_pip_install)


def test_large_downloads_are_shown_and_the_rest_goes_to_the_log(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        "Collecting numpy",
        "  Downloading numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (16.9 MB)",
        "  Downloading idna-3.20-py3-none-any.whl (70 kB)",
        "Installing collected packages: numpy, idna",
    ]
    pip_that(run, monkeypatch, f"print({chr(10).join(lines)!r})")

    assert run.main(["demo"]) == 0
    assert capsys.readouterr().out.splitlines()[1:3] == ["  numpy                 16.9 MB", "  installing"]
    assert (run.venv_folder() / run.LOG).read_text().splitlines() == lines


def test_a_failing_pip_is_quoted_and_the_next_run_starts_afresh(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pip_that(run, monkeypatch, "print('Collecting numpy'); print('ERROR: No route to host'); raise SystemExit(1)")

    assert run.main(["demo"]) == 1
    assert capsys.readouterr().err == (
        f"\npip could not install Inquit (the whole of what it said is in {run.venv_folder() / run.LOG}):\n"
        "  ERROR: No route to host\n"
        "If the network is the cause, check it (behind a proxy set HTTPS_PROXY), then run the same again.\n"
    )
    assert json.loads((run.venv_folder() / run.STATE).read_text()) == {"state": "installing"}


@pytest.mark.parametrize(
    ("failing", "status", "summary"),
    [
        (None, 0, ["passed  ruff check", "passed  ruff format --check", "passed  mypy", "passed  pytest"]),
        ("mypy", 1, ["passed  ruff check", "passed  ruff format --check", "FAILED  mypy", "passed  pytest"]),
    ],
)
def test_all_checks_run_and_the_end_says_which_passed(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failing: str | None,
    status: int,
    summary: list[str],
) -> None:
    call = run.run
    monkeypatch.setattr(run, "run", lambda *arguments: 1 if failing in arguments else call(*arguments))

    assert run.main(["test"]) == status
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith(("passed", "FAILED"))] == summary


@pytest.mark.parametrize(("torch_status", "told"), [(1, True), (0, False)])
def test_tests_skipped_for_want_of_torch_are_told(
    run: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    torch_status: int,
    told: bool,
) -> None:
    call = run.run

    def answer(program: Path, *arguments: str) -> int:
        return torch_status if "torch" in arguments[-1] else call(program, *arguments)

    monkeypatch.setattr(run, "run", answer)
    run.main(["test"])

    out = capsys.readouterr().out
    assert ("torch is not installed" in out) is told
    assert not any("torch" in call for call in run.calls if call.startswith("pip"))


def test_bench_makes_pages_and_passes_options_on(run: ModuleType) -> None:
    assert run.main(["bench", "--rounds", "2"]) == 0

    pages = run.ROOT / "build" / "bench-pages"
    python = run.tool("python").name
    assert run.calls[-2:] == [
        f"{python} -m benchmarks.make_pages --pages 200 --out {pages}",
        f"{python} -m benchmarks.read_pages {pages} --rounds 2",
    ]


def test_serve_hands_its_options_on(run: ModuleType) -> None:
    assert run.main(["serve", "--port", "0"]) == 0
    assert run.calls[-1] == "inquit serve --port 0"
    assert any("[web]" in call for call in run.calls)


def test_the_other_commands_take_no_options(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["demo", "--fast"]) == 1
    assert capsys.readouterr().err == "\nNot understood: --fast. Only bench and serve take options.\n"
