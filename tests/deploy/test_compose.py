"""compose.yaml and the Dockerfile: what they promise of secrets, ports, users and health."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from resources.deploy.environment import SECRETS, settings

DEPLOY = Path(__file__).parents[2] / "resources" / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def test_all_parts_of_the_pipeline_are_there() -> None:
    airflow = {"airflow-init", "airflow", "scheduler", "dag-processor", "triggerer", "worker"}
    assert set(SERVICES) == {"postgres", "redis", "mlflow", *airflow}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"airflow-init"}))
def test_every_service_that_stays_says_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_ports_are_published_to_this_machine_alone() -> None:
    published = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert len(published) == 2
    assert all(port.startswith("127.0.0.1:") for port in published)
    assert not any(service.get("network_mode") or service.get("privileged") for service in SERVICES.values())
    assert "docker.sock" not in (DEPLOY / "compose.yaml").read_text(encoding="utf-8")


def test_no_secret_is_written_down_or_has_a_default(tmp_path: Path) -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    asked = dict(re.findall(r"\$\{(\w+)(:[^}]*)?\}", text))
    assert set(asked) <= set(SECRETS) | set(settings(tmp_path))
    assert set(SECRETS) <= set(asked)
    assert {asked[name] for name in SECRETS} == {":?"}
    values = re.findall(r"^ +\w*(?:PASSWORD|SECRET|KEY|AUTH): +(\S+)", text, re.MULTILINE)
    assert values
    assert all(value.startswith("${") for value in values)


def test_volumes_that_are_used_are_declared() -> None:
    used = {
        source
        for service in SERVICES.values()
        for volume in service.get("volumes", ())
        if (source := volume.split(":")[0]) and not source.startswith((".", "$"))
    }
    assert used == set(COMPOSE["volumes"])


def test_services_that_are_waited_for_exist_and_can_be() -> None:
    for service in SERVICES.values():
        for name, how in service.get("depends_on", {}).items():
            healthy = how["condition"] == "service_healthy"
            assert ("healthcheck" in SERVICES[name]) if healthy else (SERVICES[name]["restart"] == "no")


def test_every_image_of_ours_is_a_target_and_runs_without_rights() -> None:
    stages = re.findall(r"^FROM .* AS (\S+)$", DOCKERFILE, re.MULTILINE)
    assert {"cpu", "cuda", "airflow", "mlflow"} <= set(stages)
    for service in SERVICES.values():
        if "build" in service:
            assert service["image"] == f"iseg:{service['build']['target']}"
            assert service["build"]["target"] in stages
    bodies = dict(zip(stages, re.split(r"^FROM .*$", DOCKERFILE, flags=re.MULTILINE)[1:], strict=True))
    for name in ("cpu", "airflow", "mlflow"):
        users = re.findall(r"^USER (\S+)$", bodies[name], re.MULTILINE)
        assert users[-1] == "10001"
        assert "HEALTHCHECK" in bodies[name]
    assert "FROM cpu AS cuda" in DOCKERFILE


def test_what_is_copied_into_images_exists_and_is_no_secret() -> None:
    root = DEPLOY.parents[1]
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        assert all((root / source).exists() for source in line.split()[:-1]), line
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
    assert "**/.env" in ignored
    assert ".env" in (root / ".gitignore").read_text(encoding="utf-8").split()
