"""The tables once more, in folders by outlet and month, as DuckDB, pandas and Spark understand them (Hive's layout)."""

from __future__ import annotations

import shutil
from pathlib import Path

from inquit.batch.folder import PARTITIONED, TABLES, Folder
from inquit.batch.options import Form

OPEN_FILES = 200
ROWS_A_FILE = 1_000_000


def partition(folder: Folder) -> Path:
    """Write the tables by outlet and month; what an earlier call wrote is replaced once all is there.

    Rows come in the order of the parts; the columns `outlet` and `month` stand in the names of the folders.

    Returns:
        Where they lie.
    """
    import pyarrow.dataset as ds

    target = folder.path / PARTITIONED
    made = folder.path / ".work" / PARTITIONED
    shutil.rmtree(made, ignore_errors=True)
    for table in TABLES[Form.PARQUET]:
        ds.write_dataset(
            ds.dataset(folder.path / table, format="parquet"),
            made / table,
            format="parquet",
            partitioning=["outlet", "month"],
            partitioning_flavor="hive",
            max_open_files=OPEN_FILES,
            max_rows_per_file=ROWS_A_FILE,
            max_rows_per_group=100_000,
            preserve_order=True,
        )
    shutil.rmtree(target, ignore_errors=True)
    made.replace(target)
    return target
