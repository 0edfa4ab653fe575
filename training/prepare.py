"""Corpora to training windows.

    python -m training.prepare DATA OUT [--more]

`DATA` is the folder of corpora; our own stories, passages and labels lie beside this file.  Writes `train.jsonl.gz` and
`tune.jsonl.gz` (one window a line) and `meta.json` (what was read, with hashes).  Never reads a dev file.

Windows come from `inquit.model.windows`, the code that reads articles, so that training sees what reading will see.
"""

import argparse
import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from inquit.model.tags import Role, begin_tag, inside_tag
from inquit.model.windows import Window, windows
from inquit.model.wordpieces import load_tokenizer
from inquit.sentences import sentence_bounds
from training import acts_passages, anonymity, auxiliary
from training.articles import read_articles
from training.auxiliary import UNKNOWN
from training.stories import load

TUNE_EVERY = 21  # every 21st PolNeAR train article is kept aside: thresholds and confidences are fitted on those 40
STORY_COPIES = 3  # our stories and the Wikinews readings are few, and the only ones with nested statements
PASSAGES_TOGETHER = 8
CORRECTED = (  # corpora whose texts were marked by a model and corrected by hand, in LABELS
    "timex/timebank.jsonl.gz",
    "timex/aquaint.jsonl.gz",
    "coref/meantime_train.jsonl.gz",
    "ner/re3d_train.jsonl.gz",
)
WRAPPED = 1500  # made nested statements: a PolNeAR sentence inside "Ann Berg said that …"
LABELS = Path(__file__).parent / "attribution_labels.jsonl"
TOKENIZER = Path(__file__).parents[1] / "src/inquit/model/tokenizer.json"
ROLES = {"source": Role.SOURCE, "cue": Role.CUE, "content": Role.CONTENT}


@dataclass
class Example:
    """One window with its gold tags and links.

    Attributes:
        part: Where it is from: `polnear`, `few` (Wikinews, our stories), `made`, `passages` or `corrected`.
        tags, nested: A tag number for each word; `UNKNOWN` where nobody annotated.
        spans: `[layer, role, first word, last word, number of its cue]` of each source (role 0, no cue: -1) and content (role 1).
        cues: `[layer, first word, last word, number of its source in spans]`; -1 where the text leaves the source out.
        extra: `acts` and `fields` of its words, see `auxiliary`; empty where nobody marked any.
    """

    window: Window
    part: str
    tags: list[int]
    nested: list[int]
    spans: list[list[int]] = field(default_factory=list)
    cues: list[list[int]] = field(default_factory=list)
    extra: dict[str, list] = field(default_factory=dict)

    def to_json(self) -> str:
        w = self.window
        return json.dumps({
            "ids": w.ids.tolist(), "case": w.case.tolist(), "quote": w.quote.tolist(), "words": w.words.tolist(),
            "part": self.part, "tags": self.tags, "nested": self.nested, "spans": self.spans, "cues": self.cues, **self.extra,
        })  # fmt: skip


def examples(article: dict, tokenizer, *, nested_known: bool, part: str = "") -> Iterator[Example]:
    """The windows of an article with `text` and `attributions` (or `statements`), gold laid over them.

    What else is known of its statements, `auxiliary`, stands in `marked`.

    `nested_known` tells whether statements inside another's content are annotated, `part` where the article is from.
    """
    gold = article.get("attributions") or article.get("statements") or []
    ids = {a.get("id") for a in gold if not a.get("within")}
    for window in windows(article["text"], tokenizer):
        n = len(window.words)
        if not n:
            continue
        layers = (np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64))
        example = Example(window, part, [], [])
        for a in gold:
            depth = 0 if not a.get("within") else 1
            if depth and a["within"] not in ids:
                continue  # two levels down: the second layer holds one level only
            _lay(
                example,
                layers[depth],
                depth,
                {name: [w for piece in a.get(name) or [] if (w := _words(window, piece))] for name in ROLES},
            )
        if not nested_known:
            inside = np.isin(layers[0], (begin_tag(Role.CONTENT), inside_tag(Role.CONTENT)))
            layers[1][inside] = UNKNOWN
        example.tags, example.nested = layers[0].tolist(), layers[1].tolist()
        if "marked" in article:
            example.extra = dict(zip(("acts", "fields"), auxiliary.lay(window, article["marked"]), strict=True))
        yield example


