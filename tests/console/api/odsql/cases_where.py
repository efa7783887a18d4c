"""Conditions beside their meaning in pandas; each keeps the rows for which the mask holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd

from tests.console.api.odsql.oracle import (
    everywhere,
    has,
    inside,
    known,
    local,
    metres,
    moment,
    nearly,
    point,
)

Mask = Callable[[pd.DataFrame], pd.Series]


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def _words(asked: str) -> Mask:
    return lambda d: d.apply(lambda row: has(everywhere(row), asked), axis=1)


def _nearly(asked: str) -> Mask:
    return lambda d: d.apply(lambda row: nearly(everywhere(row), asked), axis=1)


COMPARISONS: list[tuple[str, Mask]] = [
    ("habitants = 10", lambda d: known(d.habitants, lambda v: v == 10)),
    ("habitants=10", lambda d: known(d.habitants, lambda v: v == 10)),
    ("habitants > 10", lambda d: known(d.habitants, lambda v: v > 10)),
    ("habitants >= 10", lambda d: known(d.habitants, lambda v: v >= 10)),
    ("habitants < 10", lambda d: known(d.habitants, lambda v: v < 10)),
    ("habitants <= 10", lambda d: known(d.habitants, lambda v: v <= 10)),
    ("habitants != 10", lambda d: known(d.habitants, lambda v: v != 10)),
    ("habitants <> 10", lambda d: known(d.habitants, lambda v: v != 10)),
    ("habitants = -7", lambda d: known(d.habitants, lambda v: v == -7)),
    ("habitants < 9.5", lambda d: known(d.habitants, lambda v: v < 9.5)),
    ("habitants > 1e3", lambda d: known(d.habitants, lambda v: v > 1000)),
    ('habitants = "10"', lambda d: known(d.habitants, lambda v: v == 10)),
    ("10 < habitants", lambda d: known(d.habitants, lambda v: v > 10)),
    ("10 >= habitants", lambda d: known(d.habitants, lambda v: v <= 10)),
    ("montant > 108.7", lambda d: known(d.montant, lambda v: v > 108.7)),
    ("montant < 0", lambda d: known(d.montant, lambda v: v < 0)),
    ("montant >= -10 and montant <= 10", lambda d: known(d.montant, lambda v: -10 <= v <= 10)),
    ("habitants + 1 = 10", lambda d: known(d.habitants, lambda v: v + 1 == 10)),
    ("habitants * 2 > 90", lambda d: known(d.habitants, lambda v: v * 2 > 90)),
    ("habitants / 2 = 4.5", lambda d: known(d.habitants, lambda v: v / 2 == 4.5)),
    ("habitants - 1 >= 50", lambda d: known(d.habitants, lambda v: v - 1 >= 50)),
    ("-habitants > 0", lambda d: known(d.habitants, lambda v: -v > 0)),
    ("(habitants + 1) * 2 = 20", lambda d: known(d.habitants, lambda v: (v + 1) * 2 == 20)),
    ("habitants + 1 * 2 = 11", lambda d: known(d.habitants, lambda v: v + 2 == 11)),
    ("100 / habitants > 5", lambda d: known(d.habitants, lambda v: v != 0 and 100 / v > 5)),
    (
        "montant > habitants",
        lambda d: d.apply(
            lambda r: r.montant is not None and r.habitants is not None and r.montant > r.habitants, axis=1
        ),
    ),
    ('ville = "Paris"', lambda d: known(d.ville, lambda v: v == "Paris")),
    ("ville = 'Paris'", lambda d: known(d.ville, lambda v: v == "Paris")),
    ('ville = "paris"', lambda d: known(d.ville, lambda v: v == "paris")),
    ('ville != "Paris"', lambda d: known(d.ville, lambda v: v != "Paris")),
    ('ville: "Paris"', lambda d: known(d.ville, lambda v: v == "Paris")),
    ('"Paris" = ville', lambda d: known(d.ville, lambda v: v == "Paris")),
    ('ville = "L\'Haÿ-les-Roses"', lambda d: known(d.ville, lambda v: v == "L'Haÿ-les-Roses")),
    ("ville = 'L\\'Haÿ-les-Roses'", lambda d: known(d.ville, lambda v: v == "L'Haÿ-les-Roses")),
    ('ville = "\\u00c9vry"', lambda d: known(d.ville, lambda v: v == "Évry")),
    ("`ville` = 'Lyon'", lambda d: known(d.ville, lambda v: v == "Lyon")),
    ("`group` = 'x'", lambda d: known(d.group, lambda v: v == "x")),
    ("`group`: 'x' or `group`: 'y'", lambda d: known(d.group, lambda v: v in "xy")),
    ('code = "01004"', lambda d: known(d.code, lambda v: v == "01004")),
    ("code = 75056", lambda d: known(d.code, lambda v: v == "75056")),
    ("code = 1004", lambda d: known(d.code, lambda v: v == "1004")),
    ("lower(ville) = 'paris'", lambda d: known(d.ville, lambda v: v.lower() == "paris")),
    ("upper(ville) = 'LYON'", lambda d: known(d.ville, lambda v: v.upper() == "LYON")),
    ("length(ville) > 5", lambda d: known(d.ville, lambda v: len(v) > 5)),
    ("length(titre) = 5", lambda d: known(d.titre, lambda v: len(v) == 5)),
    ("ifnull(ville, 'aucune') = 'aucune'", lambda d: d.ville.map(lambda v: v is None)),
    ("ifnull(habitants, 0) = 0", lambda d: d.habitants.map(lambda v: v in (None, 0))),
    ("ville > 'M'", lambda d: known(d.ville, lambda v: v > "M")),
    ("habitants = null", lambda d: d.id.map(lambda _: False)),
]

BOOLEANS: list[tuple[str, Mask]] = [
    ("ouvert", lambda d: known(d.ouvert, lambda v: v)),
    ("not ouvert", lambda d: ~known(d.ouvert, lambda v: v)),
    ("ouvert is true", lambda d: known(d.ouvert, lambda v: v)),
    ("ouvert is false", lambda d: known(d.ouvert, lambda v: not v)),
    ("ouvert IS TRUE", lambda d: known(d.ouvert, lambda v: v)),
    ("ouvert is not true", lambda d: ~known(d.ouvert, lambda v: v)),
    ("ouvert is not false", lambda d: ~known(d.ouvert, lambda v: not v)),
    ("ouvert: FALSE", lambda d: known(d.ouvert, lambda v: not v)),
    ("ouvert: true", lambda d: known(d.ouvert, lambda v: v)),
    ("ouvert = true", lambda d: known(d.ouvert, lambda v: v)),
    ("ouvert = 'false'", lambda d: known(d.ouvert, lambda v: not v)),
    ("ville is null", lambda d: d.ville.map(lambda v: v is None)),
    ("ville is not null", lambda d: d.ville.map(lambda v: v is not None)),
    (
        "ville IS NOT NULL AND code IS NULL",
        lambda d: d.ville.map(lambda v: v is not None) & d.code.map(lambda v: v is None),
    ),
    ("themes is null", lambda d: d.themes.map(lambda v: v is None)),
    ("latlon is not null", lambda d: d.latlon.map(lambda v: v is not None)),
    ("jour is null", lambda d: d.jour.map(lambda v: v is None)),
    ("limite is null", lambda d: d.limite.map(lambda v: v is None)),
    ("detail is null", lambda d: d.detail.map(lambda v: v is None)),
    (
        "habitants is null or ouvert",
        lambda d: d.habitants.map(lambda v: v is None) | known(d.ouvert, lambda v: v),
    ),
    ("not habitants > 10", lambda d: ~known(d.habitants, lambda v: v > 10)),
    ("not (habitants > 10)", lambda d: ~known(d.habitants, lambda v: v > 10)),
    ("not not ouvert", lambda d: known(d.ouvert, lambda v: v)),
    (
        "ouvert and habitants > 10",
        lambda d: known(d.ouvert, lambda v: v) & known(d.habitants, lambda v: v > 10),
    ),
    (
        "ouvert or habitants > 10",
        lambda d: known(d.ouvert, lambda v: v) | known(d.habitants, lambda v: v > 10),
    ),
    (
        "ouvert or habitants > 50 and montant > 500",
        lambda d: (
            known(d.ouvert, lambda v: v)
            | (known(d.habitants, lambda v: v > 50) & known(d.montant, lambda v: v > 500))
        ),
    ),
    (
        "(ouvert or habitants > 50) and montant > 500",
        lambda d: (
            (known(d.ouvert, lambda v: v) | known(d.habitants, lambda v: v > 50))
            & known(d.montant, lambda v: v > 500)
        ),
    ),
    (
        "not ouvert and ville = 'Lyon'",
        lambda d: ~known(d.ouvert, lambda v: v) & known(d.ville, lambda v: v == "Lyon"),
    ),
    (
        "not (ouvert and ville = 'Lyon')",
        lambda d: ~(known(d.ouvert, lambda v: v) & known(d.ville, lambda v: v == "Lyon")),
    ),
    (
        "NOT ouvert OR NOT ville = 'Lyon'",
        lambda d: ~known(d.ouvert, lambda v: v) | ~known(d.ville, lambda v: v == "Lyon"),
    ),
]

RANGES: list[tuple[str, Mask]] = [
    ("habitants in [10..50]", lambda d: known(d.habitants, lambda v: 10 <= v <= 50)),
    ("habitants in ]10..50[", lambda d: known(d.habitants, lambda v: 10 < v < 50)),
    ("habitants in [10..50[", lambda d: known(d.habitants, lambda v: 10 <= v < 50)),
    ("habitants in ]10..50]", lambda d: known(d.habitants, lambda v: 10 < v <= 50)),
    ("habitants IN [10 TO 50]", lambda d: known(d.habitants, lambda v: 10 <= v <= 50)),
    ("habitants in [-10..0]", lambda d: known(d.habitants, lambda v: -10 <= v <= 0)),
    ("habitants in [10 to *]", lambda d: known(d.habitants, lambda v: v >= 10)),
    ("habitants in [*..10[", lambda d: known(d.habitants, lambda v: v < 10)),
    ("habitants: [10..50]", lambda d: known(d.habitants, lambda v: 10 <= v <= 50)),
    ("montant in [0.5..99.5]", lambda d: known(d.montant, lambda v: 0.5 <= v <= 99.5)),
    ("not habitants in [10..50]", lambda d: ~known(d.habitants, lambda v: 10 <= v <= 50)),
    ("habitants in (5, 10, 51)", lambda d: known(d.habitants, lambda v: v in (5, 10, 51))),
    ("ville in ('Paris', \"Lyon\")", lambda d: known(d.ville, lambda v: v in ("Paris", "Lyon"))),
    ("ville IN ('Paris')", lambda d: known(d.ville, lambda v: v == "Paris")),
    ("not ville in ('Paris', 'Lyon')", lambda d: ~known(d.ville, lambda v: v in ("Paris", "Lyon"))),
    ('"eau" in themes', lambda d: known(d.themes, lambda v: "eau" in v)),
    ('"Paris" in themes', lambda d: known(d.themes, lambda v: "Paris" in v)),
    ('not "eau" in themes', lambda d: ~known(d.themes, lambda v: "eau" in v)),
    (
        '"eau" in `themes` and "route" in themes',
        lambda d: known(d.themes, lambda v: "eau" in v and "route" in v),
    ),
    ("themes = 'énergie'", lambda d: known(d.themes, lambda v: "énergie" in v)),
    ("themes: 'école'", lambda d: known(d.themes, lambda v: "école" in v)),
    ("themes in ('eau', 'route')", lambda d: known(d.themes, lambda v: bool({"eau", "route"} & set(v)))),
    ("startswith(themes, 'é')", lambda d: known(d.themes, lambda v: any(e.startswith("é") for e in v))),
]

DATES: list[tuple[str, Mask]] = [
    ("jour = date'2020-02-29'", lambda d: known(d.jour, lambda v: v == "2020-02-29")),
    ("jour > date'2020-01-01'", lambda d: known(d.jour, lambda v: v > "2020-01-01")),
    ("jour >= date'2020/04/01'", lambda d: known(d.jour, lambda v: v >= "2020-04-01")),
    ("jour < date'2019'", lambda d: known(d.jour, lambda v: v < "2019-01-01")),
    ("jour > date'1972'", lambda d: known(d.jour, lambda v: True)),
    ("jour >= '2020-06-15'", lambda d: known(d.jour, lambda v: v >= "2020-06-15")),
    (
        "jour in [date'2017'..date'2018']",
        lambda d: known(d.jour, lambda v: "2017-01-01" <= v <= "2018-01-01"),
    ),
    (
        "jour in [date'2018-03' TO date'2019-03'[",
        lambda d: known(d.jour, lambda v: "2018-03-01" <= v < "2019-03-01"),
    ),
    ('jour:["2021-03-12" TO *]', lambda d: known(d.jour, lambda v: v >= "2021-03-12")),
    ("jour >= date'2020-04-03T08:02'", lambda d: known(d.jour, lambda v: v >= "2020-04-03")),
    (
        "limite > date'2019-04-03T08:02'",
        lambda d: known(d.limite, lambda v: moment(v) > _at(2019, 4, 3, 8, 2)),
    ),
    ("limite >= date'2019'", lambda d: known(d.limite, lambda v: moment(v) >= _at(2019, 1, 1))),
    (
        "limite < date'2019-06-01T00:00:00+02:00'",
        lambda d: known(d.limite, lambda v: moment(v) < _at(2019, 5, 31, 22)),
    ),
    ("limite < date'2019-06-01T00:00:00Z'", lambda d: known(d.limite, lambda v: moment(v) < _at(2019, 6, 1))),
    (
        "limite in [date'2018-06'..date'2019-06']",
        lambda d: known(d.limite, lambda v: _at(2018, 6, 1) <= moment(v) <= _at(2019, 6, 1)),
    ),
    ("limite < now()", lambda d: known(d.limite, lambda v: moment(v) < _at(2021, 5, 6, 12, 34, 55))),
    ("limite > now(years=-2)", lambda d: known(d.limite, lambda v: moment(v) > _at(2019, 5, 6, 12, 34, 55))),
    ("limite > now(year=2019)", lambda d: known(d.limite, lambda v: moment(v) > _at(2019, 5, 6, 12, 34, 55))),
    (
        "limite > now(year=2020,months=-1)",
        lambda d: known(d.limite, lambda v: moment(v) > _at(2020, 4, 6, 12, 34, 55)),
    ),
    ("jour > now(year=2019,day=31,month=2)", lambda d: known(d.jour, lambda v: v > "2019-02-28")),
    ("jour >= now(weekday=0)", lambda d: known(d.jour, lambda v: v >= "2021-05-10")),
    ("jour >= now(mondays=+1)", lambda d: known(d.jour, lambda v: v >= "2021-05-10")),
    ("jour >= now(mondays=-1)", lambda d: known(d.jour, lambda v: v >= "2021-05-03")),
    ("jour > now(days=-500)", lambda d: known(d.jour, lambda v: v > "2019-12-23")),
    ("year(jour) = 2019", lambda d: known(d.jour, lambda v: v[:4] == "2019")),
    ("month(jour) = 2", lambda d: known(d.jour, lambda v: v[5:7] == "02")),
    ("day(jour) > 15", lambda d: known(d.jour, lambda v: int(v[8:]) > 15)),
    ("year(limite) >= 2020", lambda d: known(d.limite, lambda v: local(v).year >= 2020)),
    ("hour(limite) < 12", lambda d: known(d.limite, lambda v: local(v).hour < 12)),
    (
        "minute(limite) = 0 or second(limite) < 9",
        lambda d: known(d.limite, lambda v: local(v).minute == 0 or local(v).second < 9),
    ),
    ("hour(jour) = 0", lambda d: known(d.jour, lambda v: True)),
    ("dayofweek(jour) = 7", lambda d: known(d.jour, lambda v: local(v).isoweekday() == 7)),
    ("quarter(jour) = 3", lambda d: known(d.jour, lambda v: 7 <= int(v[5:7]) <= 9)),
    ("date_format(jour, 'dd') = '08'", lambda d: known(d.jour, lambda v: v[8:] == "08")),
    ("date_format(limite, 'YYYY-MM') = '2019-07'", lambda d: known(d.limite, lambda v: v[:7] == "2019-07")),
    (
        "limite > jour",
        lambda d: d.apply(
            lambda r: r.jour is not None and r.limite is not None and moment(r.limite) > moment(r.jour),
            axis=1,
        ),
    ),
    ("not jour > date'2020'", lambda d: ~known(d.jour, lambda v: v > "2020-01-01")),
    ("date'2020' < jour", lambda d: known(d.jour, lambda v: v > "2020-01-01")),
]

WORDS: list[tuple[str, Mask]] = [
    ('"film"', _words("film")),
    ('"films"', _words("films")),
    ('"film*"', _words("film*")),
    ('"FILM*"', _words("film*")),
    ('"ecole"', _words("ecole")),
    ('"École"', _words("ecole")),
    ('"oeuvre"', _words("oeuvre")),
    ('"Œuvre décor"', _words("oeuvre decor")),
    ('"star trek"', _words("star trek")),
    ('"trek star"', _words("trek star")),
    ('"star" and "wars"', _words("star wars")),
    ('"tree" or "voirie"', _words("voirie")),
    ('not "star"', lambda d: ~_words("star")(d)),
    ('"star" and not "wars"', lambda d: _words("star")(d) & ~_words("wars")(d)),
    ('"paris"', _words("paris")),
    ('"100%"', _words("100")),
    ('"durable entretien"', _words("durable entretien")),
    ('"d\'une"', _words("d une")),
    ('"cachette"', lambda d: d.id.map(lambda _: False)),
    ('"tresor*"', lambda d: d.id.map(lambda _: False)),
    ('""', lambda d: d.id.map(lambda _: True)),
    ('titre like "star"', lambda d: d.titre.map(lambda v: has(v, "star"))),
    ('titre like "star wars"', lambda d: d.titre.map(lambda v: has(v, "star wars"))),
    ('titre LIKE "Écol*"', lambda d: d.titre.map(lambda v: has(v, "ecol*"))),
    ('ville like "saint"', lambda d: d.ville.map(lambda v: has(v, "saint"))),
    ('themes like "energie"', lambda d: d.themes.map(lambda v: has(" ".join(v or ()), "energie"))),
    ('not titre like "star"', lambda d: ~d.titre.map(lambda v: has(v, "star"))),
    ('search("ecolle")', _nearly("ecolle")),
    ('search("fornitures")', _nearly("fornitures")),
    ('search("fourniturs scolaire")', _nearly("fourniturs scolaire")),
    ('search("filmografie")', _nearly("filmografie")),
    ('search("sta")', _nearly("sta")),
    ('search("st")', _nearly("st")),
    ('search(*, "voirrie")', _nearly("voirrie")),
    ('search(titre, "colege")', lambda d: d.titre.map(lambda v: nearly(v, "colege"))),
    ('search(ville, "pari")', lambda d: d.ville.map(lambda v: nearly(v, "pari"))),
    (
        'search(titre, ville, "lion")',
        lambda d: d.apply(lambda r: nearly(r.titre, "lion") or nearly(r.ville, "lion"), axis=1),
    ),
    ('suggest("fou sco")', _words("fou* sco*")),
    ('suggest(titre, "col")', lambda d: d.titre.map(lambda v: has(v, "col*"))),
    ('suggest(ville, "denis sain")', lambda d: d.ville.map(lambda v: has(v, "denis* sain*"))),
    ("startswith(ville, 'Par')", lambda d: known(d.ville, lambda v: v.startswith("Par"))),
    ("startswith(ville, 'par')", lambda d: known(d.ville, lambda v: v.startswith("par"))),
    ("startswith(titre, 'École')", lambda d: known(d.titre, lambda v: v.startswith("École"))),
    ("startswith(code, '97')", lambda d: known(d.code, lambda v: v.startswith("97"))),
    ("startswith(titre, '%')", lambda d: d.id.map(lambda _: False)),
    ("titre like '%'", lambda d: d.id.map(lambda _: True) & d.titre.map(lambda v: v is not None)),
]

_SQUARE = "POLYGON((0 40, 10 40, 10 50, 0 50, 0 40))"
_HOLED = "POLYGON((0 40, 10 40, 10 50, 0 50, 0 40), (2 48, 3 48, 3 49, 2 49, 2 48))"
_TWO = "MULTIPOLYGON(((0 40, 3 40, 3 50, 0 50, 0 40)), ((50 -30, 60 -30, 60 -10, 50 -10, 50 -30)))"
_GEOJSON = '{"type":"Polygon","coordinates":[[[0,40],[10,40],[10,50],[0,50],[0,40]]]}'
_WKB = "010100000000000000000000400000000000004840"  # POINT (2 48)


def _near(radius: float, latitude: float = 48.0, longitude: float = 2.0) -> Mask:
    return lambda d: known(d.latlon, lambda v: metres(v, latitude, longitude) <= radius)


PLACES: list[tuple[str, Mask]] = [
    ("within_distance(latlon, geom'POINT(2 48)', 100km)", _near(100_000)),
    ("within_distance(latlon, GEOM'POINT(2 48)', 98 km)", _near(98_000)),
    ("within_distance(latlon, geom'POINT(2 48)', 500000m)", _near(500_000)),
    ("within_distance(latlon, geom'POINT(2 48)', 300mi)", _near(300 * 1609.344)),
    ("within_distance(latlon, geom'POINT(2 48)', 110000 yd)", _near(110_000 * 0.9144)),
    ("within_distance(latlon, geom'POINT(2 48)', 300000ft)", _near(300_000 * 0.3048)),
    ("within_distance(latlon, geom'POINT(2 48)', 9900000cm)", _near(99_000)),
    ("within_distance(latlon, geom'POINT(2 48)', 1mm)", _near(0.001)),
    ("distance(latlon, geom'POINT(2 48)', 100km)", _near(100_000)),
    ("not within_distance(latlon, geom'POINT(2 48)', 100km)", lambda d: ~_near(100_000)(d)),
    (f"within_distance(latlon, geom'{_WKB}', 100km)", _near(100_000)),
    ("distance(latlon, geom'POINT(2 48)') < 100000", _near(100_000 - 1e-6)),
    (
        "distance(latlon, geom'POINT(55 -21)') > 1000",
        lambda d: known(d.latlon, lambda v: metres(v, -21, 55) > 1000),
    ),
    (
        "in_bbox(latlon, 40, 0, 50, 10)",
        lambda d: known(d.latlon, lambda v: 40 <= point(v)[0] <= 50 and 0 <= point(v)[1] <= 10),
    ),
    (
        "in_bbox(latlon, 50, 10, 40, 0)",
        lambda d: known(d.latlon, lambda v: 40 <= point(v)[0] <= 50 and 0 <= point(v)[1] <= 10),
    ),
    (
        "in_bbox(latlon, -22, 55, -20, 56)",
        lambda d: known(d.latlon, lambda v: -22 <= point(v)[0] <= -20 and 55 <= point(v)[1] <= 56),
    ),
    (f"within(latlon, geom'{_SQUARE}')", lambda d: known(d.latlon, lambda v: inside(v, _SQUARE))),
    (f"intersects(latlon, geom'{_SQUARE}')", lambda d: known(d.latlon, lambda v: inside(v, _SQUARE))),
    (f"disjoint(latlon, geom'{_SQUARE}')", lambda d: known(d.latlon, lambda v: not inside(v, _SQUARE))),
    (
        f"geometry(latlon, geom'{_SQUARE}', INTERSECTS)",
        lambda d: known(d.latlon, lambda v: inside(v, _SQUARE)),
    ),
    (f"geometry(latlon, geom'{_SQUARE}', within)", lambda d: known(d.latlon, lambda v: inside(v, _SQUARE))),
    (
        f"geometry(latlon, geom'{_SQUARE}', DISJOINT)",
        lambda d: known(d.latlon, lambda v: not inside(v, _SQUARE)),
    ),
    (f"polygon(latlon, geom'{_SQUARE}')", lambda d: known(d.latlon, lambda v: inside(v, _SQUARE))),
    (f"within(latlon, geom'{_GEOJSON}')", lambda d: known(d.latlon, lambda v: inside(v, _SQUARE))),
    (f"within(latlon, geom'{_HOLED}')", lambda d: known(d.latlon, lambda v: inside(v, _HOLED))),
    (f"within(latlon, geom'{_TWO}')", lambda d: known(d.latlon, lambda v: inside(v, _TWO))),
    (
        "intersects(latlon, geom'POINT(2.3522 48.8566)')",
        lambda d: known(d.latlon, lambda v: v == "48.8566,2.3522"),
    ),
    (f"not within(latlon, geom'{_SQUARE}')", lambda d: ~known(d.latlon, lambda v: inside(v, _SQUARE))),
]

WHERE = [*COMPARISONS, *BOOLEANS, *RANGES, *DATES, *WORDS, *PLACES]
