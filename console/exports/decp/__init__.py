"""The données essentielles of contracts in the official format of the arrêté of 22 December 2022.

The format is that of 139bercy/format-commande-publique: JSON schema 2.0.4, XSD 2.0.2. A contract that lacks a
field the format requires is left out and counted by that field: nothing is invented to fill it.
"""

from __future__ import annotations
