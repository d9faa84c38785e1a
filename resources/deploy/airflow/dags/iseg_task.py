"""One call of `iseg` as an Airflow task: on the worker itself, in a Docker container, or in a Kubernetes pod.

The environment variable ISEG_RUNNER says which: `local` (if not set), `docker` or `kubernetes`. The calls are
the same, and so is what they say: JSON lines (`--events jsonl`), of which the last result is the task's.

- local: ISEG_COMMAND is the program (`iseg`); it hears nothing of Airflow's own settings and secrets.
- docker: ISEG_IMAGE, and ISEG_FOLDERS, the folders of the host that are mounted where they are (`:` between).
- kubernetes: ISEG_IMAGE, and ISEG_CLAIM, a volume claim that is mounted at ISEG_FOLDERS.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from typing import Any

from airflow.providers.standard.operators.branch import BranchMixIn
from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException

Arguments = Callable[[Mapping[str, Any], str | None], list[str]]
"""Makes the arguments of `iseg` from the run's parameters and, for a mapped task, the subject."""

RUNNER = os.environ.get("ISEG_RUNNER", "local")
IMAGE = os.environ.get("ISEG_IMAGE", "iseg:cpu")
FOLDERS = [folder for folder in os.environ.get("ISEG_FOLDERS", "").split(":") if folder]
_PASSED_ON = {name: value for name in ("MLFLOW_TRACKING_URI",) if (value := os.environ.get(name))}
_WRONG_CALL = 2  # iseg's exit code: no better the second time


class LocalRunner(BaseOperator):
    """Runs `iseg` on the worker, with the progress in the task's log."""

    def run_iseg(self, arguments: list[str], context: Any) -> list[str]:
        """Return the lines that were printed.

        Raises:
            AirflowFailException: If the call is wrong.
            AirflowException: If it fails otherwise.
        """
        command = [os.environ.get("ISEG_COMMAND", "iseg"), *arguments]
        self.log.info("%s", command)
        environment = {k: v for k, v in os.environ.items() if "AIRFLOW" not in k and "PYTHONPATH" not in k}
        self._process = subprocess.Popen(  # noqa: S603 - a list, no shell
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            env=environment,
        )
        lines = []
        stage = ""
        for line in self._process.stdout or ():
            event = event_in(line)
            if event.get("event") != "progress":
                lines.append(line)
            if event.get("event") != "progress" or event.get("stage") != stage:
                self.log.info("%s", line.rstrip())
                stage = event.get("stage", "")
        code = self._process.wait()
        if code:
            error = AirflowFailException if code == _WRONG_CALL else AirflowException
            raise error(f"iseg ended with {code}; what it said is above.")
        return lines

    def on_kill(self) -> None:
        """Ask it to end, and all that it started; it leaves nothing half written."""
        process = getattr(self, "_process", None)
        if process is not None and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)


def _docker_runner() -> type[BaseOperator]:
    from airflow.providers.docker.operators.docker import DockerOperator  # noqa: PLC0415 - only if wanted
    from docker.types import DeviceRequest, Mount  # noqa: PLC0415

    class DockerRunner(DockerOperator):
        """Runs `iseg` in a container that sees the folders of data, models and outputs, and nothing else."""

        def __init__(self, *, gpu: bool = False, **options: Any) -> None:
            super().__init__(
                image=IMAGE,
                mounts=[Mount(target=folder, source=folder, type="bind") for folder in FOLDERS],
                mount_tmp_dir=False,
                user=f"{os.getuid()}:{os.getgid()}",
                environment={"HOME": "/tmp", **_PASSED_ON},  # noqa: S108 - in the container
                device_requests=[DeviceRequest(count=1, capabilities=[["gpu"]])] if gpu else None,
                auto_remove="force",
                xcom_all=True,
                **options,
            )

        def run_iseg(self, arguments: list[str], context: Any) -> list[str]:
            self.command = arguments
            return list(super().execute(context) or ())

    return DockerRunner


