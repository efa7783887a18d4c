from core.model.table import Cell, Table
from extractors.tables.wire import as_json

CELLS = (
    Cell(0, 0, "Lot", rowspan=2, bbox=(10.123, 20, 30, 40), page=1),
    Cell(0, 1, "Montant", colspan=2, bbox=(30, 20, 70, 40), page=1),
    Cell(2, 0, "1", bbox=(10, 20, 30, 40), page=2),
)


def test_the_shape_of_the_contract() -> None:
    printed = as_json([Table(1, (10.0, 20.0, 70.0, 60.004), "ruled", 0.97123, CELLS)])
    assert printed == {
        "tables": [
            {
                "page": 1,
                "bbox": [10.0, 20.0, 70.0, 60.0],
                "strategy": "ruled",
                "confidence": 0.971,
                "cells": [
                    {
                        "row": 0,
                        "col": 0,
                        "rowspan": 2,
                        "colspan": 1,
                        "bbox": [10.12, 20, 30, 40],
                        "text": "Lot",
                    },
                    {
                        "row": 0,
                        "col": 1,
                        "rowspan": 1,
                        "colspan": 2,
                        "bbox": [30, 20, 70, 40],
                        "text": "Montant",
                    },
                    {
                        "row": 2,
                        "col": 0,
                        "rowspan": 1,
                        "colspan": 1,
                        "bbox": [10, 20, 30, 40],
                        "text": "1",
                        "page": 2,
                    },
                ],
            }
        ]
    }


def test_no_table() -> None:
    assert as_json([]) == {"tables": []}
