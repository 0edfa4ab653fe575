"""What goes into the matrix products of an encoder, over training windows."""

from collections.abc import Callable, Mapping

import torch
from torch import Tensor, nn

from inquit.model.windows import PAD_ID
from training.train import collate

AT_ONCE = 8  # windows


@torch.no_grad()
def watch(
    encoder: nn.Module, products: Mapping[str, nn.Module], rows: list[dict], seen: Callable[[str, Tensor], None]
) -> None:
    """Run an encoder over windows and show what comes into some of its products.

    Args:
        encoder: As in `training.model`.
        products: Modules of it, by names of the caller's.
        rows: Windows as `prepare` writes them.
        seen: Called with a name and inputs, (n, K), once a batch; padding is no text and left out.
    """
    real = torch.empty(0)
    hooks = [
        module.register_forward_pre_hook(lambda _, given, name=name: seen(name, given[0][real]))
        for name, module in products.items()
    ]
    for i in range(0, len(rows), AT_ONCE):
        batch = collate(rows[i : i + AT_ONCE], torch.device("cpu"))
        real = batch["ids"] != PAD_ID
        encoder(batch["ids"], batch["case"], batch["quote"])
    for hook in hooks:
        hook.remove()
