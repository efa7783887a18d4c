"""Procurements as contracting processes of the Open Contracting Data Standard 1.1.

A thread (``id_procedure``) is one contracting process; each state of a publication is one release; the EU
extension and those for lots and bids carry what the core has no place for. Terms: the EU profile's mapping.
Reference: standard.open-contracting.org.
"""

from __future__ import annotations
