"""What is installed elsewhere is whole: init, load and serve from the wheel, with all assets."""

import os
import shutil
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

import pytest

from tests.e2e.conftest import free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def urban(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The console script of a wheel built from a copy and installed in an environment of its own.

    Dependencies come from the environment of the tests, so that nothing is downloaded.
    """
    folder = tmp_path_factory.mktemp("wheel")
    ignore = shutil.ignore_patterns(
        ".git", ".venv", ".urban", "build", "*.egg-info", "__pycache__", ".*_cache"
    )
    shutil.copytree(ROOT, folder / "source", ignore=ignore)
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder / "dist"),
        ".",
    ]
    made = subprocess.run(build, cwd=folder / "source", capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    shutil.rmtree(folder / "source")
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", wheel], check=True)
    site = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    own = next((folder / "venv" / "lib").glob("python*/site-packages"))
    # 只借用依赖；本项目自己的可编辑安装不带过去。
    for part in site.iterdir():
        if not part.name.startswith(
            ("__editable__", "urbanization_tracker", "pip", "setuptools", "_distutils")
        ):
            target = own / part.name
            if not target.exists():
                target.symlink_to(part)
    return str(folder / "venv" / "bin" / "urban")


def run(urban: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environ = {
        key: value for key, value in os.environ.items() if not key.startswith(("URBAN", "PYTHON"))
    }
    return subprocess.run(
        [urban, *words], cwd=cwd, env=environ, capture_output=True, text=True, check=False
    )


def test_another_city_starts_from_the_wheel_in_an_empty_folder(urban: str, tmp_path: Path) -> None:
    made = run(urban, "init", "监测", "--place", "安康市", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "urban serve" in made.stderr
    project = tmp_path / "监测"
    assert 'home: "610900"' in (project / "indicators.yaml").read_text(encoding="utf-8")
    assert "安康市" in (project / "README.md").read_text(encoding="utf-8")

    checked = run(urban, "check", cwd=project)
    assert checked.returncode == 0, checked.stdout
    loaded = run(urban, "load", cwd=project)
    assert loaded.returncode == 0, loaded.stderr
    doctor = run(urban, "doctor", cwd=project)
    assert doctor.returncode == 0, doctor.stdout
    assert str(ROOT) not in doctor.stdout

    port = free_port()
    environ = {
        key: value for key, value in os.environ.items() if not key.startswith(("URBAN", "PYTHON"))
    }
    server = subprocess.Popen(
        [urban, "serve", "--host", "127.0.0.1", "--port", str(port)],
        cwd=project,
        env=environ,
        stderr=subprocess.PIPE,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/", server)
        page = urllib.request.urlopen(f"{base}/place/610900").read().decode()
        assert ".masthead" in page and "--brand:" in page
        for asset in ("0-plotly-cartesian.min.js", "1-urban.js"):
            assert asset in page
            assert urllib.request.urlopen(f"{base}/assets/{asset}").status == 200
        layout = urllib.request.urlopen(f"{base}/_dash-layout").read().decode()
        assert "项目里还没有数据" in layout
        screen = urllib.request.urlopen(f"{base}/screen?place=610900").read().decode()
        assert "没有已审核的目标" in screen and ".scene" in screen
        for asset in ("screen.js", "fonts/noto-sans-sc-regular-1.woff2"):
            assert urllib.request.urlopen(f"{base}/assets/{asset}").status == 200
    finally:
        server.terminate()
        server.wait(20)


def test_outside_a_project_the_three_ways_to_name_one_are_said(urban: str, tmp_path: Path) -> None:
    answer = run(urban, "load", cwd=tmp_path)
    assert answer.returncode == 1
    for way in ("--project", "URBAN_PROJECT", "urban init"):
        assert way in answer.stderr
    assert "Traceback" not in answer.stderr