def _kubernetes_runner() -> type[BaseOperator]:
    from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator  # noqa: PLC0415
    from kubernetes.client import models as k8s  # noqa: PLC0415

    # The last line is what the task returns; a pod hands it over as a file.
    said = "/tmp/iseg-events"  # noqa: S108 - in the pod
    script = (
        "set -eo pipefail; mkdir -p /airflow/xcom; "
        f'iseg "$@" | tee {said}; tail -n 1 {said} > /airflow/xcom/return.json'
    )

    class KubernetesRunner(KubernetesPodOperator):
        """Runs `iseg` in a pod that sees the folders of data, models and outputs."""

        def __init__(self, *, gpu: bool = False, task_id: str, **options: Any) -> None:
            claim = os.environ.get("ISEG_CLAIM", "iseg")
            claimed = k8s.V1PersistentVolumeClaimVolumeSource(claim_name=claim)
            limits = {"memory": "4Gi", **({"nvidia.com/gpu": "1"} if gpu else {})}
            super().__init__(
                task_id=task_id,
                name=f"iseg-{task_id.replace('_', '-')}",
                image=IMAGE,
                cmds=["bash", "-c", script, "iseg"],
                env_vars=_PASSED_ON,
                volumes=[k8s.V1Volume(name="iseg", persistent_volume_claim=claimed)],
                volume_mounts=[
                    k8s.V1VolumeMount(name="iseg", mount_path=folder, sub_path=folder.strip("/"))
                    for folder in FOLDERS
                ],
                container_resources=k8s.V1ResourceRequirements(
                    requests={"cpu": "1", "memory": "1Gi"}, limits=limits
                ),
                container_security_context=k8s.V1SecurityContext(
                    allow_privilege_escalation=False, capabilities=k8s.V1Capabilities(drop=["ALL"])
                ),
                automount_service_account_token=False,
                do_xcom_push=True,
                **options,
            )

        def run_iseg(self, arguments: list[str], context: Any) -> list[str]:
            self.arguments = arguments
            return [json.dumps(super().execute(context))]

    return KubernetesRunner


_RUNNERS: dict[str, Callable[[], type[BaseOperator]]] = {
    "local": lambda: LocalRunner,
    "docker": _docker_runner,
    "kubernetes": _kubernetes_runner,
}
if RUNNER not in _RUNNERS:
    raise ValueError(f"ISEG_RUNNER must be one of {', '.join(_RUNNERS)}, got {RUNNER!r}.")
_Runner: Any = _RUNNERS[RUNNER]()


class IsegOperator(_Runner, BranchMixIn):
    """Runs `iseg` with arguments from the run's parameters and returns what its result says.

    Attributes:
        arguments_of: Makes the arguments.
        subject: Of a mapped task, the subject it is for.
        returns: Takes from the result what the task returns.
        branch: Names the task to go on with, given the result; None where all that follow run.
    """

    inherits_from_skipmixin = True

    def __init__(
        self,
        *,
        arguments_of: Arguments,
        subject: str | None = None,
        returns: Callable[[dict[str, Any]], Any] = dict,
        branch: Callable[[dict[str, Any]], str] | None = None,
        gpu: bool = False,
        **options: Any,
    ) -> None:
        if RUNNER != "local":
            options["gpu"] = gpu
        super().__init__(**options)
        self.arguments_of, self.subject, self.returns, self.branch = arguments_of, subject, returns, branch

    def execute(self, context: Any) -> Any:
        """Run it; see the class."""
        arguments = self.arguments_of(context["params"], self.subject)
        result = result_in(self.run_iseg(arguments, context))
        if self.branch is not None:
            self.do_branch(context, self.branch(result))
        return self.returns(result)


def event_in(line: str) -> dict[str, Any]:
    """Return the event that a line holds; empty if it holds none: libraries print what they like."""
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def result_in(lines: list[str]) -> dict[str, Any]:
    """Return the last result among lines.

    Raises:
        AirflowException: If there is none.
    """
    for line in reversed(lines):
        event = event_in(line)
        if event.get("event") == "result":
            result = event["result"]
            return result if isinstance(result, dict) else {"result": result}
    raise AirflowException("iseg ended without a result.")
