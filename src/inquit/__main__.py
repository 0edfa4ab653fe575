"""`python -m inquit` is the command `inquit`."""

from inquit.cli import main

main(prog_name="inquit")
