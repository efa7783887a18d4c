"""The endpoints of the Explore API: shapes, limits, errors and headers as the vendor's."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from starlette.websockets import WebSocketDisconnect

from core.model.dataset import Profile
from normalizers.datasets import dataset
from tests.console.api.conftest import BASE

if TYPE_CHECKING:
    from httpx import Client

NOTICES = "/catalog/datasets/avis-marches"
SPEC = Path(__file__).parents[3].parent / "shared" / "real" / "portal" / "explore-v2.1.json"
PATHS = [
    "/catalog/datasets",
    "/catalog/facets",
    NOTICES,
    f"{NOTICES}/records",
    f"{NOTICES}/records/boamp:26-10001",
    f"{NOTICES}/facets",
    f"{NOTICES}/attachments",
    f"{NOTICES}/exports",
    f"{NOTICES}/exports/jsonl",
    "/catalog/exports",
    "/catalog/exports/json",
    "/swagger.json",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_slash_at_the_end_changes_nothing(api: Client, path: str) -> None:
    plain, slashed = api.get(path), api.get(f"{path}/")
    assert plain.status_code == slashed.status_code == 200
    assert plain.content == slashed.content
    assert not slashed.history


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_open_to_browsers_and_says_what_is_left(api: Client, path: str) -> None:
    response = api.get(path, headers={"Origin": "https://www.data.gouv.fr"})
    assert response.headers["access-control-allow-origin"] == "*"
    if path != "/swagger.json":
        assert int(response.headers["x-ratelimit-remaining"]) < int(response.headers["x-ratelimit-limit"])
        assert int(response.headers["x-ratelimit-reset"]) % 86400 == 0
    preflight = api.options(path, headers={"Access-Control-Request-Headers": "authorization"})
    assert preflight.status_code == 204
    assert "Authorization" in preflight.headers["access-control-allow-headers"]


def test_a_list_has_ten_results_and_counts_them_all(api: Client) -> None:
    found = api.get(f"{NOTICES}/records").json()
    assert {*found} == {"total_count", "results"}
    assert len(found["results"]) == 10 < found["total_count"]


def test_pages_follow_each_other(api: Client) -> None:
    whole = api.get(f"{NOTICES}/records?limit=30&select=id").json()["results"]
    parts = [
        api.get(f"{NOTICES}/records?limit=10&offset={at}&select=id").json()["results"] for at in (0, 10, 20)
    ]
    assert whole == [each for part in parts for each in part]
    assert len({each["id"] for each in whole}) == 30


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=100", 200),
        ("limit=-1", 200),
        ("limit=101", 400),
        ("limit=-2", 400),
        ("limit=ten", 400),
        ("offset=9990&limit=10", 200),
        ("offset=9991&limit=10", 400),
        ("offset=-1", 400),
        ("group_by=code_departement&limit=20000", 200),
        ("group_by=code_departement&limit=20001", 400),
        ("lang=fr", 200),
        ("lang=xx", 400),
        ("timezone=Europe/Paris", 200),
        ("timezone=Nowhere/Here", 400),
        ("timezone=../../etc/passwd", 400),
        ("refine=code_departement:17", 200),
        ("refine=code_departement", 400),
        ("refine=inconnu:17", 400),
        ("refine=date_publication:yesterday", 400),
        ("include_links=perhaps", 400),
    ],
)
def test_limits_are_the_vendors(api: Client, query: str, status: int) -> None:
    response = api.get(f"{NOTICES}/records?{query}")
    assert response.status_code == status
    if status == 400:
        assert response.json()["error_code"] == "InvalidRESTParameterError"


def test_a_wrong_query_says_where(api: Client) -> None:
    response = api.get(f"{NOTICES}/records?select=invalid_function()")
    assert response.status_code == 400
    assert response.json() == {
        "message": "ODSQL query is malformed: unknown function invalid_function() at position 0. "
        "Clause(s) containing the error(s): select.",
        "error_code": "ODSQLError",
    }


@pytest.mark.parametrize(
    "path", ["/nothing", "/catalog/datasets/inconnu", "/catalog/datasets/inconnu/records"]
)
def test_what_does_not_exist_is_told_in_json(api: Client, path: str) -> None:
    response = api.get(path)
    assert response.status_code == 404
    assert {*response.json()} == {"message", "error_code"}


def test_where_may_be_repeated(api: Client) -> None:
    both = api.get(
        f"{NOTICES}/records", params={"where": ["code_departement='17'", '"toiture"'], "limit": 100}
    ).json()
    one = api.get(
        f"{NOTICES}/records", params={"where": "code_departement='17' and \"toiture\"", "limit": 100}
    ).json()
    assert both == one
    assert both["total_count"] > 0


def test_links_only_where_they_are_asked_for(api: Client) -> None:
    found = api.get(f"{NOTICES}/records?include_links=true&limit=5").json()
    assert [link["rel"] for link in found["_links"]] == ["self", "first", "last", "next"]
    assert found["results"][0]["_links"][0]["href"].endswith("/records/boamp%3A26-10001")


def test_the_same_state_is_not_sent_again(api: Client) -> None:
    first = api.get(f"{NOTICES}/records")
    again = api.get(f"{NOTICES}/records", headers={"If-None-Match": first.headers["etag"]})
    other = api.get(f"{NOTICES}/records?limit=1", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_calls_are_counted_by_day(stingy: Client) -> None:
    left = [stingy.get("/catalog/facets").headers["x-ratelimit-remaining"] for _ in range(3)]
    refused = stingy.get("/catalog/facets")
    assert left == ["2", "1", "0"]
    assert refused.status_code == 429
    assert refused.json() == {
        "errorcode": 10002,
        "reset_time": "2026-03-21T00:00:00Z",
        "limit_time_unit": "day",
        "call_limit": 3,
        "error": "Too many requests on the domain. Please contact the domain administrator.",
    }


@pytest.mark.parametrize(
    "given", [{"headers": {"Authorization": "ApiKey faux"}}, {"params": {"apikey": "faux"}}]
)
def test_a_wrong_key_is_refused(api: Client, given: dict[str, Any]) -> None:
    response = api.get("/catalog/datasets", **given)
    assert (response.status_code, response.json()["error_code"]) == (401, "AuthenticationError")


def test_facets_refine_exclude_and_count(api: Client) -> None:
    def told(query: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = api.get(f"{NOTICES}/facets?facet=code_departement&{query}").json()[
            "facets"
        ][0]["facets"]
        return found

    plain = told("")
    assert [each["count"] for each in plain] == sorted((each["count"] for each in plain), reverse=True)
    refined = told("refine=code_departement:17")
    assert [each["state"] for each in refined if each["value"] == "17"] == ["refined"]
    excluded = told("exclude=code_departement:17")
    assert {"name": "17", "value": "17", "state": "excluded"} in excluded
    listed = api.get(f"{NOTICES}/records?exclude=code_departement:17&limit=100").json()
    assert all(each["code_departement"] != "17" for each in listed["results"])
    assert (
        listed["total_count"] + next(each["count"] for each in plain if each["value"] == "17")
        == (api.get(f"{NOTICES}/records").json()["total_count"])
    )


def test_a_facet_of_dates_opens_where_it_is_refined(api: Client) -> None:
    query = f"{NOTICES}/facets?facet=date_publication"
    years = api.get(query).json()["facets"][0]["facets"]
    year = years[0]["value"]
    opened = api.get(f"{query}&refine=date_publication:{year}").json()["facets"][0]["facets"][0]
    assert (opened["state"], sum(month["count"] for month in opened["facets"])) == (
        "refined",
        opened["count"],
    )
    month = opened["facets"][0]
    assert month["value"] == f"{year}/{month['name']}"
    found = api.get(f"{NOTICES}/records?refine=date_publication:{month['value']}&limit=1").json()
    assert found["total_count"] == month["count"]


def test_facets_take_options(api: Client) -> None:
    found = api.get(f'{NOTICES}/facets?facet=facet(name="code_departement", sort="alphanum", limit=2)').json()
    names = [each["name"] for each in found["facets"][0]["facets"]]
    assert len(names) == 2
    assert names == sorted(names)


def test_groups_have_a_total(api: Client) -> None:
    found = api.get(
        f"{NOTICES}/records?group_by=code_departement&select=code_departement,count(*) as n&limit=3"
    ).json()
    assert found["total_count"] == 7
    assert len(found["results"]) == 3


def test_the_catalogue_is_asked_in_the_same_language(api: Client) -> None:
    def names(query: str) -> list[str]:
        return [
            each["dataset_id"] for each in api.get(f"/catalog/datasets?limit=50&{query}").json()["results"]
        ]

    assert names('where=datasetid:"avis-marches"') == ["avis-marches"]
    assert "stats-attributions" not in names("where=features='geo'")
    assert names('where="notaires"&select=dataset_id')
    assert names("where=records_count > 0&order_by=dataset_id desc") == sorted(
        names("where=records_count>0"), reverse=True
    )


def test_an_internal_column_does_not_exist_for_the_public(api: Client) -> None:
    hidden = [
        column.name
        for column in dataset("stats-attributions").columns
        if column.profile is not Profile.PUBLIC
    ]
    path = "/catalog/datasets/stats-attributions"
    assert hidden
    described = api.get(path).text + api.get("/swagger.json").text
    for name in hidden:
        assert f'"{name}"' not in described
        for query in (
            f"select={name}",
            f"where={name} is null",
            f"group_by={name}",
            f"order_by={name}",
            f"select=sum({name})",
        ):
            told = api.get(f"{path}/records?{query}")
            other = api.get(f"{path}/records?{query.replace(name, 'inexistant')}")
            assert told.status_code == other.status_code == 400
            assert told.text.replace(name, "inexistant") == other.text
            assert api.get(f"{path}/exports/csv?{query}").status_code == 400
        assert api.get(f"{path}/facets?facet={name}").status_code == 400
        assert api.get(f"{path}/records?refine={name}:1").status_code == 400
        assert name not in api.get(f"{path}/exports/csv").text


def test_a_csv_is_the_vendors(api: Client) -> None:
    text = api.get(f"{NOTICES}/exports/csv").content.decode()
    assert text.startswith("\ufeffid;source;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == api.get(f"{NOTICES}/records").json()["total_count"]
    other = api.get(f"{NOTICES}/exports/csv?delimiter=,&with_bom=false&use_labels=true&limit=1").text
    assert other.startswith("Identifiant,Source,")


@pytest.mark.parametrize(
    "select",
    ["", "&select=id,objet", "&select=objet,length(objet) as n", "&group_by=source&select=count(*) as n"],
)
def test_every_format_tells_the_same_rows(api: Client, select: str) -> None:
    def read(form: str) -> bytes:
        response = api.get(f"{NOTICES}/exports/{form}?limit=7{select}")
        assert response.status_code == 200, response.text
        return response.content

    lines = [json.loads(line) for line in read("jsonl").splitlines()]
    assert json.loads(read("json")) == lines
    assert (
        len(list(csv.reader(io.StringIO(read("csv").decode("utf-8-sig")), delimiter=";"))) == len(lines) + 1
    )
    assert openpyxl.load_workbook(io.BytesIO(read("xlsx"))).worksheets[0].max_row == len(lines) + 1
    assert pq.read_table(io.BytesIO(read("parquet"))).num_rows == len(lines)
    assert len(json.loads(read("geojson"))["features"]) == len(lines)


def test_an_export_is_compressed_where_it_is_asked_for(api: Client) -> None:
    packed = api.get(f"{NOTICES}/exports/jsonl?compressed=true")
    assert gzip.decompress(packed.content) == api.get(f"{NOTICES}/exports/jsonl").content
    assert api.get(f"{NOTICES}/exports/shp").status_code == 404


def test_the_old_download_is_answered(api: Client) -> None:
    root = str(api.base_url).removesuffix("/api/explore/v2.1/")
    old = api.get(
        f"{root}/explore/dataset/avis-marches/download/?format=csv&use_labels_for_header=true&csv_separator=,"
    )
    assert old.status_code == 200
    assert old.content == api.get(f"{NOTICES}/exports/csv?use_labels=true&delimiter=,").content


@pytest.mark.parametrize(
    "path", [*PATHS[:8], f"{NOTICES}/records?group_by=year(date_publication)", f"{NOTICES}/exports/csv"]
)
def test_postgresql_answers_the_same(api: Client, api_on_postgresql: Client, path: str) -> None:
    one, other = api.get(path), api_on_postgresql.get(path)
    assert other.status_code == 200
    if path.endswith("csv"):
        assert sorted(other.text.splitlines()) == sorted(one.text.splitlines())
    elif "records" in path or "facets" in path:
        assert _sorted(other.json()) == _sorted(one.json())


def _sorted(told: Any) -> Any:
    """Rows without an order are those of the store; only their number is the same."""
    return (
        {**told, "results": len(told["results"])}
        if "group_by" not in str(told) and "results" in told
        else told
    )


@pytest.mark.skipif(not SPEC.exists(), reason="the vendor's specification is not here")
def test_shapes_are_those_of_the_vendors_examples(api: Client) -> None:
    examples = json.loads(SPEC.read_text())["components"]["examples"]

    def keys(name: str) -> Any:
        return examples[name]["value"]

    shelf, one = api.get("/catalog/datasets").json(), api.get(NOTICES).json()
    assert {*shelf} == {*keys("datasets-v2.1")}
    assert {*one} == {*shelf["results"][0]} == {*keys("dataset-v2.1")}
    assert {*one["metas"]["default"]} >= {*keys("datasets-v2.1")["results"][0]["metas"]["default"]}
    assert {*one["fields"][0]} == {*keys("dataset-v2.1")["fields"][0]}
    assert {*api.get(f"{NOTICES}/records").json()} == {*keys("records-v2.1")}
    assert {*api.get(f"{NOTICES}/attachments").json()} == {*keys("attachments")}
    for path, name in ((f"{NOTICES}/facets", "facets"), ("/catalog/facets", "catalog_facets")):
        told, wanted = api.get(path).json(), keys(name)
        assert {*told} == {*wanted}
        assert {*told["facets"][0]} == {*wanted["facets"][0]}
        assert {*told["facets"][0]["facets"][0]} == {*wanted["facets"][0]["facets"][0]}


@pytest.mark.parametrize(
    ("form", "media"),
    [
        ("dcat", "application/rdf+xml; charset=utf-8"),
        ("ttl", "text/turtle; charset=utf-8"),
        ("data.json", "application/json; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_catalogue_is_a_file_too(api: Client, form: str, media: str) -> None:
    response = api.get(f"/catalog/exports/{form}")
    assert response.headers["content-type"] == media
    assert "avis-marches" in response.text
    assert api.get("/catalog/exports/nothing").status_code == 404


def test_other_methods_and_conversations_are_refused(api: Client) -> None:
    refused = api.post(f"{NOTICES}/records")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    assert refused.json()["error_code"] == "MethodNotAllowed"
    assert api.post("/nowhere").status_code == 404
    assert api.head(f"{NOTICES}/records").status_code == 200
    with (
        pytest.raises(WebSocketDisconnect),
        api.websocket_connect(f"{BASE}{NOTICES}/records"),  # type: ignore[attr-defined]
    ):
        pass