def _lay(example: Example, layer: np.ndarray, depth: int, placed: dict[str, list[tuple[int, int]]]) -> None:
    """Lay one attribution over a layer of tags; left out where its cue or content would lie on another's words.

    A source that an earlier attribution laid already is shared: "he said …, adding that …" (6 % of PolNeAR's attributions).
    """
    if any(layer[first : last + 1].any() for name in ("cue", "content") for first, last in placed[name]):
        return
    source = -1
    for first, last in placed["source"][:1]:
        known = [
            i
            for i, (d, role, f, t, _) in enumerate(example.spans)
            if d == depth and role == 0 and f <= first and last <= t
        ]
        if known:
            source = known[0]
        elif not layer[first : last + 1].any():
            source = len(example.spans)
            example.spans.append([depth, 0, first, last, -1])
            _tag(layer, Role.SOURCE, first, last)
    cue = len(example.cues)
    for number, (first, last) in enumerate(placed["cue"]):
        _tag(layer, Role.CUE, first, last)
        if number == 0:
            example.cues.append([depth, first, last, source])
    for first, last in placed["content"]:
        _tag(layer, Role.CONTENT, first, last)
        if placed["cue"]:
            example.spans.append([depth, 1, first, last, cue])


def _tag(layer: np.ndarray, role: Role, first: int, last: int) -> None:
    layer[first : last + 1] = inside_tag(role)
    layer[first] = begin_tag(role)


def _words(window: Window, piece: list[int]) -> tuple[int, int] | None:
    """First and last word of the window that the characters `piece` touch."""
    found = auxiliary.words_at(window, piece)
    return (found.start, found.stop - 1) if found.start < found.stop else None


NAMES = (
    "Ann Berg", "the minister", "Mr. Okafor", "a spokesman for the council", "Teresa Lund", "the company", "he", "she", "officials",
    "Deputy Mayor Ivo Brandt", "the report", "Judge Rana Solberg", "they", "a senior official", "the union", "Colonel Petrov-Hale",
    "his lawyer", "Doctor Mireille Sand, who led the study,", "the coach", "analysts", "the newspaper", "a second witness",
)  # fmt: skip
INDIRECT = (
    "said", "told reporters", "noted", "added", "argued", "wrote", "recalled", "has said", "had warned", "acknowledged", "told the court",
    "claimed", "insisted", "did not deny", "explained", "believes", "knows", "stressed", "reported", "conceded",
)  # fmt: skip


