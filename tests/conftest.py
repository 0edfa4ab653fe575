"""What all tests share: `training/` is no part of the package, so its folder's parent must be found."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["INQUIT_PLUGINS"] = ""  # what happens to be installed beside Inquit is not tested
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
