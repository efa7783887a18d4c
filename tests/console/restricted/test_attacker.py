"""An attacker with the key of a partner, at every door of a restricted dataset."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from console.app import create_app
from console.compute.signature import verify
from console.exports.sql.lines import Extract
from console.exports.stream import FORMATS, stream
from core.errors import RowsStay
from core.model.dataset import Computation, Dataset, Profile, Restriction
from core.model.person import Role
from core.model.record import Record
from core.model.watch import Watch
from core.settings import get_settings
from core.storage.credentials import ApiKeys
from core.storage.database import Database, open_database
from core.storage.records import Records
from core.storage.revisions import Revisions
from core.storage.watches import Watches
from normalizers.datasets import datasets
from normalizers.datasets.columns import CLOSING, ID, amount, code, day, text
from normalizers.secrecy.attack import intervals
from normalizers.secrecy.primary import FEWEST_UNITS, INTERVAL
from normalizers.secrecy.table import Key, Sum, SumTable
from tests.console.cli.conftest import veille as veille  # noqa: PLC0414 - a fixture
from tests.console.web.people import browser_of, person, send, signed_in
from tests.console.web.seeding import NOW, open_empty
from workers.computing import latest
from workers.matching.watching import Matcher

NAME = "aides-reservees"
SECRET = Dataset(
    name=NAME,
    title="Aides réservées",
    title_en="Restricted grants",
    description="Des aides à des entreprises, dont les lignes ne sortent pas.",
    version="1.0.0",
    licence="",
    date_column="date_decision",
    label_column="beneficiaire",
    columns=(
        ID,
        text(name="beneficiaire", title="Bénéficiaire", title_en="Beneficiary", search=True),
        code(name="siren", title="SIREN", title_en="SIREN", facet=True),
        code(name="code_departement", title="Département", title_en="Département", facet=True),
        text(name="secteur", title="Secteur", title_en="Sector", facet=True),
        amount(name="montant", title="Montant", title_en="Amount"),
        day(name="date_decision", title="Décision", title_en="Decision"),
        *CLOSING,
    ),
    restriction=Restriction(
        owner="owner",
        computations=(
            Computation(
                "par-departement",
                "Par département",
                "By département",
                ("code_departement",),
                "siren",
                "montant",
            ),
            Computation("par-secteur", "Par secteur", "By sector", ("secteur",), "siren", "montant"),
            Computation(
                "croise",
                "Par département et secteur",
                "Crossed",
                ("code_departement", "secteur"),
                "siren",
                "montant",
            ),
        ),
    ),
)
MARK = "ENTREPRISE-CACHEE"
SHA = "5e" * 32

ROWS = [
    (departement, secteur, f"{MARK}-{departement}{secteur}{n}", 1000.0 + 7 * n + 131.25 * len(secteur))
    for departement, secteur, units in (
        ("35", "eau", 6), ("35", "bois", 2), ("59", "eau", 5), ("59", "bois", 7), ("2A", "eau", 1),
        ("2A", "bois", 4),
    )
    for n in range(units)
]  # fmt: skip


def put(db: Database, rows: Any, at: datetime) -> None:
    with db.write() as tx:
        for number, (departement, secteur, name, value) in rows:
            values = {
                "id": f"aide:{number}", "beneficiaire": name, "siren": f"{100000000 + number}",
                "code_departement": departement, "secteur": secteur, "montant": value,
                "date_decision": date(2026, 3, 1),
            }  # fmt: skip
            record = Record(NAME, f"aide:{number}", values, {}, {}, (), SHA, "https://a.exemple/aides", at)
            Records(tx, db.catalogue, at).apply(record, "test", document=f"aides/{number}")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setitem(datasets(), NAME, SECRET)
    monkeypatch.setenv("VEILLE_HOME", str(tmp_path))
    monkeypatch.setattr("console.web.compute.api.STEP", 0.01)
    get_settings.cache_clear()
    shelf = open_empty(tmp_path)
    whole = open_database(f"sqlite:///{tmp_path / 'veille.sqlite'}", datasets().values())
    put(whole, enumerate(ROWS), NOW - timedelta(days=1))
    site = replace(shelf.site, database=whole, datasets=datasets())
    yield House(site, whole)
    whole.close()
    get_settings.cache_clear()


class House:
    """The site, its whole store, and an attacker."""

    def __init__(self, site: Any, whole: Database) -> None:
        self.site, self.whole = site, whole
        self.key = self.key_of("partenaire@exemple.fr", Profile.PARTNER)

    def key_of(self, email: str, profile: Profile) -> str:
        one = person(self.site, email, Role.SUBSCRIBER, profile=profile)
        with self.site.database.write() as tx:
            return ApiKeys(tx).add(one.id, "attaque", ("read", "feeds"), NOW, None)[0]

    def at(self, later: timedelta) -> TestClient:
        """The attacker's program, some time later."""
        site = replace(self.site, now=lambda: NOW + later)
        return TestClient(
            create_app(site), headers={"Authorization": f"Bearer {self.key}"}, follow_redirects=False
        )

    def owner(self, later: timedelta = timedelta()) -> TestClient:
        site = replace(self.site, now=lambda: NOW + later)
        return signed_in(
            site, f"owner{later.days}@exemple.fr", Role.OWNER, datasets=(NAME,), profile=Profile.PARTNER
        )


