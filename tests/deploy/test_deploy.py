"""The files operators take: they parse, and name only what exists."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from core.settings import Settings
from core.storage.database import open_database
from crawlers import sources
from workers.health import Health
from workers.meters import REGISTRY
from workers.telemetry import Memory, exposition

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
_METRIC = re.compile(r"\bveille_[a-z_]+")
_VARIABLE = re.compile(r"\bVEILLE_[A-Z_]+")
_OF_THE_FILES = {"VEILLE_DB_PASSWORD", "VEILLE_PROCESSES", "VEILLE_THREADS", "VEILLE_QUEUES"}
"""Variables of compose and systemd themselves."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all metrics, also of those without a sample, and of the parts of histograms."""
    with open_database(str(tmp_path_factory.mktemp("deploy") / "db")) as db:
        body = exposition(Health(db, sources()), Memory()).decode()
    names = {family.name for family in text_string_to_metric_families(body)}
    for family in REGISTRY.collect():
        ends = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}.get(family.type, ("",))
        names.update(family.name + end for end in ends)
    return names


def alerts() -> list[dict[str, str]]:
    groups = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def test_the_dashboard_shows_metrics_that_exist(told: set[str]) -> None:
    board = json.loads((DEPLOY / "grafana-dashboard.json").read_text(encoding="utf-8"))
    expressions = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    named = {name for expression in expressions for name in _METRIC.findall(expression)}
    assert named <= told, named - told
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"]) == len(expressions) - 3
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in board["panels"]]
    assert len(set(places)) == len(places)


def test_the_alerts_look_at_metrics_that_exist(told: set[str]) -> None:
    for rule in alerts():
        named = set(_METRIC.findall(rule["expr"]))
        assert named or "up{" in rule["expr"], rule["alert"]
        assert named <= told, (rule["alert"], named - told)
        assert rule["expr"].count("(") == rule["expr"].count(")")


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
@pytest.mark.parametrize(
    "command",
    [
        ("check", "config", str(DEPLOY / "prometheus.yaml")),
        ("test", "rules", str(ROOT / "tests" / "deploy" / "alerts_test.yaml")),
    ],
    ids=["config", "rules"],
)
def test_prometheus_takes_them(command: tuple[str, ...]) -> None:
    done = subprocess.run(["promtool", *command], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_explained() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    explained = re.findall(r"^### (Veille\w+)$", manual, re.MULTILINE)
    assert explained == [rule["alert"] for rule in alerts()]


@pytest.mark.parametrize(
    "path", sorted(path for path in DEPLOY.rglob("*") if path.is_file()), ids=lambda p: p.name
)
def test_every_variable_is_a_setting(path: Path) -> None:
    known = {f"VEILLE_{name.upper()}" for name in Settings.model_fields} | _OF_THE_FILES
    assert set(_VARIABLE.findall(path.read_text(encoding="utf-8"))) <= known


def test_the_services_of_compose() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"postgres", "redis", "console", "worker", "scheduler"}
    redis = services["redis"]["command"]
    assert [redis[redis.index(name) + 1] for name in ("--appendonly", "--maxmemory-policy")] == [
        "yes",
        "noeviction",
    ]
    for name in ("console", "worker", "scheduler"):
        ours = services[name]
        assert ours["read_only"] and ours["init"] and ours["cap_drop"] == ["ALL"], name
        assert "/readyz" in ours["healthcheck"]["test"][-1], name


def test_a_worker_is_looked_at_and_scraped_at_the_ports_of_all_its_processes() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    worker = services["worker"]
    command = worker["command"]
    first = int(worker["environment"]["VEILLE_METRICS_PORT"])
    ports = [first + number for number in range(int(command[command.index("--processes") + 1]))]
    assert f"in ({', '.join(map(str, ports))})" in worker["healthcheck"]["test"][-1]
    scraped = yaml.safe_load((DEPLOY / "prometheus.yaml").read_text(encoding="utf-8"))["scrape_configs"]
    found = [each for job in scraped for each in job["dns_sd_configs"]]
    assert [each["port"] for each in found if "worker" in each["names"]] == ports


def _copied() -> list[str]:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line]
    return [name for names in copied for name in names]


def test_the_image_copies_what_exists() -> None:
    packages = {"core/", "crawlers/", "extractors/", "normalizers/", "workers/", "console/"}
    assert packages <= set(_copied())
    for name in _copied():
        assert (ROOT / name).exists(), name


def test_a_build_is_given_what_it_copies_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if not line.startswith("#")]
    assert rules[0] == "*"
    assert sorted(rule[1:] for rule in rules if rule.startswith("!")) == sorted(_copied())


def test_systemd_takes_the_units() -> None:
    units = sorted((DEPLOY / "systemd").glob("*.service"))
    assert {unit.name for unit in units} == {
        "veille-console.service",
        "veille-scheduler.service",
        "veille-worker@.service",
    }
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, units)]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stderr
    ours = [line for line in said.splitlines() if "veille-" in line and "is not executable" not in line]
    assert ours == []


def test_services_of_one_host_take_different_ports() -> None:
    """The units of a host are told the same settings; a port in them would be taken by the first alone."""
    units = DEPLOY / "systemd"
    ports = [
        re.findall(r"^Environment=VEILLE_METRICS_PORT=(\S+)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
        for unit in (units / "veille-scheduler.service", units / "veille-worker@.service")
    ]
    assert ports == [["9100"], ["91%i0"]]
    settings = (DEPLOY / "veille.env.example").read_text(encoding="utf-8")
    assert not re.search(r"^VEILLE_METRICS_PORT=", settings, re.MULTILINE)
