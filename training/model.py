"""The network: MPNet's first layers, tags over word pieces, and pointers between spans and cues.

Shapes in comments: B windows, T word pieces, C width, H heads, S spans, Q cues.  MPNet is Song et al. 2020; its weights come from
all-mpnet-base-v2 (Apache-2.0).  Written out here instead of imported, because we cut layers, add input features and want fused
attention with the relative position bias as its mask.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from inquit.model.linking import DISTANCES
from inquit.model.tags import TAGS
from inquit.model.windows import PAD_ID
from inquit.model.wordpieces import CASES, QUOTES


@dataclass(frozen=True)
class Config:
    """Sizes; all but `layers`, what `compact` cut, `dropout` and `link` are MPNet's own."""

    vocabulary: int = 19716  # of 30,527: see vocabulary.py
    width: int = 768
    heads: int = 12
    layers: int = 6  # the first six of twelve: nearly all of the gain at half the cost (DESIGN, "The encoder")
    inner: int | tuple[int, ...] = 3072  # of every layer, or of each
    heads_of_layers: tuple[int, ...] = ()  # how many of the heads each layer has; all where empty
    positions: int = 514
    buckets: int = 32
    dropout: float = 0.1
    link: int = 192  # width of the span and cue representations that the pointer compares
    extra: int = 0  # outputs for what else a word is, while training: see auxiliary.py

    def inner_of(self, layer: int) -> int:
        """Width of a layer's feed-forward."""
        return self.inner if isinstance(self.inner, int) else self.inner[layer]

    def heads_of(self, layer: int) -> int:
        """Number of a layer's attention heads."""
        return self.heads_of_layers[layer] if self.heads_of_layers else self.heads


class Attention(nn.Module):
    """Self-attention with the layers' shared relative position bias.

    Attributes:
        size: Width of a head.
        kept: Which of MPNet's heads these are, (h,): whose column of the bias they take; all of them stand in their order.
    """

    def __init__(self, c: Config, number: int):
        super().__init__()
        self.size = c.width // c.heads
        own = c.heads_of(number) * self.size
        self.q, self.k, self.v = (nn.Linear(c.width, own) for _ in range(3))
        self.o = nn.Linear(own, c.width)
        self.register_buffer("kept", torch.arange(c.heads_of(number)))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:  # x (B, T, C), mask (B, H, T, T), added to the scores
        B, T, _ = x.shape
        q, k, v = (f(x).view(B, T, -1, self.size).transpose(1, 2) for f in (self.q, self.k, self.v))  # (B, h, T, size)
        if len(self.kept) < mask.shape[1]:
            mask = mask[:, self.kept]
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)  # no dropout here: it cost accuracy
        return self.o(y.transpose(1, 2).reshape(B, T, -1))


