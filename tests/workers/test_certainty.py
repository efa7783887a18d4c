from core.model.evidence import Evidence
from core.model.reading import Reading, Value
from extractors.ocr.scan import MOST, WARNING, Scan
from workers.certainty import as_sure

TSV = "5\t1\t1\t1\t1\t1\t0\t0\t100\t40\t50\tlot\n"
SCAN = Scan.load([{"number": 1, "width": 595.0, "height": 842.0, "scale": 4.0, "tsv": TSV}])


def test_no_value_is_surer_than_its_words() -> None:
    assert SCAN is not None
    sure, unsure = Value("lot", Evidence("lot", page=1)), Value("lot", Evidence("lot", page=1), 0.1)
    reading = Reading("avis", "1", {"one": sure, "many": (sure, unsure), "parts": ({"a": sure},), "none": ()})
    values = as_sure(reading, SCAN).values
    lowered = Value("lot", sure.evidence, MOST * 0.5)
    assert values == {"one": lowered, "many": (lowered, unsure), "parts": ({"a": lowered},), "none": ()}
    assert as_sure(reading, SCAN).warnings == (WARNING,)


def test_what_a_person_has_typed_is_as_sure_as_elsewhere() -> None:
    assert SCAN is not None
    typed = Value("lot", Evidence("lot", path="saisie[0123abcd]/colonne[1]"))
    assert as_sure(Reading("avis", "1", {"one": typed}), SCAN).values == {"one": typed}