def leaks(text: str) -> list[str]:
    """What of the rows a text tells: names, ids, SIREN, amounts."""
    found = [name for _, _, name, _ in ROWS if name in text] + re.findall(r"aide:\d", text)
    amounts = {value for _, _, _, value in ROWS}
    return found + [f"{a:.1f}" for a in amounts if re.search(rf"(?<!\d){a:.1f}(?!\d)", text)]


def addresses(app: Any) -> list[str]:
    """Every address of the site, its parameters filled with what an attacker would try."""
    fill = {
        "dataset": NAME, "record": "aide:0", "sha256": SHA, "form": "csv", "source": "boamp", "watch": "w",
        "version": "1", "number": "1", "column": "montant", "person": "1", "release": "1",
        "computation": "croise", "id": "aide:0", "correction": "1", "report": "1", "team": "1",
        "format": "csv",
    }  # fmt: skip
    found = []
    for route in app.routes:
        if isinstance(route, Mount):
            found += [f"{route.path}{each.path}" for each in route.routes if isinstance(each, Route)]
        elif isinstance(route, Route):
            found.append(route.path)
    explore = f"/api/explore/v2.1/catalog/datasets/{NAME}"
    found += [explore, f"{explore}/records", f"{explore}/records/aide:0", f"{explore}/facets"]
    found += [
        f"{explore}/attachments",
        f"{explore}/exports",
        *(f"{explore}/exports/{form}" for form in FORMATS),
    ]
    found += [f"/explore/dataset/{NAME}/download/", "/api/explore/v2.1/catalog/datasets"]
    return [re.sub(r"{(\w+)(?::\w+)?}", lambda name: fill.get(name[1], "1"), path) for path in found]


QUERIES = (
    "", f"?q={MARK}", "?siren=100000000", "?tri=-montant", "?facette=siren",
    "?mesure=somme.montant&par=siren",
    "?where=montant%3E0&select=*&group_by=siren", "?refine=siren:100000000", "?since=0", f"?dataset={NAME}",
)  # fmt: skip


def test_no_page_tells_a_row(house: House) -> None:
    program = house.at(timedelta())
    browser = signed_in(
        house.site, "curieux@exemple.fr", Role.SUBSCRIBER, Role.OPERATOR, profile=Profile.PARTNER
    )
    asked = 0
    for client in (program, browser):
        for address in addresses(client.app):
            for query in QUERIES if NAME in address else ("",):
                answer = client.get(address + query)
                asked += 1
                assert answer.status_code < 500, address + query
                assert leaks(answer.text) == [], address + query
                if f"/datasets/{NAME}" in address or f"/{SHA}" in address:
                    assert answer.status_code in (303, 400, 403, 404, 451), address + query
    assert asked > 400


