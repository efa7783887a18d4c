"""The peers: exact titles, MinHash of datasketch, splink on DuckDB; records to a label for each.

Neither is tuned beyond what its documentation shows; both see what ours sees but for the words of numbers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any

import pandas as pd
from datasketch import MinHash, MinHashLSH
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as cl

from benchmarks.linking.composed import Composed
from core.storage.folding import folded
from normalizers.linking.clusters import Bond, threads
from normalizers.linking.facts import Facts, facts_of
from normalizers.linking.links import linked

Labels = Sequence[Hashable]
PERMUTATIONS = 64
LIKE = 0.6
"""Jaccard likeness of the words of titles that MinHash joins."""
SURE = (0.9, 0.99)
"""Match probabilities from which splink joins, each on its own line."""


def veille(records: Sequence[Composed]) -> Labels:
    """Ours: blocks, evidence, constrained clusters; the reading of the rows is counted."""
    facts = [facts_of(each.dataset, each.row) for each in records]
    bonds = [Bond(each.one, each.other, each.score, each.declared) for each in linked(facts)]
    labels = [0] * len(facts)
    for number, thread in enumerate(threads(facts, bonds)):
        for member in thread:
            labels[member] = number
    return labels


def exact(records: Sequence[Composed]) -> Labels:
    """One title without case and accents in one département."""
    return [(folded(each.row["objet"]), _place(each)) for each in records]


def minhash(records: Sequence[Composed]) -> Labels:
    """MinHash and LSH on the words of titles, in one département; what hangs together is one."""
    index = MinHashLSH(threshold=LIKE, num_perm=PERMUTATIONS)
    roots = list(range(len(records)))
    for number, each in enumerate(records):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([word.encode() for word in re.findall(r"\w+", folded(each.row["objet"]))])
        for other in index.query(sketch):
            if _place(records[other]) == _place(each):
                roots[_root(roots, number)] = _root(roots, other)
        index.insert(number, sketch)
    return [_root(roots, number) for number in range(len(records))]


def splink(records: Sequence[Composed], sure: float) -> Labels:
    """Fellegi and Sunter by expectation maximisation, three blocks."""
    facts = [facts_of(each.dataset, each.row) for each in records]
    frame = pd.DataFrame([_flat(number, one) for number, one in enumerate(facts)])
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.95, 0.88, 0.8]),
            cl.JaroWinklerAtThresholds("buyer", [0.92]),
            cl.ExactMatch("cpv"),
            cl.ExactMatch("siren"),
            cl.ExactMatch("deadline"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("place", "start"),
            block_on("buyer", "cpv"),
            block_on("siren", "start"),
        ],
    )
    linker = Linker(DuckDBAPI().register(frame), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("title", "buyer")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("buyer", "cpv"))
    pairs = linker.inference.predict(threshold_match_probability=sure)
    clusters: Any = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, sure)
    found = clusters.as_pandas_dataframe().set_index("unique_id")["cluster_id"].to_dict()
    return [found[number] for number in range(len(records))]


PEERS: dict[str, Callable[[Sequence[Composed]], Labels]] = {
    "veille": veille,
    "exact folded title and département": exact,
    "datasketch MinHash LSH and département": minhash,
    **{f"splink on DuckDB, p ≥ {sure}": partial(splink, sure=sure) for sure in SURE},
}


def _flat(number: int, one: Facts) -> dict[str, object]:
    return {
        "unique_id": number,
        "title": one.title.text or None,
        "start": one.title.text[:12] or None,
        "buyer": one.buyer or None,
        "siren": one.siren,
        "cpv": one.cpv,
        "place": one.places[0] if one.places else None,
        "deadline": str(one.deadline) if one.deadline else None,
    }


def _place(each: Composed) -> str:
    return str(each.row.get("departements_publication") or each.row.get("code_departement"))


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number
