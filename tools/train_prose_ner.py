"""Trains the small recogniser of names in legal prose on composed sentences; the same seed, the same model.

Usage: ``python -m tools.train_prose_ner [--out DIR] [--sentences N] [--epochs N]``; ``make recogniser`` with
one thread. Prints precision, recall and F1 by label on sentences composed from another seed, and writes them
to the model's ``meta.json``. See docs/model-card-prose.md.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import spacy
from spacy import util
from spacy.tokenizer import Tokenizer
from spacy.training import Example

from tools.prose_sentences import LABELS, Composer

SEED: Final = 20260712
HELD_OUT: Final = 800
BATCH: Final = 24
DROPOUT: Final = 0.15
RATE: Final = 0.002
_CONFIG: dict[str, Any] = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 32,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 40,
            "depth": 4,
            "embed_size": 1500,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
        },
    }
}
_SIGNS = r"""[«»"“”()\[\],;:.!?…'’–—]"""

Pipeline = Any
"""A ``spacy.Language``, which ships no types that hold."""


def blank() -> Pipeline:
    """A pipeline that has only a tokenizer: words and signs, a hyphen being part of its word.

    The French tokenizer of spaCy takes two seconds to load and parts names no better.
    """
    nlp = spacy.blank("xx")
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        prefix_search=util.compile_prefix_regex([_SIGNS]).search,
        suffix_search=util.compile_suffix_regex([_SIGNS]).search,
        infix_finditer=util.compile_infix_regex([_SIGNS]).finditer,
    )
    return nlp


def examples(nlp: Pipeline, seed: int, count: int) -> Iterator[Example]:
    """Composed sentences as examples; marks that cut a token are left out."""
    composer = Composer(seed)
    for _ in range(count):
        text, marks = composer.sentence()
        doc = nlp.make_doc(text)
        kept = [mark for mark in marks if doc.char_span(mark[0], mark[1]) is not None]
        yield Example.from_dict(doc, {"entities": kept})


def train(sentences: int, epochs: int) -> Pipeline:
    """A pipeline with a recogniser trained on composed sentences."""
    util.fix_random_seed(SEED)  # type: ignore[attr-defined]
    nlp = blank()
    ner = nlp.add_pipe("ner", config=_CONFIG)
    for label in sorted(set(LABELS.values())):
        ner.add_label(label)
    data = list(examples(nlp, SEED, sentences))
    optimizer = nlp.initialize(lambda: data[:200])
    order = random.Random(SEED)  # noqa: S311  no secret depends on it
    for epoch in range(epochs):
        order.shuffle(data)
        losses: dict[str, float] = {}
        optimizer.learn_rate = RATE / (1 + epoch / 2)
        for start in range(0, len(data), BATCH):
            nlp.update(data[start : start + BATCH], sgd=optimizer, drop=DROPOUT, losses=losses)
        print(f"epoch {epoch + 1}: loss {losses['ner']:.0f}", flush=True)
    return nlp


def lean(nlp: Pipeline) -> Pipeline:
    """The same pipeline without the words of the training, which the model knows by their hashes."""
    fresh = blank()
    weights = nlp.get_pipe("ner").to_bytes(exclude=["vocab"])
    fresh.add_pipe("ner", config=_CONFIG).from_bytes(weights, exclude=["vocab"])
    return fresh


def main() -> None:
    """Trains, scores and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("extractors/prose/model"))
    parser.add_argument("--sentences", type=int, default=9_000)
    parser.add_argument("--epochs", type=int, default=6)
    options = parser.parse_args()
    nlp = train(options.sentences, options.epochs)
    write(nlp, scores_of(nlp), options.out)


def scores_of(nlp: Pipeline) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by label on sentences composed from another seed."""
    scores = nlp.evaluate(list(examples(nlp, SEED + 1, HELD_OUT)))["ents_per_type"]
    for label, each in sorted(scores.items()):
        print(f"{label:12} P={each['p']:.3f} R={each['r']:.3f} F={each['f']:.3f}")
    return {
        label: {name: round(value, 4) for name, value in each.items()}
        for label, each in sorted(scores.items())
    }


def write(nlp: Pipeline, scores: dict[str, dict[str, float]], folder: Path) -> None:
    """Write the lean model with its scores."""
    model = lean(nlp)
    model.meta.update(
        name="prose_ner",
        version="1.0.0",
        description="Names in the acts of the Journal officiel",
        performance=scores,
    )
    model.to_disk(folder)


if __name__ == "__main__":
    main()