def test_no_file_has_a_row(
    house: House, veille: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.whole.read() as tx:
        for form in FORMATS:
            with pytest.raises(RowsStay):
                b"".join(stream(tx, house.whole.catalogue, Extract(SECRET), form))
    monkeypatch.setenv("VEILLE_HOME", str(tmp_path))
    get_settings.cache_clear()
    for command in (
        ("export", NAME), ("export", NAME, "--format", "parquet"), ("export", NAME, "--format", "ocds"),
        ("history", "aide:0"), ("corrections", "export", "--dataset", NAME),
        ("corrections", "log", "--dataset", NAME), ("watch", "backtest", MARK, "--dataset", NAME),
        ("watch", "add", "x", "--words", MARK, "--dataset", NAME),
        ("catalogue", "--format", "ftp", "-o", str(tmp_path / "ftp")), ("quality",), ("thread", "aide:0"),
    ):  # fmt: skip
        done = veille(*command)
        told = [each for each in leaks(done.stdout + done.stderr) if each not in command]
        assert told == [], command  # an error may repeat what was typed
    assert veille("export", NAME).returncode == 3
    assert not (tmp_path / "ftp" / f"{NAME}.csv").exists()


def test_no_watch_is_told_of_a_row(house: House) -> None:
    with house.whole.write() as tx:
        Watches(tx).put(Watch("w", "Tout", (NAME,), words=MARK, created_at=NOW), NOW)
    with house.whole.read() as tx:
        versions = Revisions(tx).between(1, Revisions(tx).position())
        assert any(each.dataset == NAME for each in versions)
        assert list(Matcher().match(tx, versions, NOW)) == []


def rows_of(house: House, later: timedelta, computation: str) -> list[dict[str, Any]]:
    answer = house.at(later).get(f"/api/calculs/{NAME}/{computation}")
    assert answer.status_code == 200
    verify(answer.json())
    found: list[dict[str, Any]] = answer.json()["lignes"]
    return found


def released(house: House, later: timedelta = timedelta()) -> int:
    asked = house.at(later).post(f"/api/calculs/{NAME}")
    assert asked.status_code == 202
    number: int = asked.json()["livraison"]
    if asked.json()["etat"] == "waiting":
        owner = house.owner(later)
        assert send(owner, f"/calculs/{number}", "/calculs", decision="approuver").status_code == 303
    return number


def test_a_result_waits_for_the_owner_and_is_signed(house: House) -> None:
    program = house.at(timedelta())
    assert program.get(f"/api/calculs/{NAME}/croise").status_code == 404
    assert program.post(f"/api/calculs/{NAME}").json()["etat"] == "waiting"
    assert program.get(f"/api/calculs/{NAME}/croise").status_code == 404
    stranger = signed_in(
        house.site, "autre@exemple.fr", Role.OWNER, datasets=("avis-marches",), profile=Profile.PARTNER
    )
    assert "approuver" not in stranger.get("/calculs").text
    assert released(house) == 1
    found = program.get(f"/api/calculs/{NAME}/croise").json()
    assert found["parametres"]["dimensions"] == ["code_departement", "secteur"]
    assert found["version_donnees"] > 0
    verify(found)
    with pytest.raises(InvalidSignature):
        verify({**found, "version_donnees": 1})


def test_others_are_refused(house: House) -> None:
    public = house.key_of("public@exemple.fr", Profile.PUBLIC)
    for key in (public, "vlk_faux", ""):
        client = TestClient(create_app(house.site), headers={"Authorization": f"Bearer {key}"} if key else {})
        for address in ("/api/calculs", f"/api/calculs/{NAME}/croise"):
            assert client.get(address).status_code in (401, 403)
        assert client.post(f"/api/calculs/{NAME}").status_code in (401, 403)
    assert house.at(timedelta()).get(f"/api/calculs/{NAME}/siren").status_code == 404
    assert house.at(timedelta()).get("/api/calculs/avis-marches/croise").status_code == 404
    assert browser_of(house.site).get("/calculs").status_code == 403


def cells(house: House, later: timedelta = timedelta()) -> dict[Key, dict[str, Any]]:
    """All that an attacker knows: every computation, its cells under their place in the cube."""
    found: dict[Key, dict[str, Any]] = {}
    for name in ("par-departement", "par-secteur", "croise"):
        for row in rows_of(house, later, name):
            found[row.get("code_departement", "total"), row.get("secteur", "total")] = row
    return found


def truth(extra: Any = ()) -> dict[Key, dict[str, float]]:
    units: dict[Key, dict[str, float]] = {}
    for departement, secteur, name, value in [*ROWS, *extra]:
        for key in ((departement, secteur), (departement, "total"), ("total", secteur), ("total", "total")):
            units.setdefault(key, {})
            units[key][name] = units[key].get(name, 0.0) + value
    return units


def test_no_cell_is_under_the_threshold_nor_found_by_subtracting(house: House) -> None:
    released(house)
    known, true = cells(house), truth()
    assert set(known) == set(true)
    for key, row in known.items():
        if len(true[key]) < FEWEST_UNITS:
            assert row["secret"] and row["valeur"] is None and row["unites"] is None
        if not row["secret"]:
            assert row["valeur"] == pytest.approx(sum(true[key].values()), abs=0.01)
    parts = {key: [other for other in true if _inside(other, key)] for key in true if "total" in key}
    sums = [
        Sum(total, tuple(each for each in inside if _one_step(each, total, at)))
        for total, inside in parts.items()
        for at in (0, 1)
        if total[at] == "total"
    ]
    table = SumTable({key: sum(found.values()) for key, found in true.items()}, sums)
    hidden = {key for key, row in known.items() if row["secret"]}
    secret = [key for key in hidden if len(true[key]) < FEWEST_UNITS]
    assert len(secret) == 2
    for key, interval in intervals(table, hidden).items():
        if key in secret:
            value = table.values[key]
            assert interval.least <= value * (1 - INTERVAL) + 0.01
            assert interval.most >= value * (1 + INTERVAL) - 0.01


def _inside(part: Key, total: Key) -> bool:
    return part != total and all(t in (p, "total") for p, t in zip(part, total, strict=True))


def _one_step(part: Key, total: Key, at: int) -> bool:
    return part[at] != "total" and all(part[n] == total[n] for n in range(2) if n != at)


def test_two_releases_tell_nothing_of_who_came_between(house: House) -> None:
    first = released(house)
    before = cells(house)
    newcomer = [(len(ROWS), ("59", "eau", f"{MARK}-NOUVEAU", 777.0))]
    put(house.whole, newcomer, NOW + timedelta(days=1))
    assert house.at(timedelta(days=2)).post(f"/api/calculs/{NAME}").json()["livraison"] == first, "frozen"
    assert cells(house, timedelta(days=2)) == before
    later = timedelta(days=31)
    assert released(house, later) != first
    after = cells(house, later)
    changed = [key for key in after if _inside(("59", "eau"), key) or key == ("59", "eau")]
    assert len(changed) == 4
    for key in changed:
        assert after[key]["secret"], "the difference of two published cells would be the newcomer's amount"
    differences = {
        round(after[key]["valeur"] - before[key]["valeur"], 2)
        for key in after
        if after[key]["valeur"] is not None and before[key]["valeur"] is not None
    }
    assert differences <= {0.0}
    with closing(io.StringIO(json.dumps(list(after.values())))) as told:
        assert leaks(told.read()) == []


def test_the_page_of_the_owner(house: House) -> None:
    house.at(timedelta()).post(f"/api/calculs/{NAME}")
    owner = house.owner()
    assert "Attend l'accord" in owner.get("/calculs").text.replace("&#39;", "'")
    assert send(owner, "/calculs/1", "/calculs", decision="refuser").status_code == 303
    with house.whole.read() as tx:
        assert latest(tx, NAME) is None
    assert owner.post("/calculs/1", data={"decision": "approuver"}).status_code == 403, "no token"


def test_the_command(house: House, veille: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_HOME", str(tmp_path))
    get_settings.cache_clear()
    assert f"{NAME} croise" in veille("compute", "list").stdout
    waits = veille("compute", "run", NAME, "croise")
    assert (waits.returncode, waits.stdout) == (3, "")
    assert veille("compute", "approve", "1", "--author", "Claire").returncode == 0
    done = veille("compute", "run", NAME, "croise")
    assert done.returncode == 0
    verify(json.loads(done.stdout))
    assert veille("compute", "approve", "1").returncode == 2
    assert veille("compute", "run", NAME, "none").returncode == 2
    assert veille("compute", "run", "avis-marches", "croise").returncode == 2
    assert datetime.now(UTC)
