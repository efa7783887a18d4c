"""Trains the small recogniser of names in legal prose on composed sentences; the same seed gives the same model.

Usage: ``python -m tools.train_prose_ner [--out extractors/prose/model] [--sentences 6000] [--epochs 8]``. Prints precision, recall and
F1 by label on sentences composed from another seed. See docs/model-card-prose.md.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.training import Example
from spacy.util import fix_random_seed

from tools.prose_sentences import LABELS, Composer

SEED = 20260712
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


def examples(nlp: spacy.Language, seed: int, count: int) -> Iterator[Example]:
    """Composed sentences as examples; marks that cut a token are left out."""
    composer = Composer(seed)
    for _ in range(count):
        text, marks = composer.sentence()
        doc = nlp.make_doc(text)
        spans = [doc.char_span(start, end) for start, end, _ in marks]
        kept = [mark for mark, span in zip(marks, spans, strict=True) if span is not None]
        yield Example.from_dict(doc, {"entities": kept})


def train(sentences: int, epochs: int) -> spacy.Language:
    """A blank French pipeline with a recogniser trained on composed sentences."""
    fix_random_seed(SEED)
    nlp = spacy.blank("fr")
    ner = nlp.add_pipe("ner", config=_CONFIG)
    for label in sorted(set(LABELS.values())):
        ner.add_label(label)
    data = list(examples(nlp, SEED, sentences))
    optimizer = nlp.initialize(lambda: data[:200])
    order = random.Random(SEED)
    for epoch in range(epochs):
        order.shuffle(data)
        losses: dict[str, float] = {}
        optimizer.learn_rate = 0.002 / (1 + epoch / 2)
        for batch in spacy.util.minibatch(data, size=24):
            nlp.update(batch, sgd=optimizer, drop=0.15, losses=losses)
        print(f"epoch {epoch + 1}: loss {losses['ner']:.0f}", flush=True)
    return nlp


def main() -> None:
    """Trains, scores on sentences of another seed and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("extractors/prose/model"))
    parser.add_argument("--sentences", type=int, default=6000)
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    nlp = train(options.sentences, options.epochs)
    scores = nlp.evaluate(list(examples(nlp, SEED + 1, 800)))
    for label, each in sorted(scores["ents_per_type"].items()):
        print(f"{label:12} P={each['p']:.3f} R={each['r']:.3f} F={each['f']:.3f}")
    nlp.meta.update(name="prose_ner", version="1.0.0", description="Names in the acts of the Journal officiel")
    nlp.to_disk(options.out)


if __name__ == "__main__":
    main()
