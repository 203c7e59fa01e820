"""A standalone cluster of Spark for whoever tests the batch: a master and two workers on loopback, ended with all else.

It starts from the `pyspark` package and a Java; each worker has memory for one small executor. Master and workers live
in the Java that the product asks Spark through, where they are spoken to over the network as any other would be: what
counts are the executors, which are processes of their own.
"""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

WORKERS = 2
MEMORY = "512m"
_LOOPBACK = "127.0.0.1"
_QUICK = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:CICompilerCount=1 -XX:MetaspaceSize=192m"
    " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
)
"""A Java that lives for seconds: compiled once, and the classes of Spark, most of its start, are not proved anew."""


def require() -> None:
    """Skip a test where the packages or a Java are not installed, but never in CI."""
    missing = [name for name in ("pyspark", "sqlglot") if importlib.util.find_spec(name) is None]
    missing += ["java"] * (shutil.which("java") is None)
    if missing and os.environ.get("CI"):
        pytest.fail(f"the batch needs {', '.join(missing)}")
    if missing:
        pytest.skip(f"the batch needs {', '.join(missing)}")


@contextmanager
def settings() -> Iterator[Path]:
    """Let Spark, which is started meanwhile, take no more than a test needs, and end it; gives its folder."""
    home = Path(tempfile.mkdtemp(prefix="uji-spark-"))
    (home / "conf").mkdir()
    (home / "conf/spark-defaults.conf").write_text(
        f"spark.executor.extraJavaOptions {_QUICK}\nspark.driver.extraJavaOptions {_QUICK}\n"
        f"spark.driver.memory 512m\nspark.executor.cores 1\nspark.local.dir {home}\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", _LOOPBACK)
        patch.setenv("SPARK_CONF_DIR", str(home / "conf"))
        try:
            yield home
        finally:
            _end_driver()
            shutil.rmtree(home, ignore_errors=True)


@contextmanager
def cluster(home: Path) -> Iterator[str]:
    """Start a cluster in the Java that Spark was asked through, and give its address."""
    from pyspark import SparkContext

    java = SparkContext._jvm
    settings = java.org.apache.spark.SparkConf()
    deploy = java.org.apache.spark.deploy
    started = [deploy.master.Master.startRpcEnvAndEndpoint(_LOOPBACK, 0, 0, settings)._1()]
    (masters := SparkContext._gateway.new_array(java.String, 1))[0] = address = started[0].address().toSparkURL()
    try:
        for number in range(WORKERS):
            where = str(home / f"work-{number}")
            numbered, nothing = java.scala.Option.apply(number), java.scala.Option.empty()
            own = (_LOOPBACK, 0, 0, 1, 600, masters, where, numbered, settings, nothing)
            started.append(deploy.worker.Worker.startRpcEnvAndEndpoint(*own))
        yield address
    finally:
        # The workers first: one that loses its master keeps its executors.
        for one in reversed(started):
            one.shutdown()
            one.awaitTermination()


def _end_driver() -> None:
    """End the Java that this process asked Spark through."""
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    if gateway is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait(30)
        SparkContext._gateway = SparkContext._jvm = None