def wrapped(articles: list[dict], count: int, rng: random.Random) -> Iterator[dict]:
    """Made articles whose paragraphs put a real sentence, with whatever it attributes, into somebody's mouth.

    PolNeAR never annotates a statement inside another's content; its sentences give thousands of such statements for the asking.
    """
    pool = []
    for article in articles:
        text = article["text"]
        for start, end in sentence_bounds(text):
            inner = [a for a in article["attributions"] if any(s < end and start < e for r in ROLES for s, e in a[r])]
            whole = all(start <= s and e <= end for a in inner for r in ROLES for s, e in a[r])
            marks = any(c in text[start:end] for c in '“”"')
            if whole and 60 < end - start < 260 and text[start].isupper() and not (marks and len(inner) == 0):
                pool.append(
                    (text[start:end], [{r: [[s - start, e - start] for s, e in a[r]] for r in ROLES} for a in inner])
                )
    rng.shuffle(pool)
    # most with something nested in them, some plain, so that the nested layer also learns to stay silent
    chosen = [p for p in pool if p[1]][: count * 3 // 4] + [p for p in pool if not p[1]][: count // 4]
    rng.shuffle(chosen)
    for number in range(0, len(chosen), 6):
        text, gold = "", []
        for sentence, inner in chosen[number : number + 6]:
            text, gold = _wrap(text, gold, sentence, inner, rng)
        yield {"id": f"wrapped{number}", "text": text, "attributions": gold}


def _wrap(text: str, gold: list[dict], sentence: str, inner: list[dict], rng: random.Random) -> tuple[str, list[dict]]:
    """Append one paragraph that says `sentence` through somebody's mouth; offsets move along."""
    base = len(text)
    source, cue = rng.choice(NAMES), rng.choice(INDIRECT)
    quoted = any(c in sentence for c in '“”"')
    first = sentence.split()[0].lower()
    if not quoted and rng.random() < 0.4:  # “Sentence,” source cue.
        body = sentence.rstrip(".")
        paragraph = f"“{body},” {source} {cue}."
        shift, content = 1, [0, len(body) + 3]
        after = content[1] + 1
        source_at, cue_at = [after, after + len(source)], [after + len(source) + 1, after + len(source) + 1 + len(cue)]
    else:  # Source cue that sentence.
        lower = first in {
            "the",
            "he",
            "she",
            "they",
            "it",
            "but",
            "in",
            "we",
            "a",
            "an",
            "his",
            "her",
            "their",
            "this",
            "that",
            "some",
        }
        body = (sentence[0].lower() if lower else sentence[0]) + sentence[1:]
        that = "" if rng.random() < 0.3 else "that "
        head = source[0].upper() + source[1:]
        lead = f"{head} {cue} "
        paragraph = f"{lead}{that}{body}"
        shift = len(lead) + len(that)
        stop = len(paragraph) - (1 if paragraph.endswith(".") else 0)
        source_at, cue_at, content = [0, len(source)], [len(source) + 1, len(source) + 1 + len(cue)], [len(lead), stop]
    outer = f"o{base}"
    new = [{"id": outer, "source": [source_at], "cue": [cue_at], "content": [content]}]
    new += [
        {"id": f"{outer}.{i}", "within": outer, **{r: [[s + shift, e + shift] for s, e in a[r]] for r in ROLES}}
        for i, a in enumerate(inner)
    ]
    for a in new:
        for r in ROLES:
            a[r] = [[s + base, e + base] for s, e in a[r]]
    return text + paragraph + "\n\n", gold + new


def grouped(passages: list[dict], rng: random.Random) -> Iterator[dict]:
    """Articles made of passages, each a paragraph or two: a window of one passage alone would be half empty."""
    passages = passages[:]
    rng.shuffle(passages)
    for number in range(0, len(passages), PASSAGES_TOGETHER):
        text, gold = "", []
        for place, passage in enumerate(passages[number : number + PASSAGES_TOGETHER]):
            base = len(text)
            for a in passage.get("attributions") or passage["statements"]:
                within = f"{place}.{a['within']}" if a.get("within") else None
                known = [name for name in (*ROLES, *auxiliary.FIELDS) if name in a]
                spans = {name: [[s + base, e + base] for s, e in a[name]] for name in known}
                act = {"act": a["act"]} if "act" in a else {}
                gold.append({"id": f"{place}.{a['id']}", "within": within, **spans, **act})
            text += passage["text"] + "\n\n"
        yield {"id": f"passages{number}", "text": text, "attributions": gold, "marked": gold}


def corrected(data: Path, labels: Path) -> list[dict]:
    """Texts of other corpora, whose attributions were marked by a reader and then corrected by hand.

    Raises:
        ValueError: If a text of `data` is not the one that was marked.
    """
    texts = {f"{path}:{row['id']}": row["text"] for path in CORRECTED for row in read_jsonl(data / path)}
    articles = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts.get(row["id"], "")
        if hashlib.sha1(text.encode()).hexdigest()[:12] != row["sha1"]:
            raise ValueError(f"{labels}: {row['id']} is another text than the one that was marked")
        articles.append({"id": row["id"], "text": text, "attributions": row["attributions"]})
    return articles


def is_aside(text: str) -> bool:
    """Whether a story of our own is kept for measuring: one in five, by its text, so that new stories move no old one."""
    return int(hashlib.sha1(text.encode()).hexdigest(), 16) % 5 == 0


def read_jsonl(path: Path) -> list[dict]:
    return list(read_articles(path))


def write(path: Path, rows: list[Example]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(row.to_json() + "\n" for row in rows)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--more", action="store_true", help="our passages and the corrected texts too, and the acts of words"
    )
    args = parser.parse_args(argv)
    tokenizer = load_tokenizer(TOKENIZER)
    rng = random.Random(args.seed)

    polnear_path, wikinews_path = args.data / "polnear/train.jsonl.gz", args.data / "readings/wikinews_train.jsonl.gz"
    polnear, wikinews = read_jsonl(polnear_path), read_jsonl(wikinews_path)
    known = auxiliary.marked(args.data) if args.more else {}
    for article in (*polnear, *wikinews):
        if article["id"] in known:
            article["marked"] = known[article["id"]]
    tune = polnear[::TUNE_EVERY]
    kept = [a for i, a in enumerate(polnear) if i % TUNE_EVERY]
    all_stories = load(Path(__file__).parent / "stories")
    aside = [s for s in all_stories if is_aside(s["text"])]
    stories = [s for s in all_stories if not is_aside(s["text"])]

    def windows_of(articles: Iterable[dict], part: str, *, nested_known: bool = True) -> list[Example]:
        return [e for a in articles for e in examples(a, tokenizer, nested_known=nested_known, part=part)]

    parts = {
        "polnear": windows_of(kept, "polnear", nested_known=False),
        "few": windows_of([*wikinews, *stories], "few"),
        "made": windows_of(wrapped(kept, WRAPPED, rng), "made"),
    }
    passages: list[dict] = []
    if args.more:
        ours = Path(__file__).parent
        passages = acts_passages.passages(ours / "acts", "tune") + anonymity.passages(ours / "anonymity", "tune")
        parts["passages"] = windows_of(grouped(passages, rng), "passages")
        parts["corrected"] = windows_of(corrected(args.data, LABELS), "corrected", nested_known=False)
    train = [e for part, found in parts.items() for e in found * (STORY_COPIES if part == "few" else 1)]
    args.out.mkdir(parents=True, exist_ok=True)
    write(args.out / "train.jsonl.gz", train)
    write(args.out / "tune.jsonl.gz", [e for a in tune for e in examples(a, tokenizer, nested_known=False)])
    (args.out / "aside.jsonl").write_text("".join(json.dumps(a) + "\n" for a in aside), encoding="utf-8")
    (args.out / "tune_articles.jsonl").write_text("".join(json.dumps(a) + "\n" for a in tune), encoding="utf-8")
    meta = {
        "windows": {part: len(found) for part, found in parts.items()} | {"copies of few": STORY_COPIES},
        "articles": {"polnear": len(kept), "tune": len(tune), "wikinews": len(wikinews), "stories": len(stories), "stories aside": len(aside), "passages": len(passages)},
        "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (polnear_path, wikinews_path, *([LABELS] if args.more else []))}
        | {
            name: hashlib.sha256("".join(s["text"] for s in texts).encode()).hexdigest()
            for name, texts in (("stories", all_stories), ("passages", passages))
        },
        "seed": args.seed,
    }  # fmt: skip
    (args.out / "meta.json").write_text(json.dumps(meta, indent=1), encoding="utf-8")
    print(json.dumps(meta, indent=1))


if __name__ == "__main__":
    main()
