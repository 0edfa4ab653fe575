"""Average the weights of runs that began alike: one model, often better than each (model soups, Wortsman et al. 2022).

    python -m training.average OUT RUN RUN...

The runs must share their first weights: `train` begins the new heads alike whatever the seed, and a run made with
`--resume-stable` from another one's `stable.pt` shares its whole stable part.  `OUT` can be exported like a run; its `meta.json` is that of the first run, with
the settings of the others beside it.
"""

import argparse
from pathlib import Path

import torch

from training.runs import WEIGHTS, read_meta, without_places, write_run


def average(runs: list[Path]) -> dict:
    """The mean of the runs' `model.pt`.

    Raises:
        ValueError: If the runs have other layers or other weights.
    """
    states = [torch.load(run / WEIGHTS, map_location="cpu", weights_only=True) for run in runs]
    first = states[0]
    for run, state in zip(runs, states, strict=True):
        if state["layers"] != first["layers"] or state["model"].keys() != first["model"].keys():
            raise ValueError(f"{run} is another network than {runs[0]}")
    model = {name: _mean([state["model"][name] for state in states]) for name in first["model"]}
    return {"model": model, "layers": first["layers"]}


def _mean(tensors: list[torch.Tensor]) -> torch.Tensor:
    """Their mean; numbers of words and the like, which are not learned, as they are in the first."""
    return torch.stack(tensors).mean(dim=0) if tensors[0].is_floating_point() else tensors[0]


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    args = parser.parse_args(argv)
    metas = [read_meta(run) for run in args.runs]
    meta = metas[0] | {"averaged_with": [{k: m[k] for k in ("settings", "commit")} for m in metas[1:]]}
    write_run(args.out, **average(args.runs), meta=without_places(meta))


if __name__ == "__main__":
    main()
