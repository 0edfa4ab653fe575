"""Whether what the core depends on installs from wheels alone, on every system and Python that we name.

python tools/check_wheels.py                      all of them
python tools/check_wheels.py --python 3.11 3.14   only these Pythons

pip resolves for another system without being on it (`--platform`), and `--dry-run` fetches no more than metadata.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# Tags of the oldest systems that are still supported and that our dependencies have wheels for, then older ones.
SYSTEMS = {
    "linux x86-64": ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux arm64": (
        "manylinux_2_28_aarch64",
        "manylinux_2_27_aarch64",
        "manylinux_2_17_aarch64",
        "manylinux2014_aarch64",
    ),
    "macos arm64": ("macosx_14_0_arm64", "macosx_13_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64"),
    "windows x86-64": ("win_amd64",),
}


def resolved(system: str, python: str, requirements: list[str]) -> str | None:
    """Why the requirements cannot be had; `None` where they can."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--dry-run",
        "--quiet",
        "--ignore-installed",
        "--only-binary",
        ":all:",
    ]
    command += ["--target", "nowhere", "--implementation", "cp", "--python-version", python]
    command += [f"--platform={tag}" for tag in SYSTEMS[system]]
    done = subprocess.run([*command, *requirements], capture_output=True, text=True, check=False)
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return None if done.returncode == 0 else "; ".join(errors) or f"pip ended with {done.returncode}"


def main() -> int:
    """Try each pair and print a line for it."""
    parser = argparse.ArgumentParser(description="Resolve the core's dependencies from wheels alone.")
    parser.add_argument("--python", nargs="+", choices=PYTHONS, default=PYTHONS, metavar="VERSION")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    chosen = parser.parse_args()
    requirements = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    pairs = list(product(SYSTEMS, chosen.python))
    failed = False
    with ThreadPoolExecutor(chosen.jobs) as pool:
        found = pool.map(lambda pair: resolved(*pair, requirements), pairs)
        for (system, python), error in zip(pairs, found, strict=True):
            failed = failed or error is not None
            print(
                f"{'FAILED' if error else 'ok    '}  {system}, Python {python}{f': {error}' if error else ''}",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
