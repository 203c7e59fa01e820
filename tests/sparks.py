"""A standalone cluster of Spark for whoever tests the batch: a master and two workers on loopback, ended with all else.

It starts from the `pyspark` package and a Java; each worker has memory for one small executor.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

WORKERS = 2
MEMORY = "512m"
_QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:CICompilerCount=1"
_SECONDS = 240
_STARTED = re.compile(r"Starting Spark master at (spark://\S+)")
_REGISTERED = re.compile(r"Registering worker")


def require() -> None:
    """Skip a test where the packages or a Java are not installed, but never in CI."""
    missing = [name for name in ("pyspark", "sqlglot") if importlib.util.find_spec(name) is None]
    missing += ["java"] * (shutil.which("java") is None)
    if missing and os.environ.get("CI"):
        pytest.fail(f"the batch needs {', '.join(missing)}")
    if missing:
        pytest.skip(f"the batch needs {', '.join(missing)}")


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and give its address."""
    import pyspark

    home = Path(tempfile.mkdtemp(prefix="uji-spark-"))
    (home / "conf").mkdir()
    (home / "conf/spark-defaults.conf").write_text(
        f"spark.executor.extraJavaOptions {_QUICK}\nspark.driver.extraJavaOptions {_QUICK}\n"
        f"spark.driver.memory 512m\nspark.executor.cores 1\nspark.local.dir {home}\n"
    )
    own = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "192m", "SPARK_DAEMON_JAVA_OPTS": _QUICK}
    own |= {"SPARK_CONF_DIR": str(home / "conf"), "SPARK_NO_DAEMONIZE": "1"}
    program = Path(pyspark.__file__).parent / "bin/spark-class"
    started = []

    def start(role: str, *arguments: str) -> Path:
        log = home / f"{role}-{len(started)}.log"
        command = [str(program), f"org.apache.spark.deploy.{role.lower()}.{role}", "--host", "127.0.0.1", "--port", "0"]
        with log.open("wb") as file:
            options = {"env": os.environ | own, "stdout": file, "stderr": file, "cwd": home}
            started.append(subprocess.Popen([*command, "--webui-port", "0", *arguments], **options))
        return log

    with pytest.MonkeyPatch.context() as patch:
        for name in ("SPARK_LOCAL_IP", "SPARK_CONF_DIR"):
            patch.setenv(name, own[name])
        try:
            log = start("Master")
            (master,) = _seen(log, _STARTED, 1)
            for number in range(WORKERS):
                start("Worker", "-c", "1", "-m", "600m", "-d", str(home / f"work-{number}"), master)
            _seen(log, _REGISTERED, WORKERS)
            yield master
        finally:
            _end_driver()
            # The workers first: one that loses its master keeps its executors.
            for process in reversed(started):
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
            shutil.rmtree(home, ignore_errors=True)


def _seen(log: Path, sign: re.Pattern, times: int) -> list[str]:
    """Wait until a log says something so many times."""
    ends = time.monotonic() + _SECONDS
    while len(found := sign.findall(log.read_text("utf-8", "replace"))) < times:
        assert time.monotonic() < ends, log.read_text("utf-8", "replace")[-2000:]
        time.sleep(0.1)
    return found


def _end_driver() -> None:
    """End the Java that this process asked Spark through."""
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    if gateway is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait(30)
        SparkContext._gateway = SparkContext._jvm = None