class Layer(nn.Module):
    """Attention and feed-forward, each with a residual and a norm after it."""

    def __init__(self, c: Config, number: int):
        super().__init__()
        self.attention = Attention(c, number)
        self.norm1, self.norm2 = nn.LayerNorm(c.width, eps=1e-5), nn.LayerNorm(c.width, eps=1e-5)
        inner = c.inner_of(number)
        self.up, self.down = nn.Linear(c.width, inner), nn.Linear(inner, c.width)
        self.dropout = nn.Dropout(c.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + self.dropout(self.attention(x, mask)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


def relative_buckets(T: int, buckets: int) -> Tensor:
    """T5's bucketing of relative positions, as MPNet uses it: (T, T)."""
    relative = torch.arange(T)[None, :] - torch.arange(T)[:, None]
    half = buckets // 2
    side = (relative > 0).long() * half  # MPNet negates first, so keys to the right get the upper half
    n = relative.abs()
    exact = half // 2
    far = exact + (torch.log(n.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
    return side + torch.where(n < exact, n, far.clamp(max=half - 1))


class Encoder(nn.Module):
    """Word pieces with surface features to hidden states and tag logits: what `encoder.onnx` holds."""

    def __init__(self, c: Config):
        super().__init__()
        self.config = c
        self.words = nn.Embedding(c.vocabulary, c.width, padding_idx=PAD_ID)
        self.positions = nn.Embedding(c.positions, c.width)
        # Case and quotation marks, which the uncased vocabulary cannot tell; zero at first, so that training starts from MPNet.
        self.case, self.quote = nn.Embedding(CASES, c.width), nn.Embedding(QUOTES, c.width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.norm = nn.LayerNorm(c.width, eps=1e-5)
        self.dropout = nn.Dropout(c.dropout)
        self.bias = nn.Embedding(c.buckets, c.heads)
        self.layers = nn.ModuleList(Layer(c, number) for number in range(c.layers))
        self.tags = nn.Linear(c.width, len(TAGS))
        self.nested = nn.Linear(c.width, len(TAGS))
        self.register_buffer("buckets", relative_buckets(c.positions - 2, c.buckets), persistent=False)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(B, T) each to hidden (B, T, C), tags (B, T, 7), nested tags (B, T, 7)."""
        T = ids.shape[1]
        places = (
            torch.arange(T, device=ids.device) + PAD_ID + 1
        )  # windows are padded on the right, so this is MPNet's numbering
        x = self.words(ids) + self.positions(places) + self.case(case) + self.quote(quote)
        x = self.dropout(self.norm(x))
        bias = self.bias(self.buckets[:T, :T]).permute(2, 0, 1)  # (H, T, T)
        padding = (ids == PAD_ID)[:, None, None, :].to(x.dtype) * -1e4  # (B, 1, 1, T)
        mask = (bias[None] + padding).to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x, self.tags(x), self.nested(x)


class Heads(nn.Module):
    """Pointers between spans and cues: what `heads.onnx` holds.

    A content points to its cue; a cue points to its source, or to nothing where the text leaves the source out.  That way one source
    can serve several cues ("he said …, adding that …").  A span is its first and last word's hidden states; a pair scores by a
    bilinear form for each role and a bias for the distance between span and cue.
    """

    def __init__(self, c: Config):
        super().__init__()
        self.span = nn.Linear(2 * c.width, 2 * c.link)  # both roles at once
        self.cue = nn.Linear(2 * c.width, 2 * c.link)
        self.distance = nn.Embedding(DISTANCES, 2)
        nn.init.zeros_(self.distance.weight)
        self.none = nn.Linear(c.link, 1)
        self.link = c.link

    def forward(
        self, hidden: Tensor, spans: Tensor, roles: Tensor, cues: Tensor, distances: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Hidden (N, C), spans (S, 2), roles (S,) 0 source or 1 content, cues (Q, 2), distances (S, Q).

        Returns scores (S, Q), and for each cue the score of having no source (Q,).
        """
        ends = lambda x: torch.cat([hidden[x[:, 0]], hidden[x[:, 1]]], dim=1)  # (·, 2C)
        s = torch.tanh(self.span(ends(spans))).view(-1, 2, self.link)  # (S, 2, L)
        q = torch.tanh(self.cue(ends(cues))).view(-1, 2, self.link)  # (Q, 2, L)
        rows = torch.arange(roles.shape[0], device=hidden.device)
        both = torch.einsum("sl,qrl->sqr", s[rows, roles], q) / math.sqrt(self.link) * 4.0 + self.distance(
            distances
        )  # (S, Q, 2)
        return torch.where(roles[:, None] == 0, both[:, :, 0], both[:, :, 1]), self.none(q[:, 0])[:, 0]


class Model(nn.Module):
    """Encoder and heads, trained together."""

    def __init__(self, c: Config):
        super().__init__()
        self.encoder, self.heads = Encoder(c), Heads(c)
        self.extra = nn.Linear(c.width, c.extra) if c.extra else None


def config_of(state: dict[str, Tensor]) -> Config:
    """The sizes of the `Model` whose weights these are; `dropout`, which weights do not tell, as it is by default."""
    of = lambda name: state[f"encoder.{name}"]
    layers = sum(name.endswith(".up.bias") for name in state)
    bias = of("bias.weight")
    return Config(
        vocabulary=len(of("words.weight")), width=of("words.weight").shape[1], heads=bias.shape[1], layers=layers,
        inner=tuple(len(of(f"layers.{i}.up.bias")) for i in range(layers)),
        heads_of_layers=tuple(len(of(f"layers.{i}.attention.kept")) for i in range(layers)),
        positions=len(of("positions.weight")), buckets=len(bias), link=state["heads.none.weight"].shape[1],
        extra=len(state.get("extra.bias", ())),
    )  # fmt: skip


def load_model(file: Path) -> Model:
    """A model as `train`, `average` or `compact` left it."""
    state = torch.load(file, map_location="cpu", weights_only=True)["model"]
    model = Model(config_of(state))
    model.load_state_dict(state)
    return model


def load_mpnet(encoder: Encoder, folder: Path, tokenizer: Path) -> None:
    """Start from all-mpnet-base-v2.

    Args:
        encoder: Gets the weights; its own heads and features stay as they are.
        folder: Holds MPNet's `model.safetensors` and `tokenizer.json`.
        tokenizer: Our `tokenizer.json`, whose pieces are a part of MPNet's in another numbering.
    """
    from safetensors.torch import load_file

    theirs = load_file(str(folder / "model.safetensors"))
    theirs = {name.removeprefix("mpnet."): tensor for name, tensor in theirs.items()}
    vocabularies = [
        json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
        for path in (tokenizer, folder / "tokenizer.json")
    ]
    ours_to_theirs = [vocabularies[1][piece] for piece in sorted(vocabularies[0], key=vocabularies[0].__getitem__)]
    words = "embeddings.word_embeddings.weight"
    theirs[words] = theirs[words][ours_to_theirs]
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
        "bias.weight": "encoder.relative_attention_bias.weight",
    }
    for i in range(encoder.config.layers):
        for ours, their in (
            *((f"attention.{x}", f"attention.attn.{x}") for x in "qkvo"),
            ("norm1", "attention.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
        ):  # fmt: skip
            for kind in ("weight", "bias"):
                names[f"layers.{i}.{ours}.{kind}"] = f"encoder.layer.{i}.{their}.{kind}"
    missing = encoder.load_state_dict({ours: theirs[their] for ours, their in names.items()}, strict=False).missing_keys
    new = {"case.weight", "quote.weight", "tags.weight", "tags.bias", "nested.weight", "nested.bias"}
    new |= {name for name in missing if name.endswith(".kept")}
    if set(missing) != new:
        raise ValueError(f"{folder}: weights missing for {sorted(set(missing) - new)}")
