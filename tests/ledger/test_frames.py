from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from inquit.errors import InquitError
from inquit.ledger import Ledger
from ledger.readings import reading


def test_a_table_has_a_row_a_statement(ledger: Ledger) -> None:
    pytest.importorskip("pandas", reason="the extra is not installed: pip install 'inquit[pandas]'")
    ledger.add(reading(flags=["negated"]))
    table = ledger.to_pandas()
    assert list(table.index) == [row.id for row in ledger.statements()]
    assert list(table["who"]) == ["Vera Lund", "Otto Brandt"]
    assert list(table["negated"]) == [True, True]
    assert not table["hedged"].any()
    assert table.groupby("act", observed=True).size().to_dict() == {"assert": 1, "promise": 1}


def test_an_empty_ledger_is_an_empty_table(ledger: Ledger) -> None:
    pytest.importorskip("pandas", reason="the extra is not installed: pip install 'inquit[pandas]'")
    table = ledger.to_pandas()
    assert len(table) == 0
    assert {"who", "words", "said", "conditional"} <= set(table.columns)


def test_what_was_struck_out_comes_on_request(ledger: Ledger) -> None:
    pytest.importorskip("pandas", reason="the extra is not installed: pip install 'inquit[pandas]'")
    ledger.add(reading())
    ledger.strike(next(ledger.statements()).id, who="ann")
    assert (len(ledger.to_pandas()), len(ledger.to_pandas(every=True))) == (1, 2)


def test_what_to_install_is_told(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **options: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InquitError) as caught:
        ledger.to_pandas()
    assert str(caught.value) == "pandas is not installed; install it with: pip install 'inquit[pandas]'"
