"""A row while it is being normalised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.model.dataset import Dataset
from core.model.evidence import Evidence
from core.model.record import Proof
from normalizers.organisations.sirene.register import Register


@dataclass(slots=True)
class Draft:
    """Values, proofs and confidences by column; inputs stand beside the columns until the row is complete.

    A derived value names the columns it comes from: it has their proof and is no surer than they are.
    ``register`` says what Sirene knows of a SIRET, where the installation has its stock.
    """

    dataset: Dataset
    id: str
    register: Register | None = None
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Proof] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def get(self, name: str) -> Any:
        """The value of a column or an input; None where it is unknown."""
        return self.values.get(name)

    def all(self, name: str) -> list[Any]:
        """The values of a list column or input; empty where it is unknown."""
        return list(self.values.get(name) or ())

    def read(self, name: str, value: Any, proof: Iterable[Evidence], confidence: float) -> None:
        """Set what was read in the document; nothing and an empty list leave the column unknown.

        What rests on no word of the document ("inconnu") has no proof.
        """
        if value is None or value == []:
            return
        self.values[name] = value
        if places := tuple(proof):
            self.evidence[name] = places
        self.confidence[name] = min(confidence, self.confidence.get(name, 1.0))

    def derive(self, name: str, value: Any, *since: str, confidence: float = 1.0) -> None:
        """Set what follows from other columns, unless the document said it itself."""
        if value is None or value == [] or self.get(name) is not None:
            return
        proof = [each for source in since for each in self.evidence.get(source, ())]
        known = [self.confidence.get(source, 1.0) for source in since]
        self.read(name, value, proof, min([confidence, *known]))

    def warn(self, name: str, *codes: str) -> None:
        """Note warnings on a column, once each: ``montant_illisible:montant_estime``."""
        for code in codes:
            label = f"{code}:{name}"
            if label not in self.warnings:
                self.warnings.append(label)
